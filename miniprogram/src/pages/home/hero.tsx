import { View } from '@tarojs/components';
import type { Pet, Shop } from '@/api/model';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Picture } from '@/components/picture';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { Tap } from '@/primitives/tap';
import { open } from '@/routes';

const FACES = 4;

export const Hero = ({ shop, pets }: { shop: Shop; pets: Pet[] | undefined }) => {
  const { t } = useTexts();
  return (
    <View className="hero">
      <View className="row note hero-shop">
        <Icon name="pin" size="small" />
        {shop.city}
      </View>
      <Heading level={1}>{shop.name}</Heading>
      <View className="text">{shop.intro}</View>
      <View className="hero-faces">
        {(pets ?? []).slice(0, FACES).map((pet) => (
          <Tap key={pet.petId} label={pet.name} onTap={() => void open('pet', { id: pet.petId })}>
            <Picture src={pet.pictures[0]} label={pet.name} width="76px" height="76px" radius="22px" />
          </Tap>
        ))}
        {pets === undefined && <View className="bone grow" style={{ height: '76px' }} />}
      </View>
      <Button id="meet-pets" onTap={() => void open('pets')}>
        {t.shop.meet}
      </Button>
      <View className="note centre" style={{ marginTop: '8px' }}>
        {t.shop.waiting(shop.petCount)}
      </View>
    </View>
  );
};
