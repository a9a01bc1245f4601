import { View } from '@tarojs/components';
import { call, shop as slug } from '@/api/api';
import { Load } from '@/components/load';
import { Screen } from '@/components/screen';
import { useResource } from '@/hooks/use-resource';
import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { Contact } from './contact';
import { FoodRail } from './food-rail';
import { Hero } from './hero';
import { HowItWorks } from './how-it-works';
import { Promises } from './promises';
import { TotalPrice } from './total-price';

const readFront = async () => {
  const [pets, foods] = await Promise.all([
    call('get', '/shops/{shop}/pets', { path: { shop: slug }, query: { pageSize: 6 } }),
    call('get', '/shops/{shop}/foods', { path: { shop: slug }, query: { pageSize: 10 } }),
  ]);
  return { pets: pets.items, foods: foods.items };
};

/** The shop's front page: who it is, how adoption works there, and what it costs in total before anybody applies. */
export default function Home() {
  const { t } = useTexts();
  const shop = useShop();
  const front = useResource('front', readFront);
  return (
    <Screen title={shop.data?.name ?? t.tabs.home} tab flush>
      <Load of={shop} bones={[180, 240, 200]}>
        {(data) => (
          <View>
            <Hero shop={data} pets={front.data?.pets} />
            <TotalPrice shop={data} />
            <HowItWorks planStart={data.planStart} />
            <Promises rules={data.rules} />
            <Load of={front} bones={[160]}>
              {({ foods }) => <FoodRail foods={foods} />}
            </Load>
            <Contact shop={data} />
          </View>
        )}
      </Load>
    </Screen>
  );
}
