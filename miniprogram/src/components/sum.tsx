import { View } from '@tarojs/components';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';

/** Amount a period times periods is the total: always all three together. */
export const Sum = ({ amountFen, periods, totalFen }: { amountFen: number; periods: number; totalFen: number }) => {
  const { t } = useTexts();
  return (
    <View className="sum">
      <View className="text">{t.plan.sum(yuan(amountFen), periods)}</View>
      <View className="sum-line">
        <View className="strong">{t.shop.total}</View>
        <View className="money money-big" id="total-price">
          {yuan(totalFen)}
        </View>
      </View>
    </View>
  );
};
