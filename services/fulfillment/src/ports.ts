import type { AggregateStore } from '@petpact/kit/aggregate';
import type { Clock } from '@petpact/kit/clock';
import type { Collection, Document } from '@petpact/kit/collection';
import type { Log } from '@petpact/kit/log';
import type { Client } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import type { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import type { Shipment, ShipmentFact } from './domain/shipment.ts';
import type { Snapshot } from './domain/tracking.ts';

/** How a shop reaches one of its warehouses, and the key both sides sign with. */
export interface Connector {
  warehouseId: string;
  baseUrl: string;
  keyId: string;
  secret: string;
}

/** Who gets the parcel. Personal: lives sealed, goes to the warehouse, never into a log or an event. */
export interface Receiver {
  name: string;
  phone: string;
  region: string;
  address: string;
}

export interface WarehouseOrder {
  shipmentNo: string;
  merchantRef: string;
  lines: { skuCode: string; quantity: number }[];
  receiver: Receiver;
}

/** `unknown`: no usable answer came, so the order may exist there or not; `failure` is a code for staff. */
export type Unknown = { outcome: 'unknown'; failure: string };
export type SubmitAnswer = { outcome: 'accepted'; warehouseOrderNo: string } | { outcome: 'refused'; reason: string } | Unknown;
/** `cancelled`: nothing leaves, now or later. `shipped`: a carrier has it. */
export type CancelAnswer = { outcome: 'cancelled' } | { outcome: 'shipped' } | Unknown;
export type AskAnswer = { outcome: 'found'; snapshot: Snapshot } | { outcome: 'absent' } | Unknown;

/** The door to a warehouse. Never throws: whatever goes wrong is an unknown outcome (ARCHITECTURE, rule 3). */
export interface Warehouse {
  submit(connector: Connector, order: WarehouseOrder): Promise<SubmitAnswer>;
  ask(connector: Connector, shipmentNo: string): Promise<AskAnswer>;
  /** Asks that nothing is sent for this number, whether the warehouse has the order or not. */
  cancel(connector: Connector, recall: { shipmentNo: string; merchantRef: string; reason: string }): Promise<CancelAnswer>;
}

/** A nonce of a signed message that came in; `_id` = key id and nonce, gone after ten minutes of real time. */
export interface NonceDocument extends Document {
  seenTime: Date;
}

export interface FulfillmentPorts {
  shipments: AggregateStore<Shipment, ShipmentFact>;
  nonces: Collection<NonceDocument>;
  account: Client<typeof AccountServiceService>;
  billing: Client<typeof BillingServiceService>;
  warehouse: Warehouse;
  clock: Clock;
  realClock: Clock;
  log: Log;
}
