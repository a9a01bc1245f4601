import type { Plan } from './plan.ts';

/** How many instalments in a row, up to this one, were paid inside their window. */
export function streakAt(plan: Plan, period: number): number {
  let streak = 0;
  for (let index = period - 1; index >= 0; index--) {
    const instalment = plan.instalments[index];
    if (instalment?.state !== 'paid' || instalment.overdueTime) break;
    streak += 1;
  }
  return streak;
}
