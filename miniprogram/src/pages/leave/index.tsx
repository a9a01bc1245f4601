import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import { ApiRefusal } from '@/api/api-refusal';
import type { Contract } from '@/api/model';
import { SettlementLines } from '@/components/adoption/settlement';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { PetHeader } from '@/components/pet-header';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { back } from '@/routes';
import { Left } from './left';

const read = async (contractId: string) => {
  const [adoption, settlement] = await Promise.all([
    call('get', '/me/contracts/{contractId}', { path: { contractId } }),
    call('get', '/me/contracts/{contractId}/ending', { path: { contractId } }),
  ]);
  return { contract: adoption.contract, settlement };
};

/** What leaving comes to, and one tap to do it: nothing is asked that the agreement does not ask. */
const Leave = () => {
  const { t } = useTexts();
  const { id } = useParams('id');
  const [left, setLeft] = useState<Contract>();
  const shown = useResource(id, () => read(id));
  const end = useAction(async (settlementId: string) => {
    try {
      setLeft(await call('post', '/me/contracts/{contractId}/ending', { path: { contractId: id }, body: { settlementId } }));
    } catch (error) {
      // The figures are read again, so that what is confirmed next is what is shown.
      if (error instanceof ApiRefusal && error.reason === 'SETTLEMENT_CHANGED') await shown.reload();
      throw error;
    }
  });
  if (left) return <Left contract={left} />;
  return (
    <Load of={shown} bones={[72, 200, 120]}>
      {({ contract, settlement }) => (
        <View className="stack">
          <PetHeader pet={contract.pet} title={contract.pet.name} />
          {settlement.feeFen === 0 && (
            <Notice tone="good" icon="check">
              {settlement.coolingOff ? t.leave.free : t.leave.noFee}
            </Notice>
          )}
          <Section title={t.leave.heading}>
            <View className="card stack">
              <SettlementLines contract={contract} settlement={settlement} />
            </View>
          </Section>
          <View className="card stack">
            {settlement.feeFen > 0 && <View className="text">{t.leave.feeOwed}</View>}
            <View className="text">{t.leave.mandate}</View>
            {settlement.refundPeriods.length > 0 && <View className="text">{t.leave.points}</View>}
            <View className="text">{t.leave.pet}</View>
          </View>
          <ErrorNote error={end.error} />
          <Button id="end-sure" busy={end.busy} onTap={() => end.run(settlement.settlementId)}>
            {t.leave.sure}
          </Button>
          <Button kind="plain" onTap={() => void back()}>
            {t.leave.stay}
          </Button>
        </View>
      )}
    </Load>
  );
};

export default function LeavePage() {
  const { t } = useTexts();
  return (
    <Screen title={t.leave.title}>
      <MembersOnly page="leave">{() => <Leave />}</MembersOnly>
    </Screen>
  );
}
