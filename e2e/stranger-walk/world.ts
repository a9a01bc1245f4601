import type { Schemas } from '@petpact/api/client';
import { fillProfile, logIn, type Person, Visitor } from '@petpact/local/journey';
import { drawSignature } from '@petpact/local/seed/pictures';
import { OPERATOR, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import { askJson, newPerson, staffOf } from '../people.ts';
import type { E2e } from '../platform.ts';
import type { Call, Cast, Somebody } from './walk.ts';

/** What the walk has learnt: whose things there are. The shop is maoyu, whose way is the longest: review, signing, handover. */
export interface World {
  e2e: E2e;
  person: Person;
  adopter: Visitor;
  staff: Visitor;
  foreignStaff: Visitor;
  merchantId: string;
  picture: string;
  petId: string;
  secondPetId: string;
  skuId: string;
  periods: number;
  addressId: string;
  spareAddressId: string;
  applicationId: string;
  secondApplicationId: string;
  contractId: string;
  shipmentId: string;
  settlementId: string;
  overduePeriod: number;
  textHash: string;
  signaturePng: string;
  policy: Schemas['Policy'];
  foreignPolicy: Schemas['Policy'];
  handoverDate: string;
  authCode: string;
  refreshToken: string;
  optIns: string[];
  notify: Record<string, string>;
}

export const SHOP = 'maoyu';

/** A person at the gateway as the walk sees him. */
function somebody(name: string, kind: string, visitor: Visitor): Somebody {
  const send = async (call: Call) => {
    const isForm = call.path === '/alipay/notify';
    const headers: Record<string, string> = {
      ...(visitor.token ? { authorization: `Bearer ${visitor.token}` } : {}),
      ...(call.method === 'GET' ? {} : { 'idempotency-key': call.key }),
      ...(call.body ? { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' } : {}),
    };
    const body = isForm ? new URLSearchParams(call.body as Record<string, string>).toString() : JSON.stringify(call.body);
    const response = await fetch(`${visitor.gateway}/api/v1${call.path}`, { method: call.method, headers, ...(call.body ? { body } : {}) });
    return { status: response.status, text: await response.text() };
  };
  return { name, kind, send };
}

/** Two shops, an adopter with a neighbour, an adopter elsewhere, both staffs, an operator, and somebody without a token. */
export async function enter(e2e: E2e): Promise<{ world: World; cast: Cast }> {
  const { gateway } = e2e.urls;
  const person = await newPerson(e2e);
  const adopter = await logIn(e2e.urls, SHOP, person.key);
  const neighbourPerson = await newPerson(e2e);
  const neighbour = await logIn(e2e.urls, SHOP, neighbourPerson.key);
  await fillProfile(neighbour, neighbourPerson);
  const foreigner = await logIn(e2e.urls, 'tuantuan', (await newPerson(e2e)).key);
  const [staff, foreignStaff] = [await staffOf(e2e, SHOP), await staffOf(e2e, 'tuantuan')];
  const { accessToken } = await new Visitor(gateway).post<Schemas['Session']>('/operator-sessions', {
    login: OPERATOR.login,
    password: SANDBOX_PASSWORD,
  });
  const everybody = {
    adopter: somebody('the adopter', 'adopter', adopter),
    staff: somebody('the shop’s staff', 'staff', staff),
    operator: somebody('an operator', 'operator', new Visitor(gateway, accessToken)),
    visitor: somebody('nobody', 'nobody', new Visitor(gateway)),
  };
  const strangers = [
    ...Object.values(everybody),
    somebody('another adopter of the shop', 'adopter', neighbour),
    somebody('an adopter of another shop', 'adopter', foreigner),
    somebody('another shop’s staff', 'staff', foreignStaff),
    somebody('an inventor of tokens', 'nobody', new Visitor(gateway, `${adopter.token?.slice(0, -4)}AAAA`)),
  ];
  const signaturePng = (await drawSignature(person.name)).toString('base64');
  return { world: { e2e, person, adopter, staff, foreignStaff, signaturePng } as World, cast: { owners: everybody, strangers } };
}

/** A second session, for the steps that use one up. */
export async function anotherSession({ e2e, person }: World): Promise<Schemas['Session']> {
  const { authCode } = await askJson<{ authCode: string }>(`${e2e.urls.alipay}/sandbox/auth-codes`, { user: person.key, app: SHOP });
  return new Visitor(e2e.urls.gateway).post<Schemas['Session']>(`/shops/${SHOP}/adopter-sessions`, { authCode });
}

/** What the shop decides about the application, between two steps. */
export async function staffSays({ staff, applicationId }: World, decision: { decision: string; text?: string }): Promise<void> {
  await staff.post(`/shop/applications/${applicationId}/decision`, decision);
}

/** The Shanghai civil date of business time. */
export async function today({ urls }: E2e): Promise<string> {
  const { now } = await askJson<{ now: string }>(`${urls.clock}/clock`);
  return new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
