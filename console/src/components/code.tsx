import { Typography } from 'antd';
import { useTexts } from '../i18n/use-texts.ts';

/** An id or a number of another system: in even letters, to be copied; long ones are cut in the middle. */
export const Code = ({ children, short = false }: { children: string; short?: boolean }) => {
  const { t } = useTexts();
  const shown = short && children.length > 16 ? `${children.slice(0, 8)}…${children.slice(-6)}` : children;
  return (
    <Typography.Text className="code" title={children} copyable={{ text: children, tooltips: [t.actions.copy, t.actions.copied] }}>
      {shown}
    </Typography.Text>
  );
};
