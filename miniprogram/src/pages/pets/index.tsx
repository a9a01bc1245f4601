import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import { call, shop } from '@/api/api';
import type { Species } from '@/api/model';
import { Bones } from '@/components/bones';
import { Button } from '@/components/button';
import { PetCard } from '@/components/pet-card';
import { Screen } from '@/components/screen';
import { Failed, State } from '@/components/state';
import { usePages } from '@/hooks/use-pages';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';

const KINDS: (Species | 'all')[] = ['all', 'dog', 'cat', 'rabbit', 'other'];
const PAGE = 10;

export default function Pets() {
  const { t } = useTexts();
  const [kind, setKind] = useState<Species | 'all'>('all');
  const pets = usePages(kind, (pageToken) =>
    call('get', '/shops/{shop}/pets', { path: { shop }, query: { species: kind === 'all' ? undefined : kind, pageSize: PAGE, pageToken } }),
  );
  useReachBottom(pets.more);

  return (
    <Screen title={t.tabs.pets} tab>
      <View className="pills" role="tablist" aria-label={t.pets.filter}>
        {KINDS.map((each) => (
          <Tap
            key={each}
            role="tab"
            checked={each === kind}
            className={`pill ${each === kind ? 'pill-on' : ''}`}
            onTap={() => setKind(each)}
          >
            {each === 'all' ? t.pets.all : t.pets.species[each]}
          </Tap>
        ))}
      </View>
      {pets.items?.length === 0 && <State icon="paw" title={t.pets.none} text={t.pets.noneText} />}
      <View className="grid">
        {pets.items?.map((pet) => (
          <PetCard key={pet.petId} pet={pet} />
        ))}
      </View>
      {pets.loading && (
        <View className="section">
          <Bones heights={pets.items ? [120] : [240, 240]} />
        </View>
      )}
      {Boolean(pets.error) && <Failed error={pets.error} retry={pets.items ? pets.more : () => void pets.reload()} />}
      {pets.items && !pets.loading && !pets.error && (
        <View className="section">
          {pets.hasMore && (
            <Button kind="second" onTap={pets.more}>
              {t.pets.more}
            </Button>
          )}
          {!pets.hasMore && pets.items.length > 0 && <View className="note centre">{t.pets.end}</View>}
        </View>
      )}
    </Screen>
  );
}
