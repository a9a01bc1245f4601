import type { Faults } from './faults.ts';
import { planJourney, type TrackPoint } from './journey.ts';
import { enqueue, headOf, type Push } from './push.ts';
import { addWorkingHours } from './working-hours.ts';

export interface Line {
  skuCode: string;
  quantity: number;
}
export interface Receiver {
  name: string;
  phone: string;
  region: string;
  address: string;
}
export interface OrderRequest {
  shipmentNo: string;
  merchantRef: string;
  lines: Line[];
  receiver: Receiver;
  callbackUrl?: string;
}
export interface Parcel {
  parcelNo: string;
  carrier: string;
  trackingNo: string;
  lines: Line[];
  /** What has happened so far, oldest first. */
  track: TrackPoint[];
}
export type Upcoming =
  | { atMs: number; kind: 'ship' }
  | { atMs: number; kind: 'refuse'; reason: string }
  | { atMs: number; kind: 'track'; parcelNo: string; point: TrackPoint };

/** An order in the warehouse's books, with all that will happen to it and all that the platform must still be told. */
export interface Order extends OrderRequest {
  warehouse: string;
  warehouseOrderNo: string;
  status: 'accepted' | 'shipped' | 'delivered' | 'refused' | 'cancelled';
  reason?: string;
  takenAtMs: number;
  parcels: Parcel[];
  upcoming: Upcoming[];
  pushes: Push[];
  pushesMade: number;
}

/** How a warehouse works when nothing is wrong with it. */
export interface Habits {
  city: string;
  /** Working hours from an order to the carrier. */
  pickHours: number;
  parcelsPerOrder: number;
  /** Also pushes "accepted", which the answer to the order has said already. */
  confirmsByPush: boolean;
}

type Taking = { warehouse: string; warehouseOrderNo: string; request: OrderRequest; nowMs: number; habits: Habits; refusesLater?: string };

/** Takes an order: it will be picked, or found impossible while picking. */
export function takeOrder({ warehouse, warehouseOrderNo, request, nowMs, habits, refusesLater }: Taking): Order {
  const atMs = addWorkingHours(nowMs, habits.pickHours);
  const upcoming: Upcoming = refusesLater === undefined ? { atMs, kind: 'ship' } : { atMs, kind: 'refuse', reason: refusesLater };
  const order: Order = {
    ...request,
    warehouse,
    warehouseOrderNo,
    status: 'accepted',
    takenAtMs: nowMs,
    parcels: [],
    upcoming: [upcoming],
    pushes: [],
    pushesMade: 0,
  };
  return habits.confirmsByPush ? tell(order, { kind: 'accepted', body: { warehouseOrderNo } }) : order;
}

/** Keeps an order that was refused at once, so that the same number gets the same answer for good. */
export function refuseOrder(taking: Omit<Taking, 'habits' | 'refusesLater'> & { reason: string }): Order {
  const { warehouse, warehouseOrderNo, request, nowMs, reason } = taking;
  return {
    ...request,
    warehouse,
    warehouseOrderNo,
    status: 'refused',
    reason,
    takenAtMs: nowMs,
    parcels: [],
    upcoming: [],
    pushes: [],
    pushesMade: 0,
  };
}

const NOBODY: Receiver = { name: '', phone: '', region: '', address: '' };

/** Remembers that a number is not to be sent, before any order of it came: one that comes later is refused. */
export function cancelUnseen(taking: {
  warehouse: string;
  warehouseOrderNo: string;
  shipmentNo: string;
  merchantRef: string;
  nowMs: number;
}): Order {
  const { shipmentNo, merchantRef, ...rest } = taking;
  const request: OrderRequest = { shipmentNo, merchantRef, lines: [], receiver: NOBODY };
  return { ...refuseOrder({ ...rest, request, reason: 'CANCELLED' }), status: 'cancelled' };
}

/** Calls an order back: nothing is picked and nothing told any more. Undefined when a carrier has it. */
export function cancelOrder(order: Order): Order | undefined {
  if (order.status === 'shipped' || order.status === 'delivered') return undefined;
  if (order.status === 'refused' || order.status === 'cancelled') return order;
  return { ...order, status: 'cancelled', reason: 'CANCELLED', upcoming: [], pushes: [] };
}

/** The earliest business instant at which something is to be done with the order; null when nothing is, 0 when it is to be done at once. */
export function nextDueMs(order: Order): number | null {
  const head = headOf(order.pushes);
  const due = [...(order.upcoming[0] ? [order.upcoming[0].atMs] : []), ...(head ? [head.nextTryMs ?? 0] : [])];
  return due.length === 0 ? null : Math.min(...due);
}

/** Lets everything happen that is due by now, one step after the other, and queues what the platform must be told. */
export function advanceOrder(order: Order, nowMs: number, warehouse: { habits: Habits; faults: Faults }): Order {
  const [step, ...upcoming] = order.upcoming;
  if (!step || step.atMs > nowMs) return order;
  return advanceOrder(happen({ ...order, upcoming }, step, warehouse), nowMs, warehouse);
}

