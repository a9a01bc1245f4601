import type { IncomingEvent } from '@petpact/kit/bus';
import { serviceCaller } from '@petpact/kit/caller';
import { UNKNOWN_KIND } from '@petpact/kit/consumer';
import { BillingEvent, type InstalmentPaid, type RefundSucceeded } from '@petpact/proto/billing/v1/billing_events';
import { settleByRefund } from './domain/compensation.ts';
import { recall } from './domain/recall.ts';
import { queueShipment, type Shipment, shipmentId } from './domain/shipment.ts';
import type { FulfillmentPorts } from './ports.ts';

/** No plan has more periods. */
const MOST_PERIODS = 60;

type Needs = Pick<FulfillmentPorts, 'shipments' | 'clock'>;

/**
 * Turns paid instalments into shipments. Only records the work: the warehouse is called by the worker. An event that
 * comes again finds the shipment's `_id` taken and changes nothing.
 */
export async function onBillingEvent(ports: Needs, event: IncomingEvent): Promise<unknown> {
  const { payload, merchantId, aggregateId: contractId, eventId } = BillingEvent.decode(event.value);
  switch (payload?.$case) {
    case 'instalmentPaid':
      return queue(ports, { merchantId, contractId, eventId }, payload.value);
    case 'refundSucceeded':
      return payload.value.instalmentRefunded ? settle(ports, { merchantId, contractId, eventId }, payload.value) : undefined;
    case 'planEnded':
      return recallAll(ports, { merchantId, contractId, eventId }, payload.value.adopterId);
    case undefined:
      return UNKNOWN_KIND;
    default:
      return undefined;
  }
}

type About = { merchantId: string; contractId: string; eventId: string };

async function queue({ shipments, clock }: Needs, { merchantId, contractId, eventId }: About, paid: InstalmentPaid): Promise<void> {
  const { period, adopterId, addressId, warehouseId, skuCode, skuName, quantity } = paid;
  const goods = { addressId, warehouseId, skuCode, skuName, quantity };
  const { state, facts } = queueShipment({ merchantId, contractId, period, adopterId, ...goods }, clock.now());
  await shipments.create(state, facts, serviceCaller('fulfillment', merchantId, { onBehalfOf: adopterId, requestId: eventId }));
}

const RECALLABLE: readonly Shipment['state'][] = ['queued', 'submitting', 'accepted'];

/** Only records the wish: the worker asks the warehouse. One plan's events come in order, so no parcel is queued after its end. */
async function recallAll({ shipments, clock }: Needs, { merchantId, contractId, eventId }: About, adopterId: string): Promise<void> {
  const caller = serviceCaller('fulfillment', merchantId, { onBehalfOf: adopterId, requestId: eventId });
  const { items } = await shipments.list(
    merchantId,
    { contractId, state: { $in: [...RECALLABLE] } },
    { pageSize: MOST_PERIODS, pageToken: '' },
  );
  for (const { _id } of items) await shipments.decide(merchantId, _id, caller, (shipment) => recall(shipment, clock.now()));
}

async function settle({ shipments }: Needs, { merchantId, contractId, eventId }: About, refund: RefundSucceeded): Promise<void> {
  const { period, adopterId } = refund;
  const caller = serviceCaller('fulfillment', merchantId, { onBehalfOf: adopterId, requestId: eventId });
  // One plan's events come in order, so a shipment that is not there now was never due.
  if (!(await shipments.read(merchantId, shipmentId(contractId, period)))) return;
  await shipments.decide(merchantId, shipmentId(contractId, period), caller, settleByRefund);
}
