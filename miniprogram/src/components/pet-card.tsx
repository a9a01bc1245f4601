import { View } from '@tarojs/components';
import type { Pet } from '@/api/model';
import { civilDateOf, monthsOld } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { open } from '@/routes';
import { Tag, type Tone } from './notice';
import { Picture } from './picture';

const TONES: Record<Pet['state'], Tone> = { draft: 'plain', available: 'good', held: 'wait', adopted: 'plain' };

export const PetTag = ({ state }: { state: Pet['state'] }) => {
  const { t } = useTexts();
  return <Tag tone={TONES[state]}>{t.pets.states[state]}</Tag>;
};

export const ageOf = (birthDate: string) => monthsOld(birthDate, civilDateOf(new Date().toISOString()));

export const PetCard = ({ pet }: { pet: Pet }) => {
  const { t } = useTexts();
  const age = t.pets.months(ageOf(pet.birthDate));
  const about = `${t.pets.sexes[pet.sex]} · ${age}`;
  return (
    <Tap
      className="pet-card"
      role="link"
      label={`${pet.name}, ${pet.breed}, ${about}, ${t.pets.states[pet.state]}`}
      onTap={() => void open('pet', { id: pet.petId })}
    >
      <View className="pet-card-top">
        <Picture src={pet.pictures[0]} label={pet.name} width="100%" height="160px" radius="0" lazy />
        <View className="pet-card-tag">
          <PetTag state={pet.state} />
        </View>
      </View>
      <View className="pet-card-text">
        <View className="h3">{pet.name}</View>
        <View className="text">{pet.breed}</View>
        <View className="note">{about}</View>
      </View>
    </Tap>
  );
};
