import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '../i18n/use-texts.ts';

interface PagerProps {
  number: number;
  previous?: (() => void) | undefined;
  next?: (() => void) | undefined;
}

/** Back and on; nothing where one page holds all. */
export const Pager = ({ number, previous, next }: PagerProps) => {
  const { t } = useTexts();
  if (!previous && !next && number === 1) return null;
  return (
    <nav className="pager" aria-label={t.pager.page(number)}>
      <Button icon={<LeftOutlined aria-hidden="true" />} disabled={!previous} onClick={previous}>
        {t.pager.previous}
      </Button>
      <span>{t.pager.page(number)}</span>
      <Button icon={<RightOutlined aria-hidden="true" />} iconPlacement="end" disabled={!next} onClick={next}>
        {t.pager.next}
      </Button>
    </nav>
  );
};
