import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Address } from '@/api/model';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Tag } from '@/components/notice';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { AddressSheet } from './address-sheet';

const Card = ({ address, onEdit }: { address: Address; onEdit: () => void }) => {
  const { t } = useTexts();
  return (
    <Tap className="card card-tap row" label={`${t.addresses.edit}: ${address.name} ${address.detail}`} onTap={onEdit}>
      <View className="grow">
        <View className="row">
          <View className="strong">{`${address.name} ${address.phone}`}</View>
          {address.isDefault && <Tag tone="brand">{t.addresses.isDefault}</Tag>}
        </View>
        <View className="text">{`${address.region} ${address.detail}`}</View>
      </View>
      <Icon name="pen" />
    </Tap>
  );
};

const Addresses = () => {
  const { t } = useTexts();
  const list = useResource('addresses', async () => (await call('get', '/me/addresses', {})).items);
  const [edited, setEdited] = useState<Address | 'new'>();
  const done = async () => {
    setEdited(undefined);
    await list.reload();
  };
  return (
    <View className="stack">
      <Load of={list} bones={[90, 90]}>
        {(items) => (
          <>
            {items.length === 0 && <State icon="pin" title={t.addresses.none} text={t.addresses.noneText} />}
            {items.map((address) => (
              <Card key={address.addressId} address={address} onEdit={() => setEdited(address)} />
            ))}
          </>
        )}
      </Load>
      <Button id="add-address" onTap={() => setEdited('new')}>
        <Icon name="plus" />
        {t.addresses.add}
      </Button>
      {edited && <AddressSheet address={edited === 'new' ? undefined : edited} onDone={done} onClose={() => setEdited(undefined)} />}
    </View>
  );
};

export default function AddressesPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.addresses.title}>
      <MembersOnly page="addresses">{() => <Addresses />}</MembersOnly>
    </Screen>
  );
}
