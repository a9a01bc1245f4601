import type { Fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import { attemptInFlight, type Decision, type DueKind, type Instalment, nothing, type Plan, withDue } from './plan.ts';

const COMPLETED = 'completed';

/**
 * Ends the plan for good. What is not charged yet never will be; a charge in flight is left to be resolved, and goes back if it
 * succeeds, because its instalment is cancelled now. An unpaid period whose parcel has left stays owed. What is paid and not shipped is given back
 * when fulfillment has proved that nothing leaves. Ending an ended plan again changes nothing, except where it had merely run its course
 * with something left unpaid. Refuses INVALID_FEE.
 */
export function endPlan(plan: Plan, end: { reason: string; fee?: { kind: DueKind; amountFen: Fen } }): Decision {
  if (end.fee && end.fee.amountFen <= 0) throw new Refusal('INVALID_FEE', 'invalid');
  if (plan.state === 'ended' && plan.reason !== COMPLETED) return nothing(plan);
  const state: Plan = { ...plan, state: 'ended', reason: end.reason, instalments: plan.instalments.map(cancelled) };
  return {
    state: end.fee ? withDue(state, { ...end.fee, ofPeriod: 0 }) : state,
    facts: [{ type: 'planEnded', reason: end.reason }],
    entries: [],
  };
}

function cancelled(instalment: Instalment): Instalment {
  const { state, shippedTime } = instalment;
  const isOpen = state === 'scheduled' || state === 'charging' || state === 'unknown' || state === 'overdue';
  return isOpen && !shippedTime ? { ...instalment, state: 'cancelled' } : instalment;
}

/** The plan was ended before its time; one that ran its course is not. */
export function wasCutShort({ state, reason }: Plan): boolean {
  return state === 'ended' && reason !== COMPLETED;
}

/** Whether the agreement at Alipay has to be ended: nothing is left to be withheld, and no charge is under way any more. */
export function mustUnsign(plan: Plan): boolean {
  return plan.state === 'ended' && plan.mandates.at(-1)?.state === 'signed' && !attemptInFlight(plan);
}
