import { randomBytes } from 'node:crypto';
import { type Caller, PLATFORM } from '@petpact/kit/caller';
import { openMemory } from '@petpact/kit/memory';
import { Refusal } from '@petpact/kit/refusal';
import { unwrapKey, wrapKey } from '@petpact/kit/sealed';
import { assemble } from '../src/assemble.ts';

export const context = {} as never;
export const as = (kind: Caller['actor']['kind'], id: string, merchantId = 'm-tuantuan', roles?: string[]): Caller => ({
  merchantId,
  actor: { kind, id, ...(roles ? { roles } : {}) },
  requestId: `r-${id}`,
});
export const seeding = as('service', 'seed', PLATFORM);
export const gateway = as('service', 'gateway', PLATFORM);
const visitor = as('visitor', 'visitor');
export const shop = (slug: string, authAppId: string) => ({
  merchantId: '',
  slug,
  name: '团团领养馆',
  intro: '',
  city: '杭州',
  phone: '0571-1',
  authAppId,
  sellerId: '2088001',
  state: '',
  legalName: '杭州团团',
  creditCode: '9133',
  address: '丽水路',
});

/** Account over memory; every auth code `code-x` is good once for open id `x`. */
export async function service() {
  let realNow = new Date('2026-11-23T02:00:00Z');
  const master = randomBytes(32);
  const database = openMemory();
  const spent = new Set<string>();
  const { implementation } = assemble({
    database,
    clock: { now: () => realNow },
    realClock: { now: () => realNow },
    random: { bytes: randomBytes },
    alipay: {
      exchange: async (_, authCode) => {
        if (spent.has(authCode)) throw new Refusal('AUTH_CODE_REFUSED', 'denied');
        spent.add(authCode);
        return { openId: authCode.slice(5), nickname: '小满' };
      },
    },
    passwords: { hash: async (password) => `hash of ${password}`, verify: async (hash, password) => hash === `hash of ${password}` },
    keyWrap: { wrap: (key, owner) => wrapKey(key, master, owner), unwrap: (wrapped, owner) => unwrapKey(wrapped, master, owner) },
  });
  await implementation.onboardMerchant({ merchant: shop('tuantuan', 'app-1'), appAuthToken: 'token-1' }, seeding, context);
  await implementation.onboardMerchant({ merchant: shop('maoyu', 'app-2'), appAuthToken: 'token-2' }, seeding, context);
  const logIn = async (who: string) => (await implementation.logInAdopter({ authCode: `code-${who}` }, visitor, context)).session!;
  const later = (ms: number) => {
    realNow = new Date(realNow.getTime() + ms);
  };
  return { account: implementation, database, logIn, later };
}
