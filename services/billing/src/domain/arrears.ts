import { addDays, civilDateOf, instantAt } from '@petpact/kit/civil-date';
import { fen } from '@petpact/kit/fen';
import { movedToNoticeable } from './pause.ts';
import {
  ARREARS,
  currentMandate,
  type Decision,
  type Instalment,
  instalmentOf,
  MANDATE_REVOKED,
  nothing,
  type Plan,
  suspended,
  withDue,
  withInstalment,
} from './plan.ts';

/** When an unpaid period's days of grace are over: the contract calls it late from then on. */
export function lateAt({ opening }: Plan, { planDate }: Instalment): Date {
  return instantAt(addDays(planDate, opening.graceDays + 1), '00:00');
}

/** The overdue period whose grace ends first, if any is still in it. */
export function inGrace(plan: Plan): Instalment | undefined {
  if (plan.state === 'ended' && plan.reason !== 'completed') return undefined;
  return plan.instalments.find(({ state, lateTime }) => state === 'overdue' && !lateTime);
}

/** The days of grace are over: the late fee of the contract is owed, once an instalment. */
export function markLate(plan: Plan, period: number, now: Date): Decision {
  const instalment = instalmentOf(plan, period);
  if (instalment?.state !== 'overdue' || instalment.lateTime) return nothing(plan);
  const state = withInstalment(plan, { ...instalment, lateTime: now });
  const { lateFeeFen: amountFen } = plan.opening;
  const facts: Decision['facts'] = [{ type: 'instalmentLate', period, feeFen: amountFen ?? fen(0) }];
  return { state: amountFen ? withDue(state, { kind: 'lateFee', amountFen, ofPeriod: period }) : state, facts, entries: [] };
}

/** Stops shipping and charging once as many periods are overdue as the contract says; they go on falling due. */
export function suspendWhenOwing(decision: Decision): Decision {
  const { state, facts, entries } = decision;
  const { suspendAfterOverdue } = state.opening;
  if (!suspendAfterOverdue || state.state !== 'active' || overdueCount(state) < suspendAfterOverdue) return decision;
  return { state: suspended(state, ARREARS), facts: [...facts, { type: 'planSuspended', reason: ARREARS }], entries };
}

/** Everything overdue is paid: charging goes on by itself, from the first plan day that leaves time for its notice. */
export function liftWhenPaid(decision: Decision, now: Date): Decision {
  const { state, facts, entries } = decision;
  if (state.state !== 'suspended' || state.reason !== ARREARS || overdueCount(state) > 0) return decision;
  const mandate = currentMandate(state);
  if (mandate?.state !== 'signed') return { state: suspended(state, MANDATE_REVOKED), facts, entries };
  const moved = movedToNoticeable(state, mandate.nextDeductDate, civilDateOf(now));
  const nextPlanDate = moved.instalments.find((one) => one.state === 'scheduled')?.planDate;
  const lifted: Plan = { ...moved, state: 'active', reason: undefined };
  return { state: lifted, facts: nextPlanDate ? [...facts, { type: 'planResumed', nextPlanDate }] : facts, entries };
}

function overdueCount({ instalments }: Plan): number {
  return instalments.filter(({ state }) => state === 'overdue').length;
}
