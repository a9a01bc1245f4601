import type { IncomingEvent } from '@petpact/kit/bus';
import { serviceCaller } from '@petpact/kit/caller';
import { UNKNOWN_KIND } from '@petpact/kit/consumer';
import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import { shipmentLeft } from '../flows/record-shipped.ts';
import type { BillingPorts } from '../ports.ts';

export const FULFILLMENT_TOPIC = 'fulfillment.events.v1';

/** Everything else that fulfillment tells is not billing's business. */
const NOT_OURS: readonly string[] = [
  'shipmentQueued',
  'shipmentAccepted',
  'shipmentTracked',
  'shipmentDelivered',
  'shipmentRefused',
  'shipmentCompensated',
];

/** A parcel that left turns deferred revenue into revenue. */
export async function onFulfillmentEvent(ports: BillingPorts, { value, eventId, caller }: IncomingEvent): Promise<unknown> {
  const { payload, about, merchantId } = FulfillmentEvent.decode(value);
  if (payload?.$case !== 'shipmentShipped') return NOT_OURS.includes(payload?.$case ?? '') ? undefined : UNKNOWN_KIND;
  const shipment = { contractId: about?.contractId ?? '', period: about?.period ?? 0 };
  await shipmentLeft(ports, shipment, serviceCaller('billing', merchantId, { onBehalfOf: caller.actor.id, requestId: eventId }));
  return undefined;
}
