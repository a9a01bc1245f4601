import { View } from '@tarojs/components';
import { call } from '@/api/api';
import type { Contract } from '@/api/model';
import { sayDate } from '@/format/date';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { handoverIsOpen } from '@/plan-view';
import { Heading } from '@/primitives/heading';
import { Button } from '../button';
import { ErrorNote } from '../error-note';
import { Facts } from '../facts';
import { Notice } from '../notice';

/** Where the plan starts when the pet comes home: the agreed day, and the adopter's own confirmation. */
export const Handover = ({ contract, reload }: { contract: Contract; reload: () => Promise<void> }) => {
  const { t, language } = useTexts();
  const confirm = useAction(async () => {
    await call('post', '/me/contracts/{contractId}/handover/confirm', { path: { contractId: contract.contractId } });
    await reload();
  });
  if (!handoverIsOpen(contract)) return null;
  const mandateMissing = contract.state === 'signed' && contract.terms.planStart === 'handover';
  return (
    <View className="card stack">
      <Heading level={3}>{t.adoption.handover}</Heading>
      <Facts rows={[[t.adoption.handoverDate, sayDate(contract.handoverDate, language) || t.adoption.handoverNone]]} />
      <ErrorNote error={confirm.error} />
      {contract.adopterConfirmed && !contract.shopConfirmed && <Notice tone="wait">{t.adoption.handoverWait}</Notice>}
      {contract.handoverDate && !contract.adopterConfirmed && !mandateMissing && (
        <Button busy={confirm.busy} onTap={confirm.run}>
          {t.adoption.handoverMine}
        </Button>
      )}
    </View>
  );
};
