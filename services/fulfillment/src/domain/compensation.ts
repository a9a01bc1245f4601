import { type Decision, move, type Shipment, unchanged } from './shipment.ts';

/** Business time until billing is asked again to give the money back, when it said no. */
const AGAIN_AFTER_MS = 3600_000;

/** Billing took the order to give the period back. */
export function compensate(shipment: Shipment): Decision {
  if (shipment.state === 'compensated') return unchanged(shipment);
  return { state: { ...move(shipment, 'compensated'), nextActionAt: undefined }, facts: [{ type: 'shipmentCompensated' }] };
}

/** Billing would not give the period back now: asked again later, and the shop's staff see it among the refused. */
export function noteCompensationRefused(shipment: Shipment, reason: string, now: Date): Decision {
  const nextActionAt = new Date(now.getTime() + AGAIN_AFTER_MS);
  return { state: { ...shipment, tries: shipment.tries + 1, lastFailure: reason, nextActionAt }, facts: [] };
}

/**
 * The period was given back in full. What was not told to the warehouse yet is not sent any more; what was refused is
 * settled by it; what may be on its way stays as it is, for goods in a carrier's hands cannot be called back here.
 */
export function settleByRefund(shipment: Shipment): Decision {
  switch (shipment.state) {
    case 'queued':
      return compensate({ ...shipment, reason: 'REFUNDED' });
    case 'refused':
      return compensate(shipment);
    case 'submitting':
    case 'accepted':
    case 'shipped':
    case 'delivered':
    case 'compensated':
      return unchanged(shipment);
  }
}
