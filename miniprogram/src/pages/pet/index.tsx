import { View } from '@tarojs/components';
import { call, shop } from '@/api/api';
import type { Pet } from '@/api/model';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { Notice, Tag } from '@/components/notice';
import { ageOf, PetTag } from '@/components/pet-card';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { yuan } from '@/format/money';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { open } from '@/routes';
import { Gallery } from './gallery';
import { HealthPapers } from './health-papers';
import { PetFacts } from './pet-facts';

const ApplyBar = ({ pet }: { pet: Pet }) => {
  const { t } = useTexts();
  const example = useShop().data?.example;
  return (
    <>
      <View className="footer-row">
        <View className="strong">{t.pets.free}</View>
        {example && <View className="note">{`${t.plan.sum(yuan(example.amountFen), example.periods)} = ${yuan(example.totalFen)}`}</View>}
      </View>
      <Button id="apply" onTap={() => void open('apply', { pet: pet.petId })}>
        {t.pets.apply(pet.name)}
      </Button>
    </>
  );
};

const About = ({ pet }: { pet: Pet }) => {
  const { t } = useTexts();
  return (
    <View>
      <Gallery pet={pet} />
      <View className="section">
        <View className="spread">
          <Heading level={1}>{pet.name}</Heading>
          <PetTag state={pet.state} />
        </View>
        <View className="text">{`${pet.breed} · ${t.pets.sexes[pet.sex]} · ${t.pets.months(ageOf(pet.birthDate))}`}</View>
        <View className="wrap" style={{ marginTop: '12px' }}>
          {pet.traits.map((trait) => (
            <Tag key={trait} tone="brand">
              {trait}
            </Tag>
          ))}
        </View>
      </View>
      {pet.state === 'held' && (
        <View className="section">
          <Notice tone="wait">{t.pets.heldNote}</Notice>
        </View>
      )}
      {pet.state === 'adopted' && (
        <View className="section">
          <Notice tone="good" icon="heart">
            {t.pets.adoptedNote}
          </Notice>
        </View>
      )}
      <Section title={t.pets.story}>
        <View className="card pre">{pet.story}</View>
      </Section>
      <HealthPapers health={pet.health} />
      <PetFacts pet={pet} />
    </View>
  );
};

export default function PetPage() {
  const { id } = useParams('id');
  const { t } = useTexts();
  const pet = useResource(id, () => call('get', '/shops/{shop}/pets/{petId}', { path: { shop, petId: id } }));
  return (
    <Screen title={pet.data?.name ?? t.tabs.pets} flush footer={pet.data?.state === 'available' && <ApplyBar pet={pet.data} />}>
      <Load of={pet} bones={[300, 60, 160]}>
        {(data) => <About pet={data} />}
      </Load>
    </Screen>
  );
}
