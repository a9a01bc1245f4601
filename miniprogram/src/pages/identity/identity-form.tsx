import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Address, Profile } from '@/api/model';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Field } from '@/components/field';
import { Icon } from '@/components/icon';
import { Stages } from '@/components/stages';
import { type AdopterForm, formOf, wrongIn } from '@/forms/adopter-form';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { replace } from '@/routes';
import { AddressChoice } from './address-choice';
import { draftFor } from './draft-contract';

/** Who signs and where the food goes; then the contract is drafted. */
export const IdentityForm = ({ profile, addresses }: { profile: Profile; addresses: Address[] }) => {
  const { t } = useTexts();
  const choice = useParams('application', 'sku', 'quantity', 'periods');
  const first = addresses.find(({ isDefault }) => isDefault) ?? addresses[0];
  const [addressId, setAddressId] = useState(first?.addressId ?? '');
  const [form, setForm] = useState<AdopterForm>(() => formOf(profile, first));
  const [checked, setChecked] = useState(false);
  const address = addresses.find((each) => each.addressId === addressId);
  const complete = address ? { ...form, region: address.region, detail: address.detail } : form;
  const wrong = checked ? wrongIn(complete) : {};
  const set = (part: Partial<AdopterForm>) => setForm((before) => ({ ...before, ...part }));

  const next = useAction(async () => {
    setChecked(true);
    if (Object.keys(wrongIn(complete)).length > 0) return;
    const contract = await draftFor({ form, address, profile, choice });
    await replace('agreement', { contract: contract.contractId });
  });

  const { identity } = t;
  const field = (name: keyof AdopterForm, hint: string, more: object = {}) => (
    <Field
      label={identity[name]}
      hint={hint}
      name={name}
      value={form[name]}
      onChange={(value) => set({ [name]: value })}
      wrong={wrong[name] && identity.wrong[name]}
      {...more}
    />
  );
  return (
    <View className="stack-wide">
      <Stages now={3} />
      <Heading level={1}>{identity.heading}</Heading>
      <View className="row text">
        <Icon name="shield" />
        <View className="grow">{identity.text}</View>
      </View>
      <View className="card stack-wide">
        {field('name', identity.nameHint, { maxLength: 40 })}
        {field('phone', identity.phoneHint, { maxLength: 11, keyboard: 'number' })}
        {field('identityNumber', identity.identityHint, { maxLength: 18, keyboard: 'idcard' })}
      </View>
      <Heading level={2}>{identity.address}</Heading>
      <AddressChoice
        addresses={addresses}
        chosen={addressId}
        onChoose={(id) => {
          setAddressId(id);
          set({ region: '', detail: '' });
        }}
      />
      {!address && (
        <View className="card stack-wide">
          {field('region', identity.regionHint, { maxLength: 100 })}
          {field('detail', identity.detailHint, { maxLength: 200 })}
        </View>
      )}
      <ErrorNote error={next.error} />
      <Button id="identity-next" busy={next.busy} onTap={next.run}>
        {identity.next}
      </Button>
    </View>
  );
};
