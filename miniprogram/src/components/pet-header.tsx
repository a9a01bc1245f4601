import { View } from '@tarojs/components';
import type { PetBrief } from '@/api/model';
import { Heading } from '@/primitives/heading';
import { Picture } from './picture';

/** The pet this page is about. */
export const PetHeader = ({ pet, title, text }: { pet: PetBrief; title: string; text?: string }) => (
  <View className="row" style={{ gap: '16px' }}>
    <Picture src={pet.picture} label={pet.name} width="72px" height="72px" radius="22px" />
    <View className="grow">
      <Heading level={2}>{title}</Heading>
      <View className="text">{text ?? pet.breed}</View>
    </View>
  </View>
);
