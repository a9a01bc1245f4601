import { type Caller, requireActor } from '@petpact/kit/caller';
import type { Filter } from '@petpact/kit/collection';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import { enumFrom, stateFrom } from '@petpact/kit/wire';
import type { FulfillmentServiceService, Shipment as ShipmentMessage } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import type { Shipment, ShipmentState } from './domain/shipment.ts';
import type { FulfillmentPorts } from './ports.ts';

/** States in which the warehouse has not said that it has the order. */
const WAITING: ShipmentState[] = ['queued', 'submitting'];

/** Reads of shipments: an adopter sees his own, staff and services the shop's. */
export function fulfillmentRpcs({ shipments }: Pick<FulfillmentPorts, 'shipments'>): Rpcs<typeof FulfillmentServiceService> {
  const countOf = (caller: Caller, filter: Filter<Shipment>) =>
    shipments.collection.count({ ...filter, merchantId: caller.merchantId } as Filter<Shipment>);
  const countIn = (caller: Caller, ...states: ShipmentState[]) => countOf(caller, { state: { $in: states } });

  return {
    async getShipment({ shipmentId }, caller) {
      requireActor(caller, 'adopter', 'staff', 'service');
      const shipment = await shipments.require(caller.merchantId, shipmentId);
      if (caller.actor.kind === 'adopter' && shipment.adopterId !== caller.actor.id) {
        throw new Refusal('SHIPMENT_NOT_FOUND', 'notFound', { id: shipmentId });
      }
      return { shipment: shipmentView(shipment) };
    },
    async listShipments({ contractId, state, pageSize, pageToken, work }, caller) {
      requireActor(caller, 'adopter', 'staff', 'service');
      const wanted = stateFrom('STATE', state);
      const states = work === 'WORK_WAITING' ? WAITING.filter((one) => one === (wanted ?? one)) : wanted && [wanted];
      const filter: Filter<Shipment> = {
        ...(contractId === '' ? {} : { contractId }),
        ...(states === undefined ? {} : { state: { $in: states } }),
        ...(work === 'WORK_EXCEPTIONS' ? { troubled: true } : {}),
        ...(caller.actor.kind === 'adopter' ? { adopterId: caller.actor.id } : {}),
      };
      const page = { sort: { createdTime: -1 as const }, pageSize: Math.min(pageSize, 100), pageToken };
      const { items, nextPageToken } = await shipments.list(caller.merchantId, filter, page);
      return { shipments: items.map(shipmentView), nextPageToken };
    },
    async getWorkload(_request, caller) {
      requireActor(caller, 'staff', 'service');
      const [waiting, accepted, shipped, refused, exceptions] = await Promise.all([
        countIn(caller, ...WAITING),
        countIn(caller, 'accepted'),
        countIn(caller, 'shipped'),
        countIn(caller, 'refused'),
        countOf(caller, { troubled: true }),
      ]);
      return { waiting, accepted, shipped, refused, exceptions };
    },
  };
}

function shipmentView(shipment: Shipment): ShipmentMessage {
  const { _id, contractId, period, adopterId, warehouseId, skuName, quantity, tries, version, createdTime, shippedTime, deliveredTime } =
    shipment;
  const parcels = shipment.parcels.map(({ parcelNo, carrier, trackingNo, track }) => ({
    parcelNo,
    carrier,
    trackingNo,
    track: track.map(({ time, status, text }) => ({ atTime: time, status, text })).reverse(),
    status: track.at(-1)?.status ?? '',
  }));
  const times = { createdTime, shippedTime, deliveredTime };
  const reason = shipment.reason ?? '';
  return {
    shipmentId: _id,
    contractId,
    period,
    adopterId,
    state: enumFrom('STATE', shipment.state),
    warehouseId,
    skuName,
    quantity,
    parcels,
    reason,
    tries,
    version,
    ...times,
  };
}
