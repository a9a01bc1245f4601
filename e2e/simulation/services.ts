import type { IncomingEvent } from '@petpact/kit/bus';
import type { Database } from '@petpact/kit/collection';
import { inProcessClient } from '@petpact/kit/in-process';
import { openMemory } from '@petpact/kit/memory';
import { OutboxRelay } from '@petpact/kit/outbox';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import { countingIds, type FixedClock } from '@petpact/kit/testing/ports';
import { Adopter } from '@petpact/proto/account/v1/account_service';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { assemble as assembleBilling } from '../../services/billing/src/assemble.ts';
import { PACE, PRODUCT } from '../../services/billing/test/plan.builder.ts';
import { APP_ID, SHOP } from '../../services/billing/test/scripted-alipay.ts';
import { assemble as assembleFulfillment } from '../../services/fulfillment/src/assemble.ts';
import { Neighbours } from '../../services/fulfillment/test/fulfillment-world.ts';
import { assemble as assemblePoints } from '../../services/points/src/assemble.ts';
import { faultyDatabase, type Gate } from './faulty-database.ts';
import type { SimulatedAlipay } from './simulated-alipay.ts';
import type { SimulatedBus } from './simulated-bus.ts';
import type { SimulatedWarehouse } from './simulated-warehouse.ts';

/** A timer that does not wait: what would come later is drawn by the scheduler. */
const TIMER = { sleep: async () => {} };

export type ServiceName = 'billing' | 'fulfillment' | 'points';
export const SERVICES: readonly ServiceName[] = ['billing', 'fulfillment', 'points'];

/** A service as it runs; a crash throws all of it away but its disk. */
export interface Running {
  workers: { name: string; store: WorkStore; act(merchantId: string, id: string): Promise<unknown> }[];
  consumers: { topics: readonly string[]; handle(event: IncomingEvent): Promise<unknown> }[];
  relay: OutboxRelay;
}

interface WorkStore {
  claimDueAcrossMerchants(claim: { now: Date; limit: number; leaseMs: number }): Promise<{ merchantId: string; id: string }[]>;
  nextDueAcrossMerchants(): Promise<Date | undefined>;
  release(id: string): Promise<void>;
}

interface Outside {
  clock: FixedClock;
  alipay: SimulatedAlipay;
  warehouse: SimulatedWarehouse;
  bus: SimulatedBus;
  gate: Gate;
}

/** Billing, fulfillment and points as they are in production, on disks that outlive them. */
export class Services {
  readonly disks: Record<ServiceName, Database> = { billing: openMemory(), fulfillment: openMemory(), points: openMemory() };
  readonly #outside: Outside;
  #billing!: ReturnType<typeof assembleBilling>;
  readonly running = {} as Record<ServiceName, Running>;

  constructor(outside: Outside) {
    this.#outside = outside;
    for (const name of SERVICES) this.start(name);
  }

  get billing(): ReturnType<typeof assembleBilling>['implementation'] {
    return this.#billing.implementation;
  }

  /** Starts a service from its disk. */
  start(name: ServiceName): void {
    const { bus, clock, gate } = this.#outside;
    const database = faultyDatabase(name, this.disks[name], gate);
    const parts = this.#assemble(name, database);
    const relay = new OutboxRelay({ stores: parts.stores, bus, realClock: clock, timer: TIMER, leaseMs: 60_000 });
    this.running[name] = { workers: parts.workers, consumers: parts.consumers, relay };
  }

  #assemble(name: ServiceName, database: Database) {
    const { clock, alipay, warehouse } = this.#outside;
    const common = { database, clock, realClock: clock };
    if (name === 'points') return assemblePoints(common);
    if (name === 'fulfillment')
      return assembleFulfillment({ ...common, account: new Neighbours().account(), billing: this.#billingClient(), warehouse });
    const settings = { ...PACE, appId: APP_ID, product: PRODUCT, notifyUrl: 'https://petpact.test/notify', concurrency: 4 };
    this.#billing = assembleBilling({ ...common, timer: TIMER, ids: countingIds(), alipay, account, settings });
    return this.#billing;
  }

  /** Calls whichever billing runs now. */
  #billingClient() {
    const forward = Object.fromEntries(
      Object.keys(BillingServiceService).map((name) => [
        name,
        (...asked: unknown[]) => (this.billing as unknown as Record<string, (...asked: unknown[]) => unknown>)[name]!(...asked),
      ]),
    );
    return inProcessClient(BillingServiceService, forward as unknown as Rpcs<typeof BillingServiceService>);
  }
}

const account = {
  getAlipayAccount: async () => ({ ...SHOP }),
  getAdopter: async ({ adopterId }: { adopterId: string }) => ({
    adopter: Adopter.fromPartial({ adopterId, openId: `open-${adopterId}` }),
  }),
  findMerchantByAlipayApp: async ({ authAppId }: { authAppId: string }) => {
    if (authAppId !== SHOP.authAppId) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
    return { merchantId: SHOP.merchantId, sellerId: SHOP.sellerId };
  },
};
