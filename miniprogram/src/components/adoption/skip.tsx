import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Contract, Plan } from '@/api/model';
import { sayDate } from '@/format/date';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { skippable } from '@/leaving';
import { Button } from '../button';
import { ErrorNote } from '../error-note';
import { Notice } from '../notice';
import { Sheet } from '../sheet';

/** Leaving the next month out, with the days it moves. */
export const Skip = ({ contract, plan, reload }: { contract: Contract; plan: Plan; reload: () => Promise<void> }) => {
  const { t, language } = useTexts();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState('');
  const next = skippable(contract, plan);
  const skip = useAction(async (period: number) => {
    const { nextPlanDate } = await call('post', '/me/contracts/{contractId}/skip', {
      path: { contractId: contract.contractId },
      body: { period },
    });
    setAsking(false);
    setDone(t.skip.done(sayDate(nextPlanDate, language)));
    await reload();
  });
  return (
    <View className="stack">
      {done && (
        <Notice tone="good" icon="check">
          {done}
        </Notice>
      )}
      {next && (
        <Button id="skip" kind="plain" onTap={() => setAsking(true)}>
          {t.skip.open}
        </Button>
      )}
      {next && asking && (
        <Sheet title={t.skip.open} onClose={() => setAsking(false)}>
          <View className="stack">
            <View className="text">{t.skip.ask(next.period, sayDate(next.from, language), sayDate(next.to, language))}</View>
            <Notice>{t.skip.counts(contract.terms.rules.pauseTimesMax - contract.pauseCount)}</Notice>
            <ErrorNote error={skip.error} />
            <Button id="skip-sure" busy={skip.busy} onTap={() => skip.run(next.period)}>
              {t.skip.sure}
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
