import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Offer } from '@/api/model';
import { Button } from '@/components/button';
import { Choice, Counter } from '@/components/choice';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { Stages } from '@/components/stages';
import { State } from '@/components/state';
import { Sum } from '@/components/sum';
import { yuan } from '@/format/money';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { open } from '@/routes';
import { FoodOption } from './food-option';

/** Food, pieces and periods within the tier's limit, with the total before anything is agreed. */
const Chooser = ({ offer, applicationId }: { offer: Offer; applicationId: string }) => {
  const { t } = useTexts();
  const [skuId, setSkuId] = useState(offer.skus[0]?.skuId ?? '');
  const [wanted, setWanted] = useState(1);
  const [periods, setPeriods] = useState(offer.periods[0] ?? 0);
  const food = offer.skus.find((each) => each.skuId === skuId);
  if (!food) return <State icon="box" title={t.plan.noFood} text={t.plan.noFoodText} />;

  const quantity = Math.min(wanted, food.maxQuantity);
  const amountFen = food.planFen * quantity;
  const next = () => void open('identity', { application: applicationId, sku: skuId, quantity, periods });
  return (
    <View>
      <Stages now={2} />
      <View className="card card-warm spread">
        <View className="strong">{t.plan.limit}</View>
        <View className="money money-big">{yuan(offer.monthlyLimitFen)}</View>
      </View>
      <Section title={t.plan.food}>
        <View className="stack" role="radiogroup" aria-label={t.plan.food}>
          {offer.skus.map((each) => (
            <FoodOption key={each.skuId} food={each} chosen={each.skuId === skuId} onChoose={() => setSkuId(each.skuId)} />
          ))}
        </View>
      </Section>
      <View className="section card stack-wide">
        <Counter label={t.plan.quantity} value={quantity} min={1} max={food.maxQuantity} say={t.plan.pieces} onChange={setWanted} />
        <Choice
          label={t.plan.periods}
          value={periods}
          onChange={setPeriods}
          options={offer.periods.map((n) => ({ value: n, name: t.shop.periods(n) }))}
        />
      </View>
      <View className="section stack">
        <Sum amountFen={amountFen} periods={periods} totalFen={amountFen * periods} />
        <Notice icon="calendar">{t.plan.start[offer.planStart]}</Notice>
        <Button id="plan-next" onTap={next}>
          {t.plan.next}
        </Button>
      </View>
    </View>
  );
};

const PlanChoice = () => {
  const { id } = useParams('id');
  const offer = useResource(id, () => call('get', '/me/applications/{applicationId}/offer', { path: { applicationId: id } }));
  return (
    <Load of={offer} bones={[80, 120, 120, 160]}>
      {(data) => <Chooser offer={data} applicationId={id} />}
    </Load>
  );
};

export default function PlanPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.plan.title}>
      <MembersOnly page="plan">{() => <PlanChoice />}</MembersOnly>
    </Screen>
  );
}
