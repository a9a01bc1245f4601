import { addMonths } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import { type Decision, firstScheduled, nothing, type Plan } from './plan.ts';
import { moveScheduled } from './schedule.ts';

/**
 * Leaves one month out: the next period and all after it move on by a month, and Alipay's date is postponed as after a pause. Only the
 * period that comes next can be skipped, so that a charge which begins at the same moment wins. The same skip again changes nothing.
 * Refuses PLAN_NOT_ACTIVE and PERIOD_NOT_NEXT.
 */
export function skipPeriod(plan: Plan, asked: { period: number; skipId: string }): Decision {
  if (plan.skipIds?.includes(asked.skipId)) return nothing(plan);
  if (plan.state !== 'active') throw new Refusal('PLAN_NOT_ACTIVE', 'precondition', { state: plan.state });
  const open = firstScheduled(plan);
  if (open?.period !== asked.period) throw new Refusal('PERIOD_NOT_NEXT', 'precondition', { next: `${open?.period ?? 0}` });
  const nextPlanDate = addMonths(open.planDate, 1);
  const instalments = moveScheduled(plan.instalments, nextPlanDate, () => true);
  const state = { ...plan, instalments, skipIds: [...(plan.skipIds ?? []), asked.skipId] };
  return { state, facts: [{ type: 'planRescheduled', nextPlanDate }], entries: [] };
}
