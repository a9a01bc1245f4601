import { View } from '@tarojs/components';
import type { Rules } from '@/api/model';
import { Icon, type IconName } from '@/components/icon';
import { Section } from '@/components/section';
import { useTexts } from '@/i18n/language';

export const Promises = ({ rules }: { rules: Rules }) => {
  const { t } = useTexts();
  const promises: [IconName, string, string, number][] = [
    ['heart', t.shop.coolingOff(rules.coolingOffDays), t.shop.coolingOffText, rules.coolingOffDays],
    ['shield', t.shop.guarantee(rules.guaranteeDays), t.shop.guaranteeText, rules.guaranteeDays],
    ['pause', t.shop.pause(rules.pauseTimesMax, rules.pauseDaysMax), t.shop.pauseText, rules.pauseTimesMax],
    ['calendar', t.shop.grace(rules.graceDays), t.shop.graceText, rules.graceDays],
  ];
  const given = promises.filter(([, , , size]) => size > 0);
  if (given.length === 0) return null;
  return (
    <Section title={t.shop.promises}>
      <View className="grid">
        {given.map(([icon, title, text]) => (
          <View key={title} className="promise">
            <View className="promise-icon">
              <Icon name={icon} />
            </View>
            <View className="strong">{title}</View>
            <View className="note">{text}</View>
          </View>
        ))}
      </View>
    </Section>
  );
};
