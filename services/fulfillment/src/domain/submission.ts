import { Refusal } from '@petpact/kit/refusal';
import { type Decision, move, type Shipment, unchanged } from './shipment.ts';

/** Business seconds until the warehouse is tried again, by the number of failed tries; the last one repeats. */
export const AGAIN_AFTER_SECONDS: readonly number[] = [2, 10, 30, 60, 300, 900, 3600];

/** Business time without news after which an accepted parcel is asked about: pushes may have been lost for good. */
const SILENCE_MS = 48 * 3600_000;
/** How long a parcel is asked about that never arrives. */
const PATIENCE_MS = 30 * 86_400_000;

/**
 * Writes down that the order is about to leave, before it does: from now on the warehouse may have it, whatever answer
 * comes back, and it is asked for the number before the order is sent again (ARCHITECTURE, rule 3).
 */
export function startSubmitting(shipment: Shipment, receiverSealed: string): Decision {
  return { state: { ...move(shipment, 'submitting'), receiverSealed }, facts: [] };
}

/**
 * No usable answer came. Nothing is known, so nothing changes but the time of the next try. A shipment that was settled
 * while the warehouse was being asked has no next try.
 */
export function noteFailure(shipment: Shipment, failure: string, now: Date): Decision {
  if (isSettled(shipment)) return unchanged(shipment);
  const seconds = AGAIN_AFTER_SECONDS[Math.min(shipment.tries, AGAIN_AFTER_SECONDS.length - 1)]!;
  return { state: { ...shipment, tries: shipment.tries + 1, lastFailure: failure, nextActionAt: later(now, seconds * 1000) }, facts: [] };
}

/** The warehouse is not to be bothered before then; that is no failure of this shipment. */
export function postpone(shipment: Shipment, until: Date): Decision {
  if (isSettled(shipment)) return unchanged(shipment);
  return { state: { ...shipment, nextActionAt: until }, facts: [] };
}

/** Nothing has to be heard from the warehouse any more; what is refused waits for billing, at a time of its own. */
const isSettled = ({ state }: Shipment): boolean => state === 'refused' || state === 'compensated' || state === 'delivered';

/**
 * The warehouse took the order. Its second word changes nothing; another order number is kept as an alarm, because two
 * orders may become two parcels. Refuses SHIPMENT_NOT_SUBMITTED and SHIPMENT_REFUSED.
 */
export function accept(shipment: Shipment, warehouseOrderNo: string | undefined, now: Date): Decision {
  requireSubmitted(shipment);
  const answered = heard(shipment, now);
  if (shipment.state !== 'submitting') return unchanged(withOrderNo(answered, warehouseOrderNo));
  const accepted = withOrderNo({ ...move(answered, 'accepted'), acceptedTime: now }, warehouseOrderNo);
  return { state: { ...accepted, nextActionAt: nextQuestion(accepted, now) }, facts: [{ type: 'shipmentAccepted' }] };
}

/**
 * The warehouse will not send it, for good. Said twice it changes nothing.
 * Refuses SHIPMENT_ALREADY_SHIPPED: what is on its way cannot be refused, and its money stays.
 */
export function refuse(shipment: Shipment, reason: string, now: Date): Decision {
  switch (shipment.state) {
    case 'refused':
    case 'compensated':
      return unchanged(shipment);
    case 'shipped':
    case 'delivered':
      throw new Refusal('SHIPMENT_ALREADY_SHIPPED', 'precondition', { shipmentId: shipment._id });
    case 'queued':
    case 'submitting':
    case 'accepted':
      return {
        state: { ...move(heard(shipment, now), 'refused'), reason, nextActionAt: now },
        facts: [{ type: 'shipmentRefused', reason }],
      };
  }
}

/** Refuses news about what was never sent, or what was given up and paid back. */
export function requireSubmitted(shipment: Shipment): void {
  const { state, _id } = shipment;
  if (state === 'queued') throw new Refusal('SHIPMENT_NOT_SUBMITTED', 'precondition', { shipmentId: _id });
  if (state === 'refused' || state === 'compensated') throw new Refusal('SHIPMENT_REFUSED', 'precondition', { shipmentId: _id });
}

/** The warehouse has spoken: failures are forgotten, and the silence begins anew. */
export function heard(shipment: Shipment, now: Date): Shipment {
  const { lastFailure: _, ...rest } = shipment;
  const calm = { ...rest, tries: 0 };
  return shipment.state === 'submitting' || shipment.state === 'queued' ? calm : { ...calm, nextActionAt: nextQuestion(calm, now) };
}

/** When to ask about a parcel of which nothing was heard since now; undefined once it arrived or patience ended. */
export function nextQuestion(shipment: Shipment, now: Date): Date | undefined {
  const { state, acceptedTime, recallWanted } = shipment;
  if (state !== 'accepted' && state !== 'shipped') return undefined;
  // A recall does not wait for silence: the answer that came in between was not the one to it.
  if (recallWanted && state === 'accepted') return now;
  const next = later(now, SILENCE_MS);
  return acceptedTime && next.getTime() - acceptedTime.getTime() > PATIENCE_MS ? undefined : next;
}

function withOrderNo(shipment: Shipment, warehouseOrderNo: string | undefined): Shipment {
  const known = shipment.warehouseOrderNo;
  if (warehouseOrderNo === undefined || warehouseOrderNo === known) return shipment;
  if (known === undefined) return { ...shipment, warehouseOrderNo };
  const { otherOrderNos } = shipment;
  return otherOrderNos.includes(warehouseOrderNo) ? shipment : { ...shipment, otherOrderNos: [...otherOrderNos, warehouseOrderNo] };
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
