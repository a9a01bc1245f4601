import { Skeleton } from 'antd';
import { useTexts } from '../i18n/use-texts.ts';

/** What stands where a page is still being loaded. */
export const Bones = () => {
  const { t } = useTexts();
  return (
    <div className="page" role="status" aria-label={t.states.loading}>
      <Skeleton active title={{ width: 180 }} paragraph={{ rows: 10 }} />
    </div>
  );
};
