import { PLATFORM } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Merchant } from '@petpact/proto/account/v1/account_service';
import type { Services } from './clients.ts';

const KEPT_MS = 30_000;
const KEPT = 1_000;

/** The shop of a path `/s/<slug>`, remembered for half a minute: every visitor's request begins with it. */
export class Shops {
  readonly #account: Services['account'];
  readonly #known = new Map<string, { merchant: Merchant; until: number }>();

  constructor(account: Services['account']) {
    this.#account = account;
  }

  /** Refuses MERCHANT_NOT_FOUND. */
  async bySlug(slug: string): Promise<Merchant> {
    const known = this.#known.get(slug);
    if (known && known.until > performance.now()) return known.merchant;
    const caller = { merchantId: PLATFORM, actor: { kind: 'service' as const, id: 'gateway' }, requestId: `shop-${slug}` };
    const { merchant } = await this.#account.findMerchantBySlug({ slug }, caller);
    if (!merchant) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
    if (this.#known.size >= KEPT) this.#known.clear();
    this.#known.set(slug, { merchant, until: performance.now() + KEPT_MS });
    return merchant;
  }
}
