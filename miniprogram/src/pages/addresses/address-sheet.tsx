import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Address, AddressInput } from '@/api/model';
import { Button } from '@/components/button';
import { Tick } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Field } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { wrongInAddress } from '@/forms/address-form';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';

const NEW: AddressInput = { name: '', phone: '', region: '', detail: '', isDefault: true };

interface AddressSheetProps {
  address: Address | undefined;
  onDone: () => Promise<void>;
  onClose: () => void;
}

export const AddressSheet = ({ address, onDone, onClose }: AddressSheetProps) => {
  const { t } = useTexts();
  const [form, setForm] = useState<AddressInput>(() => {
    if (!address) return NEW;
    const { name, phone, region, detail, isDefault } = address;
    return { name, phone, region, detail, isDefault };
  });
  const [checked, setChecked] = useState(false);
  const [sure, setSure] = useState(false);
  const wrong = checked ? wrongInAddress(form) : {};
  const save = useAction(async () => {
    setChecked(true);
    if (Object.keys(wrongInAddress(form)).length > 0) return;
    if (address) await call('put', '/me/addresses/{addressId}', { path: { addressId: address.addressId }, body: form });
    else await call('post', '/me/addresses', { body: form });
    await onDone();
  });
  const remove = useAction(async () => {
    if (address) await call('delete', '/me/addresses/{addressId}', { path: { addressId: address.addressId } });
    await onDone();
  });

  const { identity, addresses } = t;
  const labels = { name: addresses.receiver, phone: identity.phone, region: identity.region, detail: identity.detail };
  const hints = { name: '', phone: identity.phoneHint, region: identity.regionHint, detail: identity.detailHint };
  const field = (name: keyof typeof labels) => (
    <Field
      label={labels[name]}
      hint={hints[name]}
      name={name}
      maxLength={name === 'phone' ? 11 : 100}
      keyboard={name === 'phone' ? 'number' : 'text'}
      value={form[name]}
      onChange={(value) => setForm((before) => ({ ...before, [name]: value }))}
      wrong={wrong[name] && identity.wrong[name]}
    />
  );
  return (
    <Sheet title={address ? addresses.edit : addresses.add} onClose={onClose}>
      <View className="stack">
        {field('name')}
        {field('phone')}
        {field('region')}
        {field('detail')}
        <Tick checked={form.isDefault} onChange={(isDefault) => setForm((before) => ({ ...before, isDefault }))}>
          {addresses.makeDefault}
        </Tick>
        <ErrorNote error={save.error ?? remove.error} />
        <Button id="save-address" busy={save.busy} onTap={save.run}>
          {addresses.save}
        </Button>
        {address && (
          <Button kind="plain" busy={remove.busy} onTap={sure ? remove.run : () => setSure(true)}>
            {sure ? addresses.removeAsk : addresses.remove}
          </Button>
        )}
      </View>
    </Sheet>
  );
};
