import { View } from '@tarojs/components';
import type { Shop } from '@/api/model';
import { Section } from '@/components/section';
import { useTexts } from '@/i18n/language';

export const HowItWorks = ({ planStart }: { planStart: Shop['planStart'] }) => {
  const { t } = useTexts();
  return (
    <Section title={t.shop.how}>
      <View className="card stack-wide" role="list">
        {t.shop.steps.map(({ title, text }, index) => (
          <View key={title} className="how" role="listitem">
            <View className="how-number">{index + 1}</View>
            <View className="grow">
              <View className="strong">{title}</View>
              <View className="text">{text}</View>
            </View>
          </View>
        ))}
        <View className="note">{planStart === 'handover' ? t.shop.startAtHandover : t.shop.startAtSigning}</View>
      </View>
    </Section>
  );
};
