import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Contract, Plan } from '@/api/model';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Field } from '@/components/field';
import { PetHeader } from '@/components/pet-header';
import { Section } from '@/components/section';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { pauseReasonOf } from '@/pausing';
import { back } from '@/routes';
import { PauseMeaning } from './pause-meaning';

const REASONS = ['away', 'stocked', 'money', 'vet', 'other'] as const;
/** As gateway/openapi.yaml has it. */
const LONGEST_REASON = 200;

interface PauseFormProps {
  contract: Contract;
  plan: Plan | undefined;
  onPaused: (answer: { contract: Contract; inFlightPeriod: number }) => void;
}

export const PauseForm = ({ contract, plan, onPaused }: PauseFormProps) => {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<(typeof REASONS)[number]>('away');
  const [own, setOwn] = useState('');
  const { contractId, pet, pauseCount, terms } = contract;
  const pause = useAction(async () => {
    const reason = pauseReasonOf(t.pause.reasons[chosen], chosen === 'other' ? own : '');
    onPaused(await call('post', '/me/contracts/{contractId}/pause', { path: { contractId }, body: { reason } }));
  });
  return (
    <View className="stack">
      <PetHeader pet={pet} title={pet.name} text={t.manage.times(pauseCount, terms.rules.pauseTimesMax)} />
      <Section title={t.pause.heading}>
        <PauseMeaning contract={contract} plan={plan} />
      </Section>
      <View className="card stack">
        <Choice
          label={t.pause.reason}
          value={chosen}
          onChange={setChosen}
          options={REASONS.map((value) => ({ value, name: t.pause.reasons[value] }))}
        />
        {chosen === 'other' && (
          <Field
            label={t.pause.own}
            hint={t.pause.ownHint}
            lines={3}
            maxLength={LONGEST_REASON}
            name="reason"
            value={own}
            onChange={setOwn}
          />
        )}
      </View>
      <ErrorNote error={pause.error} />
      <Button id="pause-sure" busy={pause.busy} onTap={pause.run}>
        {t.pause.sure}
      </Button>
      <Button kind="plain" onTap={() => void back()}>
        {t.pause.stay}
      </Button>
    </View>
  );
};
