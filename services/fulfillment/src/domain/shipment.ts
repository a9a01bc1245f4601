import { Refusal } from '@petpact/kit/refusal';

export type ShipmentState = 'queued' | 'submitting' | 'accepted' | 'shipped' | 'delivered' | 'refused' | 'compensated';

/** Every way a shipment may go. Whatever is not listed is refused, never ignored. */
export const MOVES: Readonly<Record<ShipmentState, readonly ShipmentState[]>> = {
  /** Waits for its first try; a period that was given back before is not sent. */
  queued: ['submitting', 'refused', 'compensated'],
  /** Told to the warehouse, or about to be: from here on it may exist there. */
  submitting: ['accepted', 'refused'],
  accepted: ['shipped', 'refused'],
  shipped: ['delivered'],
  delivered: [],
  /** Nothing will be sent: the money goes back. */
  refused: ['compensated'],
  compensated: [],
};

export type TrackStatus = 'picked' | 'inTransit' | 'outForDelivery' | 'signed' | 'exception';

/** One line of a carrier's track. */
export interface TrackPoint {
  time: Date;
  status: TrackStatus;
  text: string;
}

export interface Parcel {
  /** The warehouse's number. */
  parcelNo: string;
  /** Empty until the warehouse has said that it shipped: tracks may overtake that. */
  carrier: string;
  trackingNo: string;
  /** The newest list the warehouse has told, oldest point first. */
  track: TrackPoint[];
}

/** The goods of one paid instalment on their way: one document, one shipment number, one parcel (or what the warehouse splits it into). */
export interface Shipment {
  /** `<contract>_<period>`: also the number the warehouse knows it by. */
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  /** Business time of the next talk with the warehouse or billing. */
  nextActionAt?: Date;
  contractId: string;
  period: number;
  adopterId: string;
  addressId: string;
  warehouseId: string;
  skuCode: string;
  skuName: string;
  quantity: number;
  state: ShipmentState;
  /** Tries that ended without a usable answer, since the last one that did. */
  tries: number;
  /** What the last such try ended with, as a code. */
  lastFailure?: string;
  /** Name, phone and address as they were when it was first sent, sealed with the adopter's data key. */
  receiverSealed?: string;
  warehouseOrderNo?: string;
  /** Further orders the warehouse made of the same number. Must stay empty; each is an alarm. */
  otherOrderNos: string[];
  /** The warehouse has said which parcels there are, so that "all signed" means all. */
  parcelsKnown: boolean;
  parcels: Parcel[];
  /** Some parcel's newest point is an exception. */
  troubled: boolean;
  /** The newest messages of the warehouse that were taken in, at most 40. */
  messageIds: string[];
  /** Its contract ended: the warehouse is asked to send nothing. Void once a carrier has it. */
  recallWanted?: boolean;
  /** Why it was refused or is not sent, in the warehouse's words or as a code. */
  reason?: string;
  createdTime: Date;
  acceptedTime?: Date;
  shippedTime?: Date;
  deliveredTime?: Date;
}

export type ShipmentFact =
  | { type: 'shipmentQueued' }
  | { type: 'shipmentAccepted' }
  | { type: 'shipmentShipped'; carrier: string; trackingNo: string; skuName: string }
  | { type: 'shipmentTracked'; parcelNo: string; status: TrackStatus }
  | { type: 'shipmentDelivered' }
  | { type: 'shipmentRefused'; reason: string }
  | { type: 'shipmentCompensated' };

export interface Decision {
  state: Shipment;
  facts: ShipmentFact[];
}

export interface PaidInstalment {
  merchantId: string;
  contractId: string;
  period: number;
  adopterId: string;
  addressId: string;
  warehouseId: string;
  skuCode: string;
  skuName: string;
  quantity: number;
}

/** The shipment that a paid instalment is owed. Its id is the instalment's, so a second one cannot exist. */
export function queueShipment(paid: PaidInstalment, now: Date): Decision {
  const { contractId, period } = paid;
  const waiting = { tries: 0, otherOrderNos: [], parcelsKnown: false, parcels: [], troubled: false, messageIds: [] };
  const state: Shipment = {
    ...paid,
    ...waiting,
    _id: shipmentId(contractId, period),
    version: 0,
    schema: 1,
    state: 'queued',
    nextActionAt: now,
    createdTime: now,
  };
  return { state, facts: [{ type: 'shipmentQueued' }] };
}

export function shipmentId(contractId: string, period: number): string {
  return `${contractId}_${period}`;
}

/** Moves along a declared edge. Refuses ILLEGAL_MOVE. */
export function move(shipment: Shipment, to: ShipmentState): Shipment {
  if (!MOVES[shipment.state].includes(to)) {
    throw new Refusal('ILLEGAL_MOVE', 'precondition', { shipmentId: shipment._id, from: shipment.state, to });
  }
  return { ...shipment, state: to };
}

export const unchanged = (state: Shipment): Decision => ({ state, facts: [] });

/** One decision after the other, all their facts in order. */
export function inTurn(shipment: Shipment, ...steps: readonly ((shipment: Shipment) => Decision)[]): Decision {
  return steps.reduce<Decision>((last, step) => {
    const { state, facts } = step(last.state);
    return { state, facts: [...last.facts, ...facts] };
  }, unchanged(shipment));
}