function happen(order: Order, step: Upcoming, warehouse: { habits: Habits; faults: Faults }): Order {
  switch (step.kind) {
    case 'refuse':
      return tell({ ...order, status: 'refused', reason: step.reason }, { kind: 'refused', body: { reason: step.reason } });
    case 'ship':
      return ship(order, step.atMs, warehouse);
    case 'track':
      return track(order, step, warehouse.faults.tracksOutOfOrder !== undefined);
  }
}

function ship(order: Order, atMs: number, { habits, faults }: { habits: Habits; faults: Faults }): Order {
  const journeys = shareOut(order.lines, habits.parcelsPerOrder).map((lines, index) => {
    const parcelNo = `${order.warehouseOrderNo}-${index + 1}`;
    const lost = faults.losesParcels !== undefined;
    return {
      parcelNo,
      lines,
      ...planJourney({ parcelNo, originCity: habits.city, region: order.receiver.region, shippedAtMs: atMs, lost }),
    };
  });
  const upcoming = journeys
    .flatMap(({ parcelNo, points }) => points.map((point): Upcoming => ({ atMs: point.atMs, kind: 'track', parcelNo, point })))
    .sort((a, b) => a.atMs - b.atMs);
  const parcels = journeys.map(({ parcelNo, carrier, trackingNo, lines }): Parcel => ({ parcelNo, carrier, trackingNo, lines, track: [] }));
  return tell(
    { ...order, status: 'shipped', parcels, upcoming },
    { kind: 'shipped', body: { parcels: parcels.map(({ track: _, ...parcel }) => parcel) } },
  );
}

/** Lines go to the parcels in turn; there are never more parcels than lines. */
function shareOut(lines: readonly Line[], wanted: number): Line[][] {
  const count = Math.max(1, Math.min(wanted, lines.length));
  return Array.from({ length: count }, (_, parcel) => lines.filter((_line, index) => index % count === parcel));
}

function track(order: Order, step: { parcelNo: string; point: TrackPoint }, outOfOrder: boolean): Order {
  const parcels = order.parcels.map((parcel) =>
    parcel.parcelNo === step.parcelNo ? { ...parcel, track: [...parcel.track, step.point] } : parcel,
  );
  const delivered = parcels.every((parcel) => parcel.track.at(-1)?.status === 'signed');
  const moved: Order = { ...order, parcels, status: delivered ? 'delivered' : order.status };
  const points = parcels.find(({ parcelNo }) => parcelNo === step.parcelNo)!.track;
  const { parcelNo } = step;
  if (!outOfOrder) return tell(moved, { kind: 'tracks', parcelNo, body: { parcelNo, track: points.map(pointView) } });
  const upsideDown = tell(moved, { kind: 'tracks', parcelNo, body: { parcelNo, track: points.map(pointView).reverse() } });
  const shippedLast = upsideDown.pushes.toSorted((a, b) => Number(a.kind === 'shipped') - Number(b.kind === 'shipped'));
  const older = points.slice(0, -1).map(pointView);
  return older.length === 0
    ? { ...upsideDown, pushes: shippedLast }
    : tell({ ...upsideDown, pushes: shippedLast }, { kind: 'tracks', body: { parcelNo, track: older } });
}

/** A track point as the protocol writes it. */
export function pointView({ atMs, status, text }: TrackPoint): { time: string; status: string; text: string } {
  return { time: new Date(atMs).toISOString(), status, text };
}

function tell(order: Order, push: Pick<Push, 'kind' | 'parcelNo' | 'body'>): Order {
  const messageId = `${order.warehouseOrderNo}-m${order.pushesMade + 1}`;
  const queued: Push = { ...push, messageId, body: { messageId, ...push.body }, failedRounds: 0, nextTryMs: null, gaveUp: false };
  return { ...order, pushes: enqueue(order.pushes, queued), pushesMade: order.pushesMade + 1 };
}

/** Queues everything again that the platform was ever told about the order, as a warehouse does after an outage of its own. */
export function tellAgain(order: Order): Order {
  if (order.status === 'refused' || order.status === 'cancelled')
    return tell({ ...order, pushes: [] }, { kind: 'refused', body: { reason: order.reason } });
  const accepted = tell({ ...order, pushes: [] }, { kind: 'accepted', body: { warehouseOrderNo: order.warehouseOrderNo } });
  if (order.parcels.length === 0) return accepted;
  const shipped = tell(accepted, { kind: 'shipped', body: { parcels: order.parcels.map(({ track: _, ...parcel }) => parcel) } });
  return order.parcels
    .filter(({ track: points }) => points.length > 0)
    .reduce(
      (last, { parcelNo, track: points }) => tell(last, { kind: 'tracks', parcelNo, body: { parcelNo, track: points.map(pointView) } }),
      shipped,
    );
}
