import { AggregateStore } from '@petpact/kit/aggregate';
import type { IncomingEvent } from '@petpact/kit/bus';
import { type Clock, systemClock } from '@petpact/kit/clock';
import type { Database } from '@petpact/kit/collection';
import { type Log, silentLog } from '@petpact/kit/log';
import { type Client, served } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import type { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { FulfillmentServiceService } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import { onBillingEvent } from './billing-events.ts';
import { Breaker } from './breaker.ts';
import { Connectors } from './connectors.ts';
import type { Shipment, ShipmentFact } from './domain/shipment.ts';
import type { FulfillmentPorts, Warehouse } from './ports.ts';
import { fulfillmentRpcs } from './rpcs.ts';
import { encodeFact, TOPIC } from './shipment-event.ts';
import { workOnShipment } from './work-on-shipment.ts';

/** What fulfillment is built from. */
export interface FulfillmentDoors {
  database: Database;
  clock: Clock;
  realClock?: Clock;
  account: Client<typeof AccountServiceService>;
  billing: Client<typeof BillingServiceService>;
  warehouse: Warehouse;
  log?: Log;
  /** Shipments worked on at a time. */
  concurrency?: number;
}

/** The whole service without its edges. `partner` is what the partner API on its own port is built from. */
export function assemble(doors: FulfillmentDoors) {
  const { database, clock, account, billing, warehouse } = doors;
  const { realClock = systemClock, log = silentLog, concurrency = 16 } = doors;
  const shipments = new AggregateStore<Shipment, ShipmentFact>({
    collection: database.collection('shipments'),
    topic: TOPIC,
    encode: encodeFact,
    clock,
    realClock,
  });
  const ports: FulfillmentPorts = {
    shipments,
    nonces: database.collection('partner_nonces'),
    account,
    billing,
    warehouse,
    clock,
    realClock,
    log,
  };
  const connectors = new Connectors(account, realClock);
  const work = { ...ports, connectors, breaker: new Breaker() };
  const implementation = fulfillmentRpcs(ports);
  return {
    rpcs: [served(FulfillmentServiceService, implementation)],
    implementation,
    consumers: [{ topics: ['billing.events.v1'], handle: (event: IncomingEvent) => onBillingEvent(ports, event) }],
    workers: [
      { name: 'shipments', store: shipments, concurrency, act: (merchantId: string, id: string) => workOnShipment(work, merchantId, id) },
    ],
    stores: [shipments],
    partner: { ...ports, connectors },
  };
}
