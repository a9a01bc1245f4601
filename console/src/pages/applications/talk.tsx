import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { useTexts } from '../../i18n/use-texts.ts';

/** The shop's question with its answer, and how the application ended. */
export const Talk = ({ application: { question, answer, reason, reasonText, reasonMessage } }: { application: Schemas['Application'] }) => {
  const { t, say } = useTexts();
  const outcome = reason === '' ? '' : say(reasonMessage);
  if (question === '' && outcome === '' && reasonText === '') return null;
  return (
    <Card>
      {question !== '' && (
        <>
          <h3>{t.applications.question}</h3>
          <blockquote>{question}</blockquote>
          <h3>{t.applications.answer}</h3>
          {answer === '' ? <p className="soft">{t.applications.noAnswer}</p> : <blockquote>{answer}</blockquote>}
        </>
      )}
      {(outcome !== '' || reasonText !== '') && (
        <>
          <h3>{t.applications.reason}</h3>
          {outcome !== '' && <p>{outcome}</p>}
          {reasonText !== '' && <blockquote>{reasonText}</blockquote>}
        </>
      )}
    </Card>
  );
};
