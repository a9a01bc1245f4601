import { type Decision, type Shipment, unchanged } from './shipment.ts';
import { refuse } from './submission.ts';

/** Why nothing is sent, and the money goes back, when a contract ends before its time. */
export const CONTRACT_ENDED = 'CONTRACT_ENDED';

/**
 * The contract ended: what has not left is called back. What the warehouse was never told is given up at once; what it may have is asked
 * for, and only its word decides between parcel and money (RELIABILITY F17).
 */
export function recall(shipment: Shipment, now: Date): Decision {
  switch (shipment.state) {
    case 'queued':
      return refuse(shipment, CONTRACT_ENDED, now);
    case 'submitting':
    case 'accepted':
      return shipment.recallWanted ? unchanged(shipment) : unchanged({ ...shipment, recallWanted: true, nextActionAt: now });
    case 'shipped':
    case 'delivered':
    case 'refused':
    case 'compensated':
      return unchanged(shipment);
  }
}

/** The warehouse promised that nothing leaves. */
export function recalled(shipment: Shipment, now: Date): Decision {
  return refuse(withoutRecall(shipment), CONTRACT_ENDED, now);
}

/** It was handed to a carrier before: it goes its way, its money stays, and the warehouse is asked about it at once. */
export function recallTooLate(shipment: Shipment, now: Date): Decision {
  return unchanged(shipment.recallWanted ? { ...withoutRecall(shipment), nextActionAt: now } : shipment);
}

function withoutRecall({ recallWanted: _, ...rest }: Shipment): Shipment {
  return rest;
}

/** Still to be asked for: no answer that came in between may push it out of sight. */
export const isRecallDue = ({ recallWanted, state }: Shipment): boolean =>
  recallWanted === true && (state === 'submitting' || state === 'accepted');
