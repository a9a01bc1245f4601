import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import type { Shipment, ShipmentFact } from './domain/shipment.ts';

export const TOPIC = 'fulfillment.events.v1';

/** A fact of a shipment as it goes over the wire: ids and states, no name and no address. */
export function encodeFact(fact: ShipmentFact, after: Shipment, event: { eventId: string; occurTime: Date; version: number }): Uint8Array {
  const { _id, merchantId, adopterId, contractId, period } = after;
  return FulfillmentEvent.encode({
    ...event,
    merchantId,
    aggregateId: _id,
    payload: payloadOf(fact),
    about: { adopterId, contractId, period },
  }).finish();
}

function payloadOf(fact: ShipmentFact): FulfillmentEvent['payload'] {
  switch (fact.type) {
    case 'shipmentQueued':
      return { $case: 'shipmentQueued', value: {} };
    case 'shipmentAccepted':
      return { $case: 'shipmentAccepted', value: {} };
    case 'shipmentShipped': {
      const { carrier, trackingNo, skuName } = fact;
      return { $case: 'shipmentShipped', value: { carrier, trackingNo, skuName } };
    }
    case 'shipmentTracked':
      return { $case: 'shipmentTracked', value: { parcelNo: fact.parcelNo, status: fact.status } };
    case 'shipmentDelivered':
      return { $case: 'shipmentDelivered', value: {} };
    case 'shipmentRefused':
      return { $case: 'shipmentRefused', value: { reason: fact.reason } };
    case 'shipmentCompensated':
      return { $case: 'shipmentCompensated', value: {} };
  }
}
