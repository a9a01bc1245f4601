import { call } from '@/api/api';
import type { Address, Contract, Profile } from '@/api/model';
import { CONSENT_TEXTS } from '@/consent-texts';
import { type AdopterForm, isMasked } from '@/forms/adopter-form';

interface Choice {
  application: string;
  sku: string;
  quantity: string;
  periods: string;
}

/** A masked number is on file: it is left out, which leaves it as it is. */
const saveProfile = async (form: AdopterForm, before: Profile) => {
  const { name, phone, identityNumber } = form;
  const fresh = isMasked(identityNumber) ? {} : { identityNumber: identityNumber.trim().toUpperCase() };
  if (before.complete && name === before.name && phone === before.phone && !('identityNumber' in fresh)) return;
  await call('post', '/me/consents', { body: { purpose: 'privacy', textVersion: CONSENT_TEXTS.privacy, granted: true } });
  await call('put', '/me', { body: { name: name.trim(), phone: phone.trim(), ...fresh } });
};

const addressFor = async (form: AdopterForm, address: Address | undefined): Promise<string> => {
  if (address) return address.addressId;
  const { name, phone, region, detail } = form;
  const body = { name: name.trim(), phone: phone.trim(), region: region.trim(), detail: detail.trim(), isDefault: true };
  return (await call('post', '/me/addresses', { body })).addressId;
};

/** Stores who signs and where parcels go, then asks for the contract with what was chosen before. */
export const draftFor = async (o: {
  form: AdopterForm;
  address: Address | undefined;
  profile: Profile;
  choice: Choice;
}): Promise<Contract> => {
  await saveProfile(o.form, o.profile);
  const addressId = await addressFor(o.form, o.address);
  const { application, sku, quantity, periods } = o.choice;
  return call('post', '/me/applications/{applicationId}/contract', {
    path: { applicationId: application },
    body: { skuId: sku, quantity: Number(quantity), periods: Number(periods), addressId },
  });
};
