import { View } from '@tarojs/components';
import type { Pet } from '@/api/model';
import { Facts } from '@/components/facts';
import { sayDate } from '@/format/date';
import { kilograms } from '@/format/money';
import { useTexts } from '@/i18n/language';

export const PetFacts = ({ pet }: { pet: Pet }) => {
  const { t, language } = useTexts();
  const { facts } = t.pets;
  return (
    <View className="section card">
      <Facts
        rows={[
          [facts.breed, pet.breed],
          [facts.sex, t.pets.sexes[pet.sex]],
          [facts.birth, sayDate(pet.birthDate, language)],
          [facts.weight, kilograms(pet.weightGrams)],
          [facts.colour, pet.colour],
        ]}
      />
    </View>
  );
};
