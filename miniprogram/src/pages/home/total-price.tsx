import { View } from '@tarojs/components';
import type { Shop } from '@/api/model';
import { Notice } from '@/components/notice';
import { Section } from '@/components/section';
import { Sum } from '@/components/sum';
import { useTexts } from '@/i18n/language';

export const TotalPrice = ({ shop }: { shop: Shop }) => {
  const { t } = useTexts();
  const { skuName, amountFen, periods, totalFen } = shop.example;
  return (
    <Section title={t.shop.price}>
      <View className="card stack">
        <View className="text">{t.shop.priceNote}</View>
        <View className="note">{t.shop.example(skuName)}</View>
        <Sum amountFen={amountFen} periods={periods} totalFen={totalFen} />
        <Notice tone="alipay" icon="shield">
          {shop.sandbox ? t.app.sandbox : t.app.safe}
        </Notice>
      </View>
    </Section>
  );
};
