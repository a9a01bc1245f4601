import { View } from '@tarojs/components';
import type { Plan } from '@/api/model';
import { sayDate, sayDay, sayTime } from '@/format/date';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';
import { nextInstalment } from '@/plan-view';
import { Tag } from './notice';

/** When the next deduction comes and what it takes. */
export const NextCharge = ({ plan }: { plan: Plan }) => {
  const { t, language } = useTexts();
  const next = nextInstalment(plan);
  if (!next) return <View className="card strong">{plan.state === 'paused' ? t.adoption.paused : t.adoption.nextNone}</View>;
  return (
    <View className="card next-charge" id="next-charge">
      <View className="spread">
        <View className="note">{`${t.adoption.next} · ${t.adoption.period(next.period)}`}</View>
        <Tag tone="brand">{t.adoption.instalmentStates[next.state]}</Tag>
      </View>
      <View className="spread">
        <View className="h2">{sayDate(next.nextTryTime ?? next.planDate, language)}</View>
        <View className="money money-big">{yuan(next.amountFen)}</View>
      </View>
      <View className="note">
        {[next.nextTryTime && t.adoption.from(sayTime(next.nextTryTime)), t.adoption.latest(sayDay(next.planDate, language))]
          .filter(Boolean)
          .join(' · ')}
      </View>
    </View>
  );
};
