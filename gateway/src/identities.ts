import { createHash } from 'node:crypto';
import { PLATFORM } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Principal } from '@petpact/proto/account/v1/account_service';
import type { Services } from './clients.ts';

/** How long an answer of account is believed: the longest a revoked session still opens a door of this process. */
const KEPT_MS = 3_000;
const KEPT = 10_000;

/** Who an access token speaks for. */
export class Identities {
  readonly #account: Services['account'];
  readonly #known = new Map<string, { principal: Principal; until: number }>();

  constructor(account: Services['account']) {
    this.#account = account;
  }

  /** Undefined for a token that opens nothing (any more). */
  async of(accessToken: string): Promise<Principal | undefined> {
    const key = keyOf(accessToken);
    const known = this.#known.get(key);
    if (known && known.until > performance.now()) return known.principal;
    const principal = await this.#ask(accessToken);
    if (this.#known.size >= KEPT) this.#known.clear();
    if (principal) this.#known.set(key, { principal, until: performance.now() + KEPT_MS });
    else this.#known.delete(key);
    return principal;
  }

  /**
   * The person a token was last found to belong to, from memory alone: what requests are counted by. Undefined for a token
   * that nobody here was ever given, so that making one up buys nothing.
   */
  lastKnown(accessToken: string): string | undefined {
    const known = this.#known.get(keyOf(accessToken))?.principal;
    return known && `${known.merchantId}:${known.kind}:${known.id}`;
  }

  forget(accessToken: string): void {
    this.#known.delete(keyOf(accessToken));
  }

  async #ask(accessToken: string): Promise<Principal | undefined> {
    try {
      const caller = { merchantId: PLATFORM, actor: { kind: 'service' as const, id: 'gateway' }, requestId: 'identify' };
      return (await this.#account.identifySession({ accessToken }, caller)).principal;
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'denied') return undefined;
      throw error;
    }
  }
}

/** Tokens are not kept in memory as they are. */
const keyOf = (accessToken: string): string => createHash('sha256').update(accessToken).digest('base64url');
