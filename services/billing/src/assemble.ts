import type { Alipay } from '@petpact/alipay/alipay';
import { AggregateStore } from '@petpact/kit/aggregate';
import type { IncomingEvent } from '@petpact/kit/bus';
import type { Clock, Ids, Timer } from '@petpact/kit/clock';
import type { Database } from '@petpact/kit/collection';
import { type Log, silentLog } from '@petpact/kit/log';
import { served } from '@petpact/kit/rpc';
import type { ServiceParts } from '@petpact/kit/service-parts';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { accountShops, type ShopsOptions } from './adapters/account-shops.ts';
import { alipayWithholding } from './adapters/alipay-withholding.ts';
import type { Pace } from './domain/charging.ts';
import type { LedgerEntry } from './domain/ledger.ts';
import type { WithholdingProduct } from './domain/mandate.ts';
import type { Plan, PlanFact } from './domain/plan.ts';
import type { ChargingStop, StopFact } from './domain/stop.ts';
import { encodeFact, encodeStopFact, TOPIC } from './events/billing-event.ts';
import { FULFILLMENT_TOPIC, onFulfillmentEvent } from './events/fulfillment.consumer.ts';
import { applyStoredNotify } from './flows/record-notify.ts';
import { workOnPlan } from './flows/work-on-plan.ts';
import { billingRpcs } from './grpc/billing.rpcs.ts';
import type { BillingPorts } from './ports.ts';
import { Ledger } from './store/ledger.ts';
import type { Notify } from './store/notify.ts';

/** What billing is built from. */
export interface BillingDoors {
  database: Database;
  /** Business time. */
  clock: Clock;
  realClock: Clock;
  timer: Timer;
  ids: Ids;
  alipay: Alipay;
  account: ShopsOptions['account'];
  settings: BillingSettings;
  log?: Log;
}

export interface BillingSettings extends Pace {
  /** Our app at Alipay. */
  appId: string;
  product: WithholdingProduct;
  /** Public address at which the gateway takes Alipay's notifies. */
  notifyUrl: string;
  /** Alipay's cashier for browsers, where there is one. */
  cashierUrl?: string;
  /** Plans worked on at a time by this process. */
  concurrency: number;
}

/** The whole service without its edges: rpcs, consumers, workers and the stores whose outboxes are relayed. */
export function assemble(doors: BillingDoors) {
  const ports = portsOf(doors);
  const { concurrency } = doors.settings;
  const implementation = billingRpcs(ports);
  const parts = {
    rpcs: [served(BillingServiceService, implementation)],
    consumers: [{ topics: [FULFILLMENT_TOPIC], handle: (event: IncomingEvent) => onFulfillmentEvent(ports, event) }],
    workers: [
      {
        name: 'billing.plans',
        store: ports.plans,
        act: (merchantId: string, id: string) => workOnPlan(ports, merchantId, id),
        concurrency,
      },
      {
        name: 'billing.notifies',
        store: ports.notifies,
        act: (merchantId: string, id: string) => applyStoredNotify(ports, merchantId, id),
        concurrency,
      },
    ],
    stores: [ports.plans, ports.stops],
  } satisfies ServiceParts;
  return { ...parts, implementation, ports };
}

function portsOf({ database, clock, realClock, timer, ids, alipay, account, settings, log = silentLog }: BillingDoors): BillingPorts {
  const common = { topic: TOPIC, clock, realClock };
  const { appId, product, notifyUrl, cashierUrl, settleMs, recoverMs } = settings;
  return {
    plans: new AggregateStore<Plan, PlanFact>({ ...common, collection: database.collection('plans'), encode: encodeFact }),
    notifies: new AggregateStore<Notify, never>({
      ...common,
      collection: database.collection('notifies'),
      name: 'NOTIFY',
      encode: () => undefined,
    }),
    stops: new AggregateStore<ChargingStop, StopFact>({ ...common, collection: database.collection('stops'), encode: encodeStopFact }),
    ledger: new Ledger(database.collection<LedgerEntry>('ledger')),
    withholding: alipayWithholding({ alipay, appId, product, notifyUrl, cashierUrl, clock }),
    shops: accountShops({ account, realClock, ids }),
    clock,
    timer,
    pace: { settleMs, recoverMs },
    log,
  };
}
