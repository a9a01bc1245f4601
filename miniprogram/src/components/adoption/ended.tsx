import { View } from '@tarojs/components';
import type { Contract } from '@/api/model';
import { sayDate } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { canLeave, isCutShort, isEnding } from '@/leaving';
import { Notice } from '../notice';
import { Section } from '../section';
import { SettlementLines } from './settlement';

/** An end that was announced, or how the contract ended and what was settled. */
export const Ended = ({ contract }: { contract: Contract }) => {
  const { t, language } = useTexts();
  const { ending } = contract;
  if (!ending) return null;
  if (!isCutShort(contract) && !isEnding(contract)) {
    // A contract that ran its course before the day of the notice says no more of it.
    if (!canLeave(contract)) return null;
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
        {!isCutShort(contract) && (
          <Notice tone="wait" icon="clock">
            {t.leave.ending}
          </Notice>
        )}
        <View className="strong">{t.leave.byCause[ending.cause] ?? ending.cause}</View>
        {ending.actorKind === 'staff' && ending.reason && <View className="text">{ending.reason}</View>}
        <SettlementLines contract={contract} settlement={ending.settlement} />
      </View>
    </Section>
  );
};
