import { View } from '@tarojs/components';
import type { Contract, Settlement } from '@/api/model';
import { percent, yuan } from '@/format/money';
import { type Texts, useTexts } from '@/i18n/language';
import { linesOf, runsOf, type SettlementLine } from '@/leaving';

/** Periods in words: 第 1–3 期、第 7 期. */
export const sayPeriods = (periods: readonly number[], t: Texts): string =>
  runsOf(periods)
    .map(([from, to]) => t.leave.period(from, to))
    .join(t.leave.and);

const explain = ({ kind, periods }: SettlementLine, settlement: Settlement, t: Texts): string => {
  switch (kind) {
    case 'refund':
      return t.leave.refundHow(sayPeriods(periods, t));
    case 'kept':
      return (settlement.coolingOff ? t.leave.keptCoolingOff : t.leave.keptHow)(sayPeriods(periods, t));
    case 'cancelled':
      return t.leave.cancelledHow(sayPeriods(periods, t));
    case 'inFlight':
      return t.leave.inFlightHow(periods[0] ?? 0);
    case 'fee':
      return t.leave.feeHow(percent(settlement.feeBp), yuan(settlement.cancelledFen));
    case 'compensation':
      return '';
  }
};

const nameOf = ({ kind }: SettlementLine, { cause }: Settlement, t: Texts): string =>
  kind === 'fee' && cause === 'adopterBreach' ? t.pay.kinds.breachFee : t.leave[kind];

/** What an end comes to, line by line; the sums that move are large. */
export const SettlementLines = ({ contract, settlement }: { contract: Contract; settlement: Settlement }) => {
  const { t } = useTexts();
  const lines = linesOf(settlement, contract.terms.amountFen);
  if (lines.length === 0) return <View className="text">{t.leave.nothing}</View>;
  return (
    <View className="stack" role="list">
      {lines.map((line) => (
        <View key={line.kind} role="listitem">
          <View className="spread">
            <View className="strong">{nameOf(line, settlement, t)}</View>
            <View className="money">{yuan(line.amountFen)}</View>
          </View>
          <View className="note">{explain(line, settlement, t)}</View>
        </View>
      ))}
    </View>
  );
};
