import { Refusal } from '@petpact/kit/refusal';

/** A place parcels go to; name, phone and street are sealed together. */
export interface StoredAddress {
  addressId: string;
  sealed: string;
  isDefault: boolean;
}

export type Purpose = 'privacy' | 'zhima' | 'agreement' | 'withholding' | 'messages';
export const PURPOSES: readonly Purpose[] = ['privacy', 'zhima', 'agreement', 'withholding', 'messages'];

export interface Consent {
  purpose: Purpose;
  textVersion: string;
  granted: boolean;
  atTime: Date;
}

/** A person at one shop, known by (merchant, app id, open id). Personal fields are sealed with the person's own key. */
export interface Adopter {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  appId: string;
  openId: string;
  nickname: string;
  nameSealed?: string;
  phoneSealed?: string;
  identityNumberSealed?: string;
  addresses: StoredAddress[];
  /** The newest ids of addresses that were removed: removing one again is no error. */
  removedAddressIds?: string[];
  consents: Consent[];
  createdTime: Date;
}

export type AdopterFact =
  | { type: 'adopterJoined'; adopterId: string }
  | { type: 'consentRecorded'; adopterId: string; purpose: Purpose; textVersion: string; granted: boolean };

type Decision = { state: Adopter; facts: AdopterFact[] };

export const ADDRESSES_MAX = 20;
const REMOVED_KEPT = 50;
/** Consents kept in the document; older ones stay in the audit trail. */
export const CONSENTS_KEPT = 200;

/** The first log-in of a person at a shop. */
export function joinShop(person: Pick<Adopter, '_id' | 'merchantId' | 'appId' | 'openId' | 'nickname'>, now: Date): Decision {
  const state: Adopter = { ...person, version: 0, schema: 1, addresses: [], consents: [], createdTime: now };
  return { state, facts: [{ type: 'adopterJoined', adopterId: person._id }] };
}

/** Adds an address or changes one; the first one, and one marked so, becomes the default. Throws TOO_MANY_ADDRESSES. */
export function saveAddress(adopter: Adopter, address: StoredAddress): Decision {
  const others = adopter.addresses.filter((one) => one.addressId !== address.addressId);
  if (others.length >= ADDRESSES_MAX) throw new Refusal('TOO_MANY_ADDRESSES', 'precondition', { max: String(ADDRESSES_MAX) });
  const isDefault = address.isDefault || !others.some((one) => one.isDefault);
  const rest = isDefault ? others.map((one) => ({ ...one, isDefault: false })) : others;
  return { state: { ...adopter, addresses: [...rest, { ...address, isDefault }] }, facts: [] };
}

/** Removes an address, once; the oldest of the rest becomes the default. Throws ADDRESS_NOT_FOUND for one that never was his. */
export function removeAddress(adopter: Adopter, addressId: string): Decision {
  const { addresses, removedAddressIds = [] } = adopter;
  const rest = addresses.filter((one) => one.addressId !== addressId);
  if (rest.length === addresses.length) {
    if (removedAddressIds.includes(addressId)) return { state: adopter, facts: [] };
    throw new Refusal('ADDRESS_NOT_FOUND', 'notFound', { addressId });
  }
  const [first, ...others] = rest;
  const kept = !first || rest.some((one) => one.isDefault) ? rest : [{ ...first, isDefault: true }, ...others];
  return { state: { ...adopter, addresses: kept, removedAddressIds: [...removedAddressIds, addressId].slice(-REMOVED_KEPT) }, facts: [] };
}

/** Throws INVALID_CONSENT for a purpose nobody asks for. */
export function recordConsent(adopter: Adopter, consent: Consent): Decision {
  if (!PURPOSES.includes(consent.purpose) || consent.textVersion === '') throw new Refusal('INVALID_CONSENT', 'invalid');
  const consents = [...adopter.consents, consent].slice(-CONSENTS_KEPT);
  const { purpose, textVersion, granted } = consent;
  return { state: { ...adopter, consents }, facts: [{ type: 'consentRecorded', adopterId: adopter._id, purpose, textVersion, granted }] };
}
