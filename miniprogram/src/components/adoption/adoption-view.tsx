import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import { useLive } from '@/hooks/use-live';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { Load } from '../load';
import { PetHeader } from '../pet-header';
import { ContractTag } from './contract-tag';
import { Instalments } from './instalments';
import { Overview } from './overview';
import { Parcels } from './parcels';
import { Timeline } from './timeline';

const TABS = ['overview', 'instalments', 'parcels', 'timeline'] as const;

/** One adoption whole: what comes next, every instalment, every parcel, everything that happened. */
export const AdoptionView = ({ contractId }: { contractId: string }) => {
  const { t } = useTexts();
  const [tab, setTab] = useState<(typeof TABS)[number]>('overview');
  const adoption = useResource(contractId, () => call('get', '/me/contracts/{contractId}', { path: { contractId } }));
  useLive(adoption.reload);
  return (
    <Load of={adoption} bones={[72, 44, 140, 200]}>
      {(data) => (
        <View className="stack">
          <View className="spread">
            <PetHeader pet={data.contract.pet} title={data.contract.pet.name} />
            <ContractTag state={data.contract.state} />
          </View>
          <View className="tabs" role="tablist" aria-label={t.adoption.title}>
            {TABS.map((each) => (
              <Tap
                key={each}
                id={`tab-${each}`}
                role="tab"
                checked={each === tab}
                className={`tabs-item ${each === tab ? 'tabs-on' : ''}`}
                onTap={() => setTab(each)}
              >
                {t.adoption.tabs[each]}
              </Tap>
            ))}
          </View>
          {tab === 'overview' && <Overview adoption={data} reload={adoption.reload} />}
          {tab === 'instalments' && <Instalments plan={data.plan} />}
          {tab === 'parcels' && <Parcels shipments={data.shipments} />}
          {tab === 'timeline' && <Timeline adoption={data} />}
        </View>
      )}
    </Load>
  );
};
