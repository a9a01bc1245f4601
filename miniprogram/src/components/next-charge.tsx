import { View } from '@tarojs/components';
import type { Instalment, Plan } from '@/api/model';
import { type Language, sayDate, sayDay, sayTime } from '@/format/date';
import { yuan } from '@/format/money';
import { type Texts, useTexts } from '@/i18n/language';
import { nextInstalment } from '@/plan-view';
import { Tag } from './notice';

/** From what time of day it is tried, and until when. Nothing is charged before the handover where the plan starts with it. */
const whenOf = (plan: Plan, { nextTryTime, planDate }: Instalment, t: Texts, language: Language): string => {
  if (plan.state === 'awaitingStart') return t.adoption.afterHandover;
  return [nextTryTime && t.adoption.from(sayTime(nextTryTime)), t.adoption.latest(sayDay(planDate, language))].filter(Boolean).join(' · ');
};

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
      <View className="note">{whenOf(plan, next, t, language)}</View>
    </View>
  );
};
