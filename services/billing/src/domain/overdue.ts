import { suspendWhenOwing } from './arrears.ts';
import { endWhenSettled } from './ending.ts';
import { type Decision, instalmentOf, nothing, type Plan, withInstalment } from './plan.ts';

/**
 * The period's window ended without a success. Nothing is withheld for it any more, yet a payment that
 * arrives late still settles it. Alipay's date stays behind and has to be moved to the next plan day (ALIPAY §5.3).
 */
export function markOverdue(plan: Plan, period: number, now: Date): Decision {
  const instalment = instalmentOf(plan, period);
  if (instalment?.state !== 'scheduled') return nothing(plan);
  const state = withInstalment(plan, { ...instalment, state: 'overdue', overdueTime: now });
  return endWhenSettled(suspendWhenOwing({ state, facts: [{ type: 'instalmentOverdue', period }], entries: [] }));
}
