import { PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { type Schemas, unwrap } from '@petpact/api/client';
import { Button, Popconfirm, Tooltip } from 'antd';
import { useState } from 'react';
import { staffApi } from '../../app/api.ts';
import { useToday } from '../../app/use-today.ts';
import { useWrite } from '../../app/use-write.ts';
import { Facts } from '../../components/facts.tsx';
import { ReasonModal } from '../../components/reason-modal.tsx';
import { sayDate } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { pauseOf } from './pausing.ts';

/** As long as the contract keeps a reason. */
const LONGEST_REASON = 200;

/** Pauses a running contract with a reason, or lets a paused one run again. */
export const PauseResume = ({ contract }: { contract: Schemas['Contract'] }) => {
  const { contractId, pauseCount, terms } = contract;
  const { t, language } = useTexts();
  const { pause: pauseWords, resume: resumeWords } = t.contracts;
  const [asking, setAsking] = useState(false);
  const { act, until, isUsedUp } = pauseOf(contract, useToday());
  const { pauseDaysMax, pauseTimesMax } = terms.rules;
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
  if (act === 'resume') {
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
  if (act !== 'pause') return null;
  return (
    <>
      <Tooltip title={isUsedUp ? pauseWords.limit(pauseTimesMax) : undefined}>
        <Button icon={<PauseCircleOutlined aria-hidden="true" />} disabled={isUsedUp} onClick={() => setAsking(true)}>
          {pauseWords.action}
        </Button>
      </Tooltip>
      <ReasonModal
        open={asking}
        title={pauseWords.title}
        text={pauseWords.text(pauseDaysMax)}
        label={pauseWords.reason}
        hint={pauseWords.hint}
        longest={LONGEST_REASON}
        submit={pauseWords.action}
        busy={pause.isPending}
        onClose={() => setAsking(false)}
        onSubmit={(reason) => pause.mutate(reason, { onSuccess: () => setAsking(false) })}
      >
        <Facts
          items={[
            [pauseWords.until, sayDate(until, language)],
            [t.contracts.pauses, t.contracts.pausesOf(pauseCount, pauseTimesMax)],
          ]}
        />
        <p className="soft">{pauseWords.inFlightNote}</p>
      </ReasonModal>
    </>
  );
};
