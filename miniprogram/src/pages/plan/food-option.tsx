import { View } from '@tarojs/components';
import type { OfferedSku } from '@/api/model';
import { Icon } from '@/components/icon';
import { Picture } from '@/components/picture';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';

export const FoodOption = ({ food, chosen, onChoose }: { food: OfferedSku; chosen: boolean; onChoose: () => void }) => {
  const { t } = useTexts();
  return (
    <Tap role="radio" checked={chosen} className={`food ${chosen ? 'food-on' : ''}`} onTap={onChoose}>
      <Picture src={food.picture} label={food.name} width="76px" height="76px" />
      <View className="grow">
        <View className="strong">{food.name}</View>
        <View className="note">{`${food.brand} · ${food.spec}`}</View>
        <View className="row">
          <View className="money money-mid">{t.shop.perPeriod(yuan(food.planFen))}</View>
          {food.retailFen > food.planFen && <View className="was">{yuan(food.retailFen)}</View>}
        </View>
      </View>
      <View className="food-mark">{chosen && <Icon name="check" size="small" />}</View>
    </Tap>
  );
};
