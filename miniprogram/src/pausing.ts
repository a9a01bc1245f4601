import type { Contract, Plan } from '@/api/model';
import { addDays } from '@/format/date';

/** Why there is no pause to be had now. */
export type PauseHindrance = 'notStarted' | 'notOffered' | 'usedUp' | 'arrears' | 'mandateRevoked' | 'stopped';

/** Whether the adopter may pause, and why not; nothing where the question does not arise. */
export const pauseHindrance = ({ state, terms, pauseCount }: Contract, plan: Plan | undefined): PauseHindrance | undefined => {
  const { pauseTimesMax } = terms.rules;
  if (pauseTimesMax === 0) return 'notOffered';
  if (state === 'signed' || state === 'awaitingHandover') return 'notStarted';
  if (pauseCount >= pauseTimesMax) return 'usedUp';
  if (plan?.state !== 'suspended') return undefined;
  return plan.reason === 'arrears' || plan.reason === 'mandateRevoked' ? plan.reason : 'stopped';
};

export const canPause = (contract: Contract, plan: Plan | undefined): boolean =>
  contract.state === 'active' && plan?.state !== 'ended' && pauseHindrance(contract, plan) === undefined;

/** The day on which a pause that begins today ends by itself. */
export const pausedUntil = ({ terms }: Contract, today: string): string => addDays(today, terms.rules.pauseDaysMax);

/** What a pause leaves as it is: parcels of periods that are paid, and the charge that is being made (0 = none). */
export const untouchedByPause = (plan: Plan | undefined): { parcels: number[]; charging: number } => {
  const instalments = plan?.instalments ?? [];
  return {
    parcels: instalments.filter(({ state, shippedTime }) => state === 'paid' && !shippedTime).map(({ period }) => period),
    charging: instalments.find(({ state }) => state === 'charging' || state === 'unknown')?.period ?? 0,
  };
};

/** What is sent as the reason: the adopter's own words where there are any, else what was chosen. */
export const pauseReasonOf = (chosen: string, ownText: string): string => ownText.trim() || chosen;
