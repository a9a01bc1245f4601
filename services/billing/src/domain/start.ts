import { type CivilDate, civilDate, civilDateOf } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import { currentMandate, type Decision, firstScheduled, laterDay, nothing, type Plan } from './plan.ts';
import { moveScheduled, planDay, planDayOf } from './schedule.ts';

/**
 * Where the plan starts at handover: moves the plan day to a newly booked day, or, once both sides have
 * confirmed, lets charging begin. Alipay's date is only ever postponed, so an earlier handover keeps the day that was signed.
 */
export function startPlan(plan: Plan, handover: { date: string; confirmed: boolean }, now: Date): Decision {
  if (plan.state === 'ended') throw new Refusal('PLAN_ENDED', 'precondition');
  if (plan.startConfirmed) return nothing(plan);
  const booked = planDay(handover.date ? civilDate(handover.date) : civilDateOf(now));
  const state = moveFirstDay(plan, laterDay(booked, planDayOf(now)));
  const nextPlanDate = firstScheduled(state)?.planDate;
  const moved = nextPlanDate && nextPlanDate !== firstScheduled(plan)?.planDate;
  const facts: Decision['facts'] = moved ? [{ type: 'planRescheduled', nextPlanDate }] : [];
  if (!handover.confirmed) return { state, facts, entries: [] };
  const started: Plan = { ...state, startConfirmed: true, state: plan.state === 'awaitingStart' ? 'active' : plan.state };
  return { state: started, facts, entries: [] };
}

function moveFirstDay(plan: Plan, wanted: CivilDate): Plan {
  const mandate = currentMandate(plan);
  const signed = mandate?.state === 'signed' ? mandate.nextDeductDate : undefined;
  const first = signed ? laterDay(signed, wanted) : wanted;
  const open = firstScheduled(plan);
  return { ...plan, instalments: moveScheduled(plan.instalments, first, ({ period }) => period !== open?.period) };
}
