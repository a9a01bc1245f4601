import { View } from '@tarojs/components';
import type { Contract } from '@/api/model';
import { sayDate } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { isCutShort } from '@/leaving';
import { Notice } from '../notice';
import { Section } from '../section';
import { SettlementLines } from './settlement';

/** An end that was announced, or how the contract ended and what was settled. */
export const Ended = ({ contract }: { contract: Contract }) => {
  const { t, language } = useTexts();
  const { ending } = contract;
  if (!ending) return null;
  if (!isCutShort(contract)) {
    if (ending.cause !== 'shopWish') return null;
    return (
      <Notice tone="wait" icon="info">
        <View className="strong">{t.leave.announced(sayDate(ending.settlement.effectiveDate, language))}</View>
        <View>{t.leave.announcedText}</View>
        {ending.reason && <View>{ending.reason}</View>}
      </Notice>
    );
  }
  return (
    <Section title={t.leave.settled}>
      <View className="card stack">
        <View className="strong">{t.leave.byCause[ending.cause] ?? ending.cause}</View>
        {ending.actorKind === 'staff' && ending.reason && <View className="text">{ending.reason}</View>}
        <SettlementLines contract={contract} settlement={ending.settlement} />
      </View>
    </Section>
  );
};
