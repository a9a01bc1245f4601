import { wasCutShort } from './end-plan.ts';
import type { Decision, InstalmentState } from './plan.ts';

const OPEN: readonly InstalmentState[] = ['scheduled', 'charging', 'unknown', 'refunding'];

/**
 * Ends the plan once no instalment can change any more; what is overdue then is the contract's business, so that it is told
 * again when one of those is paid after all.
 */
export function endWhenSettled(decision: Decision): Decision {
  const { state, facts, entries } = decision;
  if (wasCutShort(state)) return decision;
  if (state.instalments.some((instalment) => OPEN.includes(instalment.state))) return decision;
  if (state.state === 'ended' && !facts.some(({ type }) => type === 'instalmentPaid')) return decision;
  const count = (wanted: InstalmentState) => state.instalments.filter((instalment) => instalment.state === wanted).length;
  return {
    state: { ...state, state: 'ended', reason: 'completed' },
    facts: [...facts, { type: 'planCompleted', paid: count('paid'), overdue: count('overdue') }],
    entries,
  };
}
