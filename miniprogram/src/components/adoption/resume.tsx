import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Contract } from '@/api/model';
import { sayDate } from '@/format/date';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { Button } from '../button';
import { ErrorNote } from '../error-note';
import { Notice } from '../notice';
import { Sheet } from '../sheet';

/** Ending a pause early: what comes then is said before, and the day it goes on after. */
export const Resume = ({ contract, reload }: { contract: Contract; reload: () => Promise<void> }) => {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState({ text: '', pauseCount: 0 });
  const resume = useAction(async () => {
    const { nextPlanDate } = await call('post', '/me/contracts/{contractId}/resume', { path: { contractId: contract.contractId } });
    setAsking(false);
    const text = nextPlanDate ? t.resume.done(sayDate(nextPlanDate, language)) : t.resume.doneNoDate;
    setDone({ text, pauseCount: contract.pauseCount });
    await reload();
  });
  if (contract.state !== 'paused')
    // Another pause or a skip moves the day again.
    return done.text && done.pauseCount === contract.pauseCount ? (
      <Notice tone="good" icon="check">
        {done.text}
      </Notice>
    ) : null;
  return (
    <View className="stack">
      {contract.pausedUntilDate && <Notice icon="pause">{t.adoption.pausedUntil(sayDate(contract.pausedUntilDate, language))}</Notice>}
      <Button id="resume" onTap={() => setAsking(true)}>
        {t.resume.open}
      </Button>
      {asking && (
        <Sheet title={t.resume.open} onClose={() => setAsking(false)}>
          <View className="stack">
            <View className="text">{t.resume.ask}</View>
            <ErrorNote error={resume.error} />
            <Button id="resume-sure" busy={resume.busy} onTap={resume.run}>
              {t.resume.sure}
            </Button>
            <Button kind="plain" onTap={() => setAsking(false)}>
              {t.app.cancel}
            </Button>
          </View>
        </Sheet>
      )}
    </View>
  );
};
