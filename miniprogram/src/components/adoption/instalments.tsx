import { View } from '@tarojs/components';
import type { Instalment, Plan } from '@/api/model';
import type { Language } from '@/format/date';
import { sayDate, sayMoment } from '@/format/date';
import { yuan } from '@/format/money';
import { type Texts, useTexts } from '@/i18n/language';
import { Bones } from '../bones';
import { Tag, type Tone } from '../notice';

const TONES: Record<Instalment['state'], Tone> = {
  scheduled: 'plain',
  charging: 'wait',
  unknown: 'wait',
  paid: 'good',
  overdue: 'bad',
  refunding: 'wait',
  refunded: 'alipay',
  cancelled: 'plain',
};

const lineOf = (instalment: Instalment, t: Texts, language: Language): string => {
  const { paidTime, noticedTime, nextTryTime } = instalment;
  if (paidTime) return t.adoption.paidAt(sayMoment(paidTime, language));
  const said = [
    noticedTime && t.adoption.noticedAt(sayMoment(noticedTime, language)),
    nextTryTime && t.adoption.tryAt(sayMoment(nextTryTime, language)),
  ];
  return said.filter(Boolean).join(' · ');
};

export const Instalments = ({ plan }: { plan: Plan | undefined }) => {
  const { t, language } = useTexts();
  if (!plan) return <Bones heights={[60, 60, 60]} />;
  return (
    <View className="card" role="list">
      {plan.instalments.map((instalment) => (
        <View
          key={instalment.period}
          role="listitem"
          className={`instalment ${instalment.state === 'paid' ? 'instalment-paid' : ''}`}
          id={`instalment-${instalment.period}`}
        >
          <View className="instalment-number">{instalment.period}</View>
          <View className="grow">
            <View className="strong">{sayDate(instalment.planDate, language)}</View>
            <View className="note">{lineOf(instalment, t, language)}</View>
            {instalment.alipayTradeNo && <View className="note">{t.adoption.tradeNo}</View>}
            {instalment.alipayTradeNo && <View className="note instalment-trade">{instalment.alipayTradeNo}</View>}
          </View>
          <View style={{ textAlign: 'right' }}>
            <View className="money">{yuan(instalment.amountFen)}</View>
            <Tag tone={TONES[instalment.state]}>{t.adoption.instalmentStates[instalment.state]}</Tag>
          </View>
        </View>
      ))}
    </View>
  );
};
