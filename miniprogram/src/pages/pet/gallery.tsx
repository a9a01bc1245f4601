import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Pet } from '@/api/model';
import { Picture } from '@/components/picture';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';

export const Gallery = ({ pet }: { pet: Pet }) => {
  const { t } = useTexts();
  const [shown, setShown] = useState(0);
  return (
    <View>
      <View className="gallery">
        <Picture key={shown} src={pet.pictures[shown]} label={t.pets.picture(pet.name, shown + 1)} width="100%" height="320px" radius="0" />
      </View>
      {pet.pictures.length > 1 && (
        <View className="gallery-thumbs">
          {pet.pictures.map((picture, index) => (
            <Tap
              key={picture}
              className={`gallery-thumb ${index === shown ? 'gallery-on' : ''}`}
              label={t.pets.picture(pet.name, index + 1)}
              onTap={() => setShown(index)}
            >
              <Picture src={picture} label="" width="60px" height="60px" radius="10px" />
            </Tap>
          ))}
        </View>
      )}
    </View>
  );
};
