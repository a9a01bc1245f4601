import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Contract } from '@/api/model';
import { sayDate } from '@/format/date';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { Button } from '../button';
import { Choice } from '../choice';
import { ErrorNote } from '../error-note';
import { Notice } from '../notice';
import { Sheet } from '../sheet';

interface PauseProps {
  contract: Contract;
  reload: () => Promise<void>;
}

const PauseSheet = ({
  contract,
  onPaused,
  onClose,
}: {
  contract: Contract;
  onPaused: (inFlight: number) => Promise<void>;
  onClose: () => void;
}) => {
  const { t } = useTexts();
  const [reason, setReason] = useState(0);
  const { pauseTimesMax, pauseDaysMax } = contract.terms.rules;
  const pause = useAction(async () => {
    const body = { reason: t.adoption.pauseReasons[reason] ?? '' };
    const { inFlightPeriod } = await call('post', '/me/contracts/{contractId}/pause', { path: { contractId: contract.contractId }, body });
    await onPaused(inFlightPeriod);
  });
  return (
    <Sheet title={t.adoption.pause} onClose={onClose}>
      <View className="stack">
        <Choice
          label={t.adoption.pauseAsk}
          value={reason}
          onChange={setReason}
          options={t.adoption.pauseReasons.map((name, value) => ({ value, name }))}
        />
        <Notice>{t.adoption.pauseLeft(Math.max(0, pauseTimesMax - contract.pauseCount), pauseDaysMax)}</Notice>
        <ErrorNote error={pause.error} />
        <Button id="pause-sure" busy={pause.busy} onTap={pause.run}>
          {t.adoption.pauseSure}
        </Button>
        <Button kind="plain" onTap={onClose}>
          {t.app.cancel}
        </Button>
      </View>
    </Sheet>
  );
};

/** Pausing and resuming by the adopter's own hand, with what was already on its way. */
export const PauseResume = ({ contract, reload }: PauseProps) => {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState('');
  const resume = useAction(async () => {
    const { nextPlanDate } = await call('post', '/me/contracts/{contractId}/resume', { path: { contractId: contract.contractId } });
    setDone(t.adoption.resumedDone(sayDate(nextPlanDate, language)));
    await reload();
  });
  const paused = async (inFlight: number) => {
    setAsking(false);
    setDone(inFlight > 0 ? t.adoption.inFlight(inFlight) : t.adoption.pausedDone);
    await reload();
  };
  return (
    <View className="stack">
      {done && (
        <Notice tone="good" icon="check">
          {done}
        </Notice>
      )}
      <ErrorNote error={resume.error} />
      {contract.state === 'active' && (
        <Button id="pause" kind="plain" onTap={() => setAsking(true)}>
          {t.adoption.pause}
        </Button>
      )}
      {contract.pausedUntilDate && <Notice icon="pause">{t.adoption.pausedUntil(sayDate(contract.pausedUntilDate, language))}</Notice>}
      {contract.state === 'paused' && (
        <Button id="resume" busy={resume.busy} onTap={resume.run}>
          {t.adoption.resume}
        </Button>
      )}
      {asking && <PauseSheet contract={contract} onPaused={paused} onClose={() => setAsking(false)} />}
    </View>
  );
};
