import { PLATFORM, serviceCaller } from '@petpact/kit/caller';
import type { Clock, Ids } from '@petpact/kit/clock';
import { Refusal } from '@petpact/kit/refusal';
import type { Client } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import type { ShopAtAlipay, Shops } from '../ports.ts';

/** How long an answer of account is used again; a shop's authorisation changes in days, not minutes. Real time. */
const KEPT_MS = 60_000;
const MOST_KEPT = 10_000;

export interface ShopsOptions {
  account: Pick<Client<typeof AccountServiceService>, 'getAlipayAccount' | 'findMerchantByAlipayApp' | 'getAdopter'>;
  /** Real time. */
  realClock: Clock;
  ids: Ids;
}

/** Shops as account knows them, remembered for a minute. */
export function accountShops({ account, realClock, ids }: ShopsOptions): Shops {
  const accounts = new Remembered<ShopAtAlipay>(realClock);
  const apps = new Remembered<{ merchantId: string; sellerId: string }>(realClock);
  return {
    atAlipay: (merchantId) =>
      accounts.get(merchantId, async () => {
        const { appAuthToken, authAppId } = await account.getAlipayAccount(
          {},
          serviceCaller('billing', merchantId, { requestId: ids.next() }),
        );
        return { merchantId, appAuthToken, authAppId };
      }),

    async buyerOf(merchantId, adopterId) {
      const caller = serviceCaller('billing', merchantId, { onBehalfOf: adopterId, requestId: ids.next() });
      const { adopter } = await account.getAdopter({ adopterId }, caller);
      if (!adopter?.openId) throw new Refusal('ADOPTER_NOT_FOUND', 'notFound');
      return adopter.openId;
    },

    async byAppAcrossMerchants(authAppId) {
      try {
        return await apps.get(authAppId, () =>
          account.findMerchantByAlipayApp({ authAppId }, serviceCaller('billing', PLATFORM, { requestId: ids.next() })),
        );
      } catch (error) {
        if (error instanceof Refusal && error.kind === 'notFound') return undefined;
        throw error;
      }
    },
  };
}

class Remembered<V> {
  readonly #clock: Clock;
  readonly #kept = new Map<string, { until: number; value: Promise<V> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Many that ask at once share one question; a failure is not remembered. */
  get(key: string, ask: () => Promise<V>): Promise<V> {
    const now = this.#clock.now().getTime();
    const known = this.#kept.get(key);
    if (known && known.until > now) return known.value;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const value = ask();
    this.#kept.set(key, { until: now + KEPT_MS, value });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
