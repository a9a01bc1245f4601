import { type Caller, requireActor, requireService, self, subjectOf } from '@petpact/kit/caller';
import { civilDateOf } from '@petpact/kit/civil-date';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { AccountServiceService, Address, Adopter as AdopterMessage } from '@petpact/proto/account/v1/account_service';
import { dataKey, openFor, sealFor } from '../data-keys.ts';
import { type Adopter, type Purpose, recordConsent, removeAddress, type StoredAddress, saveAddress } from '../domain/adopter.ts';
import { checkIdentityNumber, checkName, checkPhone, maskIdentityNumber } from '../domain/profile.ts';
import type { AccountPorts } from '../ports.ts';

type Adopters = Pick<
  Rpcs<typeof AccountServiceService>,
  | 'getAdopter'
  | 'listAdopterNames'
  | 'saveProfile'
  | 'saveAddress'
  | 'removeAddress'
  | 'listAddresses'
  | 'getAddress'
  | 'recordConsent'
  | 'listConsents'
  | 'getDataKey'
>;

type AddressFields = Pick<Address, 'name' | 'phone' | 'region' | 'detail'>;

/** Adopters' personal records: sealed in the store, opened for the person, his shop's staff and services. */
export function adopterRpcs(ports: AccountPorts): Adopters {
  const place = (adopter: Pick<Adopter, '_id' | 'merchantId'>, field: string) => ({
    merchantId: adopter.merchantId,
    subjectId: adopter._id,
    field,
  });
  const opened = (adopter: Adopter, field: string, sealed: string | undefined) =>
    sealed === undefined ? Promise.resolve('') : openFor(ports, place(adopter, field), sealed);

  const profileOf = async (adopter: Adopter, caller: Caller): Promise<AdopterMessage> => {
    const identityNumber = await opened(adopter, 'identityNumber', adopter.identityNumberSealed);
    const { kind, id } = caller.actor;
    return {
      adopterId: adopter._id,
      openId: kind === 'service' ? adopter.openId : '',
      name: await opened(adopter, 'name', adopter.nameSealed),
      phone: await opened(adopter, 'phone', adopter.phoneSealed),
      identityNumber: kind === 'service' && id === 'contract' ? identityNumber : maskIdentityNumber(identityNumber),
      nickname: adopter.nickname,
      createdTime: adopter.createdTime,
    };
  };

  const openAddress = async (adopter: Adopter, stored: StoredAddress): Promise<Address> => {
    const fields = JSON.parse(await opened(adopter, `address:${stored.addressId}`, stored.sealed)) as AddressFields;
    return { addressId: stored.addressId, isDefault: stored.isDefault, ...fields };
  };

  const require = (caller: Caller, adopterId: string) => ports.adopters.require(caller.merchantId, subjectOf(caller, adopterId));

  return {
    async getAdopter({ adopterId }, caller) {
      return { adopter: await profileOf(await require(caller, adopterId), caller) };
    },
    async listAdopterNames({ adopterIds }, caller) {
      requireActor(caller, 'staff', 'service');
      if (adopterIds.length > 100) throw new Refusal('TOO_MANY_IDS', 'invalid');
      const found = await ports.adopters.collection.find({ merchantId: caller.merchantId, _id: { $in: adopterIds } });
      const names = found.map(async (one) => ({ adopterId: one._id, name: (await opened(one, 'name', one.nameSealed)) || one.nickname }));
      return { names: await Promise.all(names) };
    },
    async saveProfile({ name, phone, identityNumber }, caller) {
      const id = self(caller);
      const at = (field: string) => ({ merchantId: caller.merchantId, subjectId: id, field });
      const nameSealed = await sealFor(ports, at('name'), checkName(name));
      const phoneSealed = await sealFor(ports, at('phone'), checkPhone(phone));
      const number = identityNumber === '' ? undefined : checkIdentityNumber(identityNumber, civilDateOf(ports.clock.now()));
      const identityNumberSealed = number && (await sealFor(ports, at('identityNumber'), number));
      const changed = { nameSealed, phoneSealed, ...(identityNumberSealed ? { identityNumberSealed } : {}) };
      const saved = await ports.adopters.decide(caller.merchantId, id, caller, (state) => ({ state: { ...state, ...changed }, facts: [] }));
      return { adopter: await profileOf(saved, caller) };
    },
    async saveAddress({ address }, caller) {
      const id = self(caller);
      if (!address) throw new Refusal('INVALID_ADDRESS', 'invalid');
      const fields = checkAddress(address);
      const addressId = address.addressId || naturalId(id, caller.requestId);
      const adopter = await ports.adopters.require(caller.merchantId, id);
      if (address.addressId !== '') storedAddress(adopter, addressId);
      else if (adopter.addresses.some((one) => one.addressId === addressId))
        return { address: sameAddress(await openAddress(adopter, storedAddress(adopter, addressId)), fields) };
      const sealed = await sealFor(ports, place(adopter, `address:${addressId}`), JSON.stringify(fields));
      const stored = { addressId, sealed, isDefault: address.isDefault };
      const saved = await ports.adopters.decide(caller.merchantId, id, caller, (state) => saveAddress(state, stored));
      return { address: await openAddress(saved, storedAddress(saved, addressId)) };
    },
    async removeAddress({ addressId }, caller) {
      await ports.adopters.decide(caller.merchantId, self(caller), caller, (state) => removeAddress(state, addressId));
      return {};
    },
    async listAddresses({ adopterId }, caller) {
      const adopter = await require(caller, adopterId);
      const addresses = await Promise.all(adopter.addresses.map((stored) => openAddress(adopter, stored)));
      return { addresses: addresses.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)) };
    },
    async getAddress({ adopterId, addressId }, caller) {
      const adopter = await require(caller, adopterId);
      return { address: await openAddress(adopter, storedAddress(adopter, addressId)) };
    },
    async recordConsent({ adopterId, consent }, caller) {
      // Staff read consents; they give none.
      requireActor(caller, 'adopter', 'service');
      if (!consent) throw new Refusal('INVALID_CONSENT', 'invalid');
      const given = {
        purpose: consent.purpose as Purpose,
        textVersion: consent.textVersion,
        granted: consent.granted,
        atTime: ports.clock.now(),
      };
      await ports.adopters.decide(caller.merchantId, subjectOf(caller, adopterId), caller, (state) => recordConsent(state, given));
      return {};
    },
    async listConsents({ adopterId }, caller) {
      return { consents: (await require(caller, adopterId)).consents.toReversed() };
    },
    async getDataKey({ subjectId }, caller) {
      requireService(caller, 'contract', 'fulfillment');
      if (subjectId === '') throw new Refusal('INVALID_SUBJECT', 'invalid');
      return { key: await dataKey(ports, caller.merchantId, subjectId) };
    },
  };
}

function storedAddress(adopter: Adopter, addressId: string): StoredAddress {
  const stored = adopter.addresses.find((one) => one.addressId === addressId);
  if (!stored) throw new Refusal('ADDRESS_NOT_FOUND', 'notFound', { addressId });
  return stored;
}

/** The address an earlier call with this request id made; refuses REQUEST_ID_REUSED where that call said something else. */
function sameAddress(first: Address, { name, phone, region, detail }: AddressFields): Address {
  if (first.name === name && first.phone === phone && first.region === region && first.detail === detail) return first;
  throw new Refusal('REQUEST_ID_REUSED', 'precondition', { addressId: first.addressId });
}

function checkAddress({ name, phone, region, detail }: Address): AddressFields {
  const tooLong = region.length > 60 || detail.length > 120;
  if (region.trim() === '' || detail.trim() === '' || tooLong) throw new Refusal('INVALID_ADDRESS', 'invalid');
  return { name: checkName(name), phone: checkPhone(phone), region: region.trim(), detail: detail.trim() };
}
