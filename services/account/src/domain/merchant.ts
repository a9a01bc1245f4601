import { Refusal } from '@petpact/kit/refusal';

export type MerchantState = 'live' | 'suspended';

/** What a shop tells about itself, and how it is known at Alipay. */
export interface MerchantDetails {
  slug: string;
  name: string;
  intro: string;
  city: string;
  phone: string;
  /** The shop's mini-program at Alipay. */
  authAppId: string;
  /** The Alipay account (2088…) its money goes to. */
  sellerId: string;
  legalName: string;
  creditCode: string;
  address: string;
}

/** A shop: the tenant. Its id derives from its path name, so that a shop is created once. */
export interface Merchant extends MerchantDetails {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  state: MerchantState;
  appAuthTokenSealed: string;
}

export type MerchantFact = { type: 'merchantWentLive' };

const SLUG = /^[a-z][a-z0-9-]{1,30}$/;

/** A shop's id: what a path can carry and a person can read. */
export function merchantIdOf(slug: string): string {
  if (!SLUG.test(slug)) throw new Refusal('INVALID_SLUG', 'invalid', { slug });
  return `m-${slug}`;
}

/** Opens a shop. Throws INVALID_MERCHANT where something an agreement must print is missing. */
export function openMerchant(details: MerchantDetails, appAuthTokenSealed: string): { state: Merchant; facts: MerchantFact[] } {
  const id = merchantIdOf(details.slug);
  for (const field of ['name', 'authAppId', 'sellerId', 'legalName', 'creditCode', 'address', 'phone'] as const) {
    if (details[field].trim() === '') throw new Refusal('INVALID_MERCHANT', 'invalid', { field });
  }
  const state: Merchant = { ...details, _id: id, merchantId: id, version: 0, schema: 1, state: 'live', appAuthTokenSealed };
  return { state, facts: [{ type: 'merchantWentLive' }] };
}
