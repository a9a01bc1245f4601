import { View } from '@tarojs/components';
import type { Sku } from '@/api/model';
import { Picture } from '@/components/picture';
import { Section } from '@/components/section';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';

export const FoodRail = ({ foods }: { foods: Sku[] }) => {
  const { t } = useTexts();
  if (foods.length === 0) return null;
  return (
    <Section title={t.shop.foods}>
      <View className="rail">
        {foods.map((food) => (
          <View key={food.skuId} className="rail-item card card-tight">
            <Picture src={food.pictures[0]} label={food.name} width="100%" height="112px" />
            <View className="strong" style={{ marginTop: '8px' }}>
              {food.name}
            </View>
            <View className="note">{food.spec}</View>
            <View className="money money-mid">{t.shop.perPeriod(yuan(food.planFen))}</View>
            {food.retailFen > food.planFen && <View className="was">{`${t.shop.retailPrice} ${yuan(food.retailFen)}`}</View>}
          </View>
        ))}
      </View>
    </Section>
  );
};
