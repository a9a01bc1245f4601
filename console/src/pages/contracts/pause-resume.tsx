import { PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { type Schemas, unwrap } from '@petpact/api/client';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { useWrite } from '../../app/use-write.ts';
import { ReasonModal } from '../../components/reason-modal.tsx';
import { sayDate } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** Pauses a running contract with a reason, or lets a paused one run again. */
export const PauseResume = ({ contract: { contractId, state, terms } }: { contract: Schemas['Contract'] }) => {
  const { t, language } = useTexts();
  const { pause: pauseWords, resume: resumeWords } = t.contracts;
  const [asking, setAsking] = useState(false);
  const path = { contractId };
  const pause = useWrite({
    send: (reason: string, header) =>
      unwrap(staffApi.POST('/shop/contracts/{contractId}/pause', { params: { path, header }, body: { reason } })),
    touches: ['contracts'],
    done: ({ inFlightPeriod }) => (inFlightPeriod > 0 ? pauseWords.inFlight(inFlightPeriod) : pauseWords.done),
  });
  const resume = useWrite({
    send: (_: 'resume', header) => unwrap(staffApi.POST('/shop/contracts/{contractId}/resume', { params: { path, header } })),
    touches: ['contracts'],
    done: ({ nextPlanDate }) => resumeWords.done(nextPlanDate ? sayDate(nextPlanDate, language) : ''),
  });
  if (state === 'paused') {
    return (
      <Popconfirm
        title={resumeWords.ask}
        description={resumeWords.text}
        okText={resumeWords.action}
        cancelText={t.actions.cancel}
        onConfirm={() => resume.mutate('resume')}
      >
        <Button type="primary" icon={<PlayCircleOutlined aria-hidden="true" />} loading={resume.isPending}>
          {resumeWords.action}
        </Button>
      </Popconfirm>
    );
  }
  if (state !== 'active') return null;
  return (
    <>
      <Button icon={<PauseCircleOutlined aria-hidden="true" />} onClick={() => setAsking(true)}>
        {pauseWords.action}
      </Button>
      <ReasonModal
        open={asking}
        title={pauseWords.title}
        text={pauseWords.text(terms.rules.pauseDaysMax)}
        label={pauseWords.reason}
        hint={pauseWords.hint}
        submit={pauseWords.action}
        busy={pause.isPending}
        onClose={() => setAsking(false)}
        onSubmit={(reason) => pause.mutate(reason, { onSuccess: () => setAsking(false) })}
      />
    </>
  );
};
