import { View } from '@tarojs/components';
import { platform } from '@/adapters/platform';
import type { Shop } from '@/api/model';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Section } from '@/components/section';
import { useTexts } from '@/i18n/language';

export const Contact = ({ shop }: { shop: Shop }) => {
  const { t } = useTexts();
  return (
    <Section title={t.shop.contact}>
      <View className="card stack">
        <View className="row text">
          <Icon name="pin" />
          <View className="grow">{shop.address}</View>
        </View>
        {shop.phone && (
          <Button kind="second" onTap={() => platform.call(shop.phone)}>
            <Icon name="phone" />
            {`${t.shop.callShop} ${shop.phone}`}
          </Button>
        )}
      </View>
    </Section>
  );
};
