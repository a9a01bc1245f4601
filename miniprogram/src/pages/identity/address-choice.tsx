import { View } from '@tarojs/components';
import type { Address } from '@/api/model';
import { Icon } from '@/components/icon';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';

/** One of the addresses on file, or a new one (''). */
export const AddressChoice = ({
  addresses,
  chosen,
  onChoose,
}: {
  addresses: Address[];
  chosen: string;
  onChoose: (addressId: string) => void;
}) => {
  const { t } = useTexts();
  if (addresses.length === 0) return null;
  const options = [
    ...addresses.map(({ addressId, name, phone, region, detail }) => ({
      id: addressId,
      title: `${name} ${phone}`,
      text: `${region} ${detail}`,
    })),
    { id: '', title: t.identity.another, text: '' },
  ];
  return (
    <View className="stack" role="radiogroup" aria-label={t.identity.address}>
      {options.map(({ id, title, text }) => (
        <Tap key={id} role="radio" checked={id === chosen} className={`food ${id === chosen ? 'food-on' : ''}`} onTap={() => onChoose(id)}>
          <View className="grow">
            <View className="strong">{title}</View>
            {text && <View className="note">{text}</View>}
          </View>
          <View className="food-mark">{id === chosen && <Icon name="check" size="small" />}</View>
        </Tap>
      ))}
    </View>
  );
};
