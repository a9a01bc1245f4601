import type { CivilDate } from '@petpact/kit/civil-date';
import { attemptInFlight, currentMandate, type Decision, firstScheduled, later, nothing, type Plan, withMandate } from './plan.ts';

/**
 * The day Alipay's agreement has to be postponed to, if it lags behind the next instalment: after a period that
 * ended overdue, after a pause, at a later handover. Without it no later period can be withheld (ALIPAY §5.3).
 */
export function dayToPostponeTo(plan: Plan): CivilDate | undefined {
  if (plan.state !== 'active' && plan.state !== 'awaitingStart') return undefined;
  const mandate = currentMandate(plan);
  const planDate = firstScheduled(plan)?.planDate;
  if (mandate?.state !== 'signed' || !mandate.nextDeductDate || !planDate || planDate <= mandate.nextDeductDate) return undefined;
  return attemptInFlight(plan) ? undefined : planDate;
}

/** Applies what Alipay's query told of its date after it was asked to postpone; another day than wanted is asked for again. */
export function applyPostponed(plan: Plan, told: { nextDeductDate?: CivilDate }, now: Date): Decision {
  const mandate = currentMandate(plan);
  if (mandate?.state !== 'signed') return nothing(plan);
  const nextDeductDate = told.nextDeductDate ?? mandate.nextDeductDate;
  const known = { ...mandate, nextDeductDate, dateKnownTime: told.nextDeductDate ? now : mandate.dateKnownTime };
  const state = withMandate(plan, known);
  if (!dayToPostponeTo(state)) return { state: withMandate(plan, { ...known, askAt: undefined, asks: 0 }), facts: [], entries: [] };
  const asks = mandate.asks + 1;
  return { state: withMandate(plan, { ...known, asks, askAt: later(now, 60_000 * Math.min(asks, 60)) }), facts: [], entries: [] };
}
