import { View } from '@tarojs/components';
import type { PointsEntry } from '@/api/model';
import { sayMoment } from '@/format/date';
import { useTexts } from '@/i18n/language';

export const Entry = ({ entry }: { entry: PointsEntry }) => {
  const { t, language } = useTexts();
  const gained = entry.points >= 0;
  return (
    <View className="line">
      <View className="grow">
        <View className="strong">{t.points.kinds[entry.kind]}</View>
        <View className="note">
          {[entry.period > 0 && t.adoption.period(entry.period), sayMoment(entry.atTime, language)].filter(Boolean).join(' · ')}
        </View>
      </View>
      <View className={`money ${gained ? 'plus' : 'minus'}`}>{gained ? `+${entry.points}` : entry.points}</View>
    </View>
  );
};
