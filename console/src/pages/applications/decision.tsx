import { CheckOutlined, CloseOutlined, QuestionOutlined } from '@ant-design/icons';
import { type Schemas, unwrap } from '@petpact/api/client';
import { Button, Card } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { useWrite } from '../../app/use-write.ts';
import { ReasonModal } from '../../components/reason-modal.tsx';
import { useTexts } from '../../i18n/use-texts.ts';

type Kind = 'approve' | 'decline' | 'ask';

/** Approve, decline with a reason, or ask: where the application waits for the shop. */
export const Decision = ({ application: { applicationId, state, pet } }: { application: Schemas['Application'] }) => {
  const { t } = useTexts();
  const words = t.applications.decide;
  const [asked, setAsked] = useState<Kind>();
  const decide = useWrite({
    send: ({ decision, text }: { decision: Kind; text: string }, header) =>
      unwrap(
        staffApi.POST('/shop/applications/{applicationId}/decision', {
          params: { path: { applicationId }, header },
          body: text === '' ? { decision } : { decision, text },
        }),
      ),
    touches: ['applications', 'pets'],
    done: (_, { decision }) => words.done[decision],
  });
  if (state === 'submitted') return <Card title={words.title}>{words.submitted}</Card>;
  if (state !== 'underReview' && state !== 'asked') return null;
  const forms = {
    approve: { title: words.approveAsk(pet.name), label: words.approveNote, submit: words.approve, required: false, danger: false },
    decline: { title: words.declineAsk, label: words.declineReason, hint: words.declineHint, submit: words.decline, danger: true },
    ask: { title: words.askTitle, label: words.askText, hint: words.askHint, submit: words.ask, danger: false },
  };
  return (
    <Card title={words.title} className="decision">
      <p className="soft">{words.text}</p>
      <div className="buttons">
        <Button type="primary" icon={<CheckOutlined aria-hidden="true" />} onClick={() => setAsked('approve')}>
          {words.approve}
        </Button>
        <Button icon={<QuestionOutlined aria-hidden="true" />} onClick={() => setAsked('ask')}>
          {words.ask}
        </Button>
        <Button danger icon={<CloseOutlined aria-hidden="true" />} onClick={() => setAsked('decline')}>
          {words.decline}
        </Button>
      </div>
      {(['approve', 'decline', 'ask'] as const).map((kind) => (
        <ReasonModal
          key={kind}
          {...forms[kind]}
          open={asked === kind}
          busy={decide.isPending}
          onClose={() => setAsked(undefined)}
          onSubmit={(text) => decide.mutate({ decision: kind, text }, { onSuccess: () => setAsked(undefined) })}
        />
      ))}
    </Card>
  );
};
