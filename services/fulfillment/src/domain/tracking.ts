import { type Decision, inTurn, move, type Parcel, type Shipment, type ShipmentFact, type TrackPoint, unchanged } from './shipment.ts';
import { accept, heard, nextQuestion, refuse, requireSubmitted } from './submission.ts';

/** How many messages are remembered: more than a warehouse repeats at a time. */
const MESSAGES_KEPT = 40;
const MOST_POINTS = 200;

export interface ShippedParcel {
  parcelNo: string;
  carrier: string;
  trackingNo: string;
}

/** What a warehouse tells about a shipment when it is asked. */
export interface Snapshot {
  warehouseOrderNo?: string;
  status: 'accepted' | 'shipped' | 'delivered' | 'refused' | 'cancelled';
  reason?: string;
  parcels: (ShippedParcel & { track: TrackPoint[] })[];
}

/** Takes in one message of the warehouse; a message that was taken in before changes nothing. */
export function onMessage(shipment: Shipment, messageId: string, step: (shipment: Shipment) => Decision): Decision {
  if (shipment.messageIds.includes(messageId)) return unchanged(shipment);
  const { state, facts } = step(shipment);
  return { state: { ...state, messageIds: [...state.messageIds, messageId].slice(-MESSAGES_KEPT) }, facts };
}

/** The warehouse handed the parcels to a carrier. Refuses what was never sent or was given up. */
export function ship(shipment: Shipment, parcels: readonly ShippedParcel[], now: Date): Decision {
  requireSubmitted(shipment);
  const known = parcels.reduce(
    (all, { parcelNo, carrier, trackingNo }) => withParcel(all, parcelNo, (parcel) => ({ ...parcel, carrier, trackingNo })),
    shipment.parcels,
  );
  return inTurn(
    { ...shipment, parcels: known, parcelsKnown: true },
    (state) => (state.state === 'submitting' ? accept(state, undefined, now) : unchanged(heard(state, now))),
    (state) => settle(state, now),
  );
}

/**
 * The carrier's track of one parcel, always told as the whole list. Of two lists the one whose newest point is newer holds,
 * so lists may come twice, late and in any order and the end is the same. Tracks may overtake the shipping.
 */
export function track(shipment: Shipment, news: { parcelNo: string; track: readonly TrackPoint[] }, now: Date): Decision {
  requireSubmitted(shipment);
  const { parcelNo } = news;
  const before = shipment.parcels.find((parcel) => parcel.parcelNo === parcelNo)?.track ?? [];
  const after = newer(before, ordered(news.track));
  if (after === before) return unchanged(shipment);
  const parcels = withParcel(shipment.parcels, parcelNo, (parcel) => ({ ...parcel, track: after }));
  const told: ShipmentFact[] = after.length === 0 ? [] : [{ type: 'shipmentTracked', parcelNo, status: after.at(-1)!.status }];
  return inTurn(
    { ...shipment, parcels },
    (state) => (state.state === 'submitting' ? accept(state, undefined, now) : unchanged(heard(state, now))),
    (state) => ({ state, facts: told }),
    (state) => settle(state, now),
  );
}

/**
 * Takes over what the warehouse answers when it is asked: the same as if it had pushed all of it. What is on its way
 * stays so, whatever the warehouse says afterwards.
 */
export function takeOver(shipment: Shipment, snapshot: Snapshot, now: Date): Decision {
  const left = shipment.state === 'shipped' || shipment.state === 'delivered';
  if (snapshot.status === 'cancelled') return left ? unchanged(heard(shipment, now)) : refuse(shipment, 'CANCELLED', now);
  if (snapshot.status === 'refused') return left ? unchanged(heard(shipment, now)) : refuse(shipment, snapshot.reason ?? 'REFUSED', now);
  const shipped = snapshot.parcels.length > 0 ? [(state: Shipment) => ship(state, snapshot.parcels, now)] : [];
  const tracks = snapshot.parcels.map((parcel) => (state: Shipment) => track(state, parcel, now));
  return inTurn(shipment, (state) => accept(state, snapshot.warehouseOrderNo, now), ...shipped, ...tracks);
}

/** Draws the conclusions: shipped once the parcels are known, delivered once all of them are signed for. Never back. */
function settle(shipment: Shipment, now: Date): Decision {
  const { parcels } = shipment;
  const troubled = parcels.some(({ track: points }) => points.at(-1)?.status === 'exception');
  return inTurn(
    { ...shipment, troubled },
    (state) => {
      const [first] = parcels;
      if (state.state !== 'accepted' || !state.parcelsKnown || !first) return unchanged(state);
      const { carrier, trackingNo } = first;
      return {
        state: { ...move(state, 'shipped'), shippedTime: now },
        facts: [{ type: 'shipmentShipped', carrier, trackingNo, skuName: state.skuName }],
      };
    },
    (state) => {
      const signed = parcels.every(({ track: points }) => points.some(({ status }) => status === 'signed'));
      if (state.state !== 'shipped' || !signed) return unchanged(state);
      return { state: { ...move(state, 'delivered'), deliveredTime: now }, facts: [{ type: 'shipmentDelivered' }] };
    },
    (state) => unchanged({ ...state, nextActionAt: nextQuestion(state, now) }),
  );
}

function withParcel(parcels: readonly Parcel[], parcelNo: string, change: (parcel: Parcel) => Parcel): Parcel[] {
  const known = parcels.some((parcel) => parcel.parcelNo === parcelNo);
  const all = known ? parcels : [...parcels, { parcelNo, carrier: '', trackingNo: '', track: [] }];
  return all.map((parcel) => (parcel.parcelNo === parcelNo ? change(parcel) : parcel));
}

/** Oldest first; the same list whatever order it came in. */
function ordered(points: readonly TrackPoint[]): TrackPoint[] {
  return points.toSorted((a, b) => a.time.getTime() - b.time.getTime() || (keyOf(a) < keyOf(b) ? -1 : 1)).slice(-MOST_POINTS);
}

/** Of two lists the one that reaches further, then the longer one, then the one that sorts later: always the same one. */
function newer(known: TrackPoint[], told: TrackPoint[]): TrackPoint[] {
  const byEnd = (told.at(-1)?.time.getTime() ?? 0) - (known.at(-1)?.time.getTime() ?? 0);
  const byLength = told.length - known.length;
  const order = byEnd || byLength || (textOf(told) > textOf(known) ? 1 : 0);
  return order > 0 ? told : known;
}

const keyOf = ({ status, text }: TrackPoint): string => `${status} ${text}`;
const textOf = (points: readonly TrackPoint[]): string => points.map((point) => `${point.time.getTime()} ${keyOf(point)}`).join('\n');
