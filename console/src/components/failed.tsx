import { ApiRefusal } from '@petpact/api/client';
import { Button, Result } from 'antd';
import { sayError } from '../app/say-error.ts';
import { useTexts } from '../i18n/use-texts.ts';

/** What could not be read, why, and a way to try again. */
export const Failed = ({ error, retry }: { error: unknown; retry(): unknown }) => {
  const { t, language } = useTexts();
  if (error instanceof ApiRefusal && error.reason === 'NOT_ALLOWED') {
    return <Result status="info" title={t.states.notAllowed} subTitle={t.states.notAllowedText} />;
  }
  return (
    <Result
      status="warning"
      title={t.states.failed}
      subTitle={sayError(error, language)}
      extra={
        <Button type="primary" onClick={() => void retry()}>
          {t.actions.retry}
        </Button>
      }
    />
  );
};
