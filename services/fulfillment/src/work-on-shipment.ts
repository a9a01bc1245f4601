import { type Caller, serviceCaller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { SpanKind, withSpan } from '@petpact/kit/trace';
import type { Breaker } from './breaker.ts';
import type { Connectors } from './connectors.ts';
import { decideShipment } from './decide-shipment.ts';
import { compensate, noteCompensationRefused } from './domain/compensation.ts';
import { CONTRACT_ENDED, isRecallDue, recalled, recallTooLate } from './domain/recall.ts';
import type { Decision, Shipment } from './domain/shipment.ts';
import { accept, noteFailure, postpone, refuse, startSubmitting } from './domain/submission.ts';
import { takeOver } from './domain/tracking.ts';
import { warehouseCalls } from './metrics.ts';
import type { Connector, FulfillmentPorts } from './ports.ts';
import { receiverOf } from './receiver.ts';

export interface ShipmentWork extends FulfillmentPorts {
  connectors: Connectors;
  breaker: Breaker;
}

/**
 * Does what is due with one shipment: sends it to its warehouse, asks how it is, or gives the money back. May be done any
 * number of times, and be cut off anywhere: what was written before tells the next try where it stands.
 */
export async function workOnShipment(work: ShipmentWork, merchantId: string, id: string): Promise<void> {
  const shipment = await work.shipments.require(merchantId, id);
  const { nextActionAt, state, adopterId, version } = shipment;
  if (!nextActionAt || nextActionAt > work.clock.now()) return;
  const caller = serviceCaller('fulfillment', merchantId, { onBehalfOf: adopterId, requestId: `${id}:${version}` });
  await (state === 'refused' ? payBack(work, shipment, caller) : talk(work, shipment, caller));
}

async function talk(work: ShipmentWork, shipment: Shipment, caller: Caller): Promise<void> {
  const connector = await work.connectors.ofShop(shipment.warehouseId, caller);
  if (!connector) return decide(work, shipment, caller, (state, now) => noteFailure(state, 'NO_CONNECTOR', now));
  const wait = work.breaker.waitUntil(warehouseOf(shipment), work.clock.now());
  if (wait) return decide(work, shipment, caller, (state) => postpone(state, wait));
  if (shipment.state === 'queued') return send(work, shipment, { connector, caller });
  if (isRecallDue(shipment)) return callBack(work, shipment, { connector, caller });
  return ask(work, shipment, { connector, caller });
}

type Talk = { connector: Connector; caller: Caller };

/** Before anything is sent again the warehouse is asked for our number: it may have taken the order and lost the answer. */
async function ask(work: ShipmentWork, shipment: Shipment, { connector, caller }: Talk): Promise<void> {
  const answer = await withSpan('warehouse ask', { kind: SpanKind.CLIENT }, () => work.warehouse.ask(connector, shipment._id));
  noteHealth(work, shipment, 'ask', answer.outcome);
  switch (answer.outcome) {
    case 'found':
      return decide(work, shipment, caller, (state, now) => takeOver(state, answer.snapshot, now));
    case 'unknown':
      return decide(work, shipment, caller, (state, now) => noteFailure(state, answer.failure, now));
    case 'absent':
      if (shipment.state === 'submitting') return send(work, shipment, { connector, caller });
      work.log.error({ id: shipment._id, warehouseId: shipment.warehouseId }, 'the warehouse does not know a shipment that it accepted');
      return decide(work, shipment, caller, (state, now) => noteFailure(state, 'FORGOTTEN', now));
  }
}

async function callBack(work: ShipmentWork, shipment: Shipment, { connector, caller }: Talk): Promise<void> {
  const asked = { shipmentNo: shipment._id, merchantRef: shipment.merchantId, reason: CONTRACT_ENDED };
  const answer = await withSpan('warehouse cancel', { kind: SpanKind.CLIENT }, () => work.warehouse.cancel(connector, asked));
  noteHealth(work, shipment, 'cancel', answer.outcome);
  switch (answer.outcome) {
    case 'cancelled':
      return decide(work, shipment, caller, recalled);
    case 'shipped':
      return decide(work, shipment, caller, recallTooLate);
    case 'unknown':
      return decide(work, shipment, caller, (state, now) => noteFailure(state, answer.failure, now));
  }
}

async function send(work: ShipmentWork, shipment: Shipment, { connector, caller }: Talk): Promise<void> {
  const found = await receiverOf(work.account, shipment, caller);
  if ('gone' in found) return decide(work, shipment, caller, (state, now) => refuse(state, found.gone, now));
  const { _id: shipmentNo, merchantId: merchantRef, skuCode, quantity } = shipment;
  if (shipment.state === 'queued') await decide(work, shipment, caller, (state) => startSubmitting(state, found.sealed));
  const order = { shipmentNo, merchantRef, lines: [{ skuCode, quantity }], receiver: found.receiver };
  const answer = await withSpan('warehouse submit', { kind: SpanKind.CLIENT }, () => work.warehouse.submit(connector, order));
  noteHealth(work, shipment, 'submit', answer.outcome);
  switch (answer.outcome) {
    case 'accepted':
      return decide(work, shipment, caller, (state, now) => accept(state, answer.warehouseOrderNo, now));
    case 'refused':
      return decide(work, shipment, caller, (state, now) => refuse(state, answer.reason, now));
    case 'unknown':
      return decide(work, shipment, caller, (state, now) => noteFailure(state, answer.failure, now));
  }
}

/** Billing gives a period back once, by contract and period, however often it is asked. */
async function payBack(work: ShipmentWork, shipment: Shipment, caller: Caller): Promise<void> {
  const { contractId, period } = shipment;
  try {
    await work.billing.refundInstalment(
      { contractId, period, reason: shipment.reason === CONTRACT_ENDED ? CONTRACT_ENDED : 'WAREHOUSE_REFUSED' },
      caller,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    work.log.error({ id: shipment._id, reason: error.reason }, 'billing would not give back a period that is not shipped');
    return decide(work, shipment, caller, (state, now) => noteCompensationRefused(state, error.reason, now));
  }
  await decide(work, shipment, caller, compensate);
}

/** The newest state decides: pushes of the warehouse may have come while it was being called. */
async function decide(
  work: ShipmentWork,
  { _id: id }: Shipment,
  caller: Caller,
  decision: (state: Shipment, now: Date) => Decision,
): Promise<void> {
  await decideShipment(work, { id, caller }, (state) => decision(state, work.clock.now()));
}

function noteHealth(work: ShipmentWork, shipment: Shipment, call: 'ask' | 'submit' | 'cancel', outcome: string): void {
  warehouseCalls.inc({ call, outcome });
  work.breaker.note(warehouseOf(shipment), outcome !== 'unknown', work.clock.now());
}

const warehouseOf = ({ merchantId, warehouseId }: Shipment): string => `${merchantId} ${warehouseId}`;
