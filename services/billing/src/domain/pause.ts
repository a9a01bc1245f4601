import { type CivilDate, civilDateOf } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import { attemptInFlight, currentMandate, type Decision, firstScheduled, MANDATE_REVOKED, nothing, type Plan, suspended } from './plan.ts';
import { firstChargeable, moveScheduled } from './schedule.ts';

/**
 * From the moment this decision is stored no charge begins. A charge in flight is not called back:
 * `inFlightPeriod` names it (RELIABILITY F16). Pausing a paused plan again changes nothing, but from then on only the
 * newer pause can be ended. Refuses PLAN_NOT_ACTIVE, also a pause that has ended already and is told again.
 */
export function pausePlan(plan: Plan, reason: string, pauseId?: string): Decision {
  if (plan.state === 'paused') return isSame(plan, pauseId) ? nothing(plan) : { ...nothing(plan), state: { ...plan, pauseId } };
  const isOver = pauseId !== undefined && plan.pauseId === pauseId;
  if (plan.state !== 'active' || isOver) throw new Refusal('PLAN_NOT_ACTIVE', 'precondition', { state: plan.state });
  return { state: { ...plan, state: 'paused', reason, pauseId }, facts: [{ type: 'planPaused', reason }], entries: [] };
}

/** A command that names no pause means whichever there is. */
function isSame(plan: Plan, pauseId: string | undefined): boolean {
  return pauseId === undefined || plan.pauseId === undefined || plan.pauseId === pauseId;
}

/** The period whose charge may still succeed; 0 = none. */
export function inFlightPeriod(plan: Plan): number {
  return attemptInFlight(plan)?.payable.period ?? 0;
}

/**
 * Charging goes on from the first monthly plan day whose notice day is not past; every later period follows
 * month by month. Also lifts a stop that a person looked into. Where the mandate went meanwhile the pause ends all the
 * same, and the plan waits for a new signature. Refuses PLAN_NOT_PAUSED, also where the pause named has ended and another
 * one was acknowledged since: a command that comes late must not let charges begin.
 */
export function resumePlan(plan: Plan, now: Date, pauseId?: string): Decision {
  if (plan.state === 'paused' && !isSame(plan, pauseId)) throw new Refusal('PLAN_NOT_PAUSED', 'precondition', { why: 'another pause' });
  const lacksMandate = plan.state === 'suspended' && plan.reason === MANDATE_REVOKED;
  if (plan.resumedTime && (plan.state === 'active' || lacksMandate)) return nothing(plan);
  const stopped = plan.state === 'suspended' && !lacksMandate;
  if (plan.state !== 'paused' && !stopped) throw new Refusal('PLAN_NOT_PAUSED', 'precondition', { state: plan.state });
  const mandate = currentMandate(plan);
  const signed = mandate?.state === 'signed' ? mandate : undefined;
  const moved = { ...movedToNoticeable(plan, signed?.nextDeductDate, civilDateOf(now)), resumedTime: now };
  const state: Plan = signed ? { ...moved, state: 'active', reason: undefined } : suspended(moved, MANDATE_REVOKED);
  const nextPlanDate = nextPlanDateOf(state) ?? civilDateOf(now);
  return { state, facts: [{ type: 'planResumed', nextPlanDate }], entries: [] };
}

/** What is still scheduled moves to the first plan day that leaves time for its notice. */
export function movedToNoticeable(plan: Plan, alipayDate: CivilDate | undefined, today: CivilDate): Plan {
  const open = firstScheduled(plan);
  if (!open) return plan;
  const first = firstChargeable(open.planDate, alipayDate, today);
  return { ...plan, instalments: moveScheduled(plan.instalments, first, () => true) };
}

export function nextPlanDateOf(plan: Plan): CivilDate | undefined {
  return firstScheduled(plan)?.planDate;
}
