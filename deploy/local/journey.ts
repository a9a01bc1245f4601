import { randomUUID } from 'node:crypto';
import type { components } from '../../libs/api/gen/schema.ts';
import { drawSignature } from './seed/pictures.ts';

type Schemas = components['schemas'];

/** A refusal as a test or a seed meets it. */
export class ApiError extends Error {
  readonly status: number;
  readonly reason: string;
  constructor(status: number, reason: string, path: string) {
    super(`${path} → ${status} ${reason}`);
    this.status = status;
    this.reason = reason;
  }
}

/** As the front ends do: what was out of reach is asked again, with the same idempotency key. */
const OUT_OF_REACH = new Set([502, 503, 504]);
const PAUSES_MS = [400, 1_500];

/** One person (or visitor) at the gateway, by plain HTTP: what a front end sends, nothing more. */
export class Visitor {
  readonly gateway: string;
  readonly token: string | undefined;

  constructor(gateway: string, token?: string) {
    this.gateway = gateway;
    this.token = token;
  }

  get<T>(path: string): Promise<T> {
    return this.send('GET', path);
  }
  post<T>(path: string, body: object = {}, key: string = randomUUID()): Promise<T> {
    return this.send('POST', path, body, key);
  }
  put<T>(path: string, body: object): Promise<T> {
    return this.send('PUT', path, body, randomUUID());
  }

  async raw(method: string, path: string, body?: object, key?: string): Promise<Response> {
    const headers: Record<string, string> = {
      ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    };
    if (body) headers['content-type'] = 'application/json';
    return fetch(`${this.gateway}/api/v1${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  }

  async send<T>(method: string, path: string, body?: object, key?: string): Promise<T> {
    let response = await this.raw(method, path, body, key);
    for (const pauseMs of PAUSES_MS) {
      if (!OUT_OF_REACH.has(response.status)) break;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      response = await this.raw(method, path, body, key);
    }
    const text = await response.text();
    if (!response.ok)
      throw new ApiError(response.status, (JSON.parse(text || '{}') as { reason?: string }).reason ?? 'UNKNOWN', `${method} ${path}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

async function post<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} → ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export interface World {
  gateway: string;
  alipay: string;
}

export interface Person {
  key: string;
  name: string;
  phone: string;
  certNo: string;
  address: { region: string; detail: string };
}

/** Logs a person of the sandbox in at a shop, through Alipay. */
export async function logIn({ gateway, alipay }: World, shop: string, userKey: string): Promise<Visitor> {
  const { authCode } = await post<{ authCode: string }>(`${alipay}/sandbox/auth-codes`, { user: userKey, app: shop });
  const session = await new Visitor(gateway).post<Schemas['Session']>(`/shops/${shop}/adopter-sessions`, { authCode });
  return new Visitor(gateway, session.accessToken);
}

export async function logInStaff(gateway: string, login: string, password: string): Promise<Visitor> {
  const session = await new Visitor(gateway).post<Schemas['Session']>('/staff-sessions', { login, password });
  return new Visitor(gateway, session.accessToken);
}

/** Gives the adopter what a contract must know: name, phone, identity number, an address. Returns the address id. */
export async function fillProfile(adopter: Visitor, person: Person): Promise<string> {
  await adopter.put('/me', { name: person.name, phone: person.phone, identityNumber: person.certNo });
  const { items } = await adopter.get<{ items: Schemas['Address'][] }>('/me/addresses');
  const [first] = items;
  if (first) return first.addressId;
  const { addressId } = await adopter.post<Schemas['Address']>('/me/addresses', {
    name: person.name,
    phone: person.phone,
    ...person.address,
    isDefault: true,
  });
  return addressId;
}

export const ANSWERS: Schemas['Answers'] = {
  housing: 'own',
  experience: true,
  household: 2,
  hoursAlone: 6,
  reason: '家里人都喜欢它，会好好照顾。',
};

/** Applies for a pet and goes through the Zhima check. */
export async function apply(adopter: Visitor, petId: string, authorised = true): Promise<Schemas['Application']> {
  const application = await adopter.post<Schemas['Application']>('/me/applications', { petId, answers: ANSWERS });
  return adopter.post<Schemas['Application']>(`/me/applications/${application.applicationId}/credit-check`, { authorised });
}

/** From an approved application to a signed contract, on the first food offered unless told otherwise. */
export async function draftAndSign(
  adopter: Visitor,
  application: string,
  wish: { addressId: string; name: string; skuId?: string; periods?: number },
): Promise<Schemas['Contract']> {
  const offer = await adopter.get<Schemas['Offer']>(`/me/applications/${application}/offer`);
  const skuId = wish.skuId ?? offer.skus[0]?.skuId;
  const periods = wish.periods ?? offer.periods[0];
  if (skuId === undefined || periods === undefined) throw new Error('the offer is empty');
  const draft = await adopter.post<Schemas['Contract']>(`/me/applications/${application}/contract`, {
    skuId,
    quantity: 1,
    periods,
    addressId: wish.addressId,
  });
  const agreement = await adopter.get<Schemas['Agreement']>(`/me/contracts/${draft.contractId}/agreement`);
  const signaturePng = (await drawSignature(wish.name)).toString('base64');
  return adopter.post<Schemas['Contract']>(`/me/contracts/${draft.contractId}/sign`, {
    signaturePng,
    textHash: agreement.textHash,
    consent: true,
  });
}

/** Confirms the mandate on Alipay's page (without the page) and lets the platform ask whether it stands. */
export async function signMandate({ alipay }: World, adopter: Visitor, contractId: string, userKey: string): Promise<Schemas['Plan']> {
  const { signStr } = await untilThere(() => adopter.post<{ signStr: string }>(`/me/contracts/${contractId}/mandate`, {}));
  await post(`${alipay}/sandbox/sign`, { signString: signStr, user: userKey });
  return adopter.post<Schemas['Plan']>(`/me/contracts/${contractId}/mandate/confirm`);
}

/** The whole way: from the pet's page to a running plan. */
export async function adopt(
  world: World,
  shop: string,
  wish: { person: Person; petId: string; skuId?: string; periods?: number },
): Promise<{ adopter: Visitor; contractId: string }> {
  const adopter = await logIn(world, shop, wish.person.key);
  const addressId = await fillProfile(adopter, wish.person);
  const application = await apply(adopter, wish.petId);
  if (application.state !== 'approved') throw new Error(`application ${application.state} ${application.reason}`);
  const { name } = wish.person;
  const contract = await draftAndSign(adopter, application.applicationId, {
    addressId,
    name,
    ...(wish.skuId ? { skuId: wish.skuId } : {}),
    ...(wish.periods ? { periods: wish.periods } : {}),
  });
  await signMandate(world, adopter, contract.contractId, wish.person.key);
  return { adopter, contractId: contract.contractId };
}

/** The plan is opened right after signing by the contract's worker: a moment later it is there. */
async function untilThere<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404 || tries >= 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
