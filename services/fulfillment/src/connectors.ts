import { type Caller, PLATFORM, serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import { Refusal } from '@petpact/kit/refusal';
import type { Connector, FulfillmentPorts } from './ports.ts';

/** How long a connector is taken from memory: as long a withdrawn key may live on. Real time. */
const FRESH_MS = 15_000;
const MOST_KEPT = 1000;

type Owned = { merchantId: string; connector: Connector };

/** Warehouses and their keys, as account has them, for some seconds from memory; unknown ones too, so that guessing costs account little. */
export class Connectors {
  readonly #account: FulfillmentPorts['account'];
  readonly #realClock: Clock;
  readonly #kept = new Map<string, { untilMs: number; owned: Owned | undefined }>();

  constructor(account: FulfillmentPorts['account'], realClock: Clock) {
    this.#account = account;
    this.#realClock = realClock;
  }

  /** The shop's warehouse; undefined when it has none of that id. */
  async ofShop(warehouseId: string, caller: Caller): Promise<Connector | undefined> {
    const { merchantId } = caller;
    const owned = await this.#remembered(`shop ${merchantId} ${warehouseId}`, async () => {
      const { connector } = await this.#account.getConnector({ warehouseId }, caller);
      return connector && { merchantId, connector };
    });
    return owned?.connector;
  }

  /** Whose key it is. Reads across merchants, for a signed message names nothing but its key. */
  ofKeyAcrossMerchants(keyId: string): Promise<Owned | undefined> {
    return this.#remembered(`key ${keyId}`, async () => {
      const caller = serviceCaller('fulfillment', PLATFORM, { requestId: 'partner-key' });
      const { merchantId, connector } = await this.#account.findConnectorByKey({ keyId }, caller);
      return connector && { merchantId, connector };
    });
  }

  async #remembered(name: string, read: () => Promise<Owned | undefined>): Promise<Owned | undefined> {
    const nowMs = this.#realClock.now().getTime();
    const kept = this.#kept.get(name);
    if (kept && kept.untilMs > nowMs) return kept.owned;
    const owned = await read().catch((error: unknown) => {
      if (error instanceof Refusal && error.kind === 'notFound') return undefined;
      throw error;
    });
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(name, { untilMs: nowMs + FRESH_MS, owned });
    return owned;
  }
}
