import { Refusal } from '@petpact/kit/refusal';
import {
  type Contract,
  type ContractDecision,
  changeContract,
  type Skip,
  type StepContext,
  unchanged,
  withNextAction,
} from './contract.ts';

/**
 * Asks to leave the next period's month out. It counts as one of the pauses that the terms allow. The same request again goes on where
 * it stands. Refuses CONTRACT_NOT_ACTIVE, PAUSE_LIMIT and PAUSE_PENDING (a pause or another skip is under way).
 */
export function wantSkip(contract: Contract, skip: Skip, now: Date): ContractDecision {
  if (contract.lastSkip?.requestId === skip.requestId || contract.skipWanted?.requestId === skip.requestId) return unchanged(contract);
  if (contract.state !== 'active' || contract.ending !== undefined)
    throw new Refusal('CONTRACT_NOT_ACTIVE', 'precondition', { state: contract.state });
  if (contract.pauseWanted !== undefined || contract.skipWanted !== undefined) throw new Refusal('PAUSE_PENDING', 'precondition');
  const { pauseTimesMax } = contract.terms.rules;
  if (contract.pauseCount >= pauseTimesMax) throw new Refusal('PAUSE_LIMIT', 'precondition', { times: `${pauseTimesMax}` });
  return unchanged(withNextAction({ ...contract, skipWanted: skip, duties: [...contract.duties, { kind: 'skipPeriod' }] }, now));
}

/** Billing moved the plan. */
export function applySkip(contract: Contract, context: StepContext, skip: Skip, nextPlanDate: string): ContractDecision {
  if (contract.skipWanted?.requestId !== skip.requestId) return unchanged(contract);
  const calm = withoutSkip(contract, context.now);
  const change = { pauseCount: contract.pauseCount + 1, lastSkip: { ...skip, nextPlanDate } };
  return unchanged(changeContract(calm, { ...context, reason: `${skip.period}` }, 'periodSkipped', change));
}

/** Billing would not: the period is being charged already, or the plan stands still. */
export function dropSkip(contract: Contract, now: Date): ContractDecision {
  return unchanged(contract.duties.some(({ kind }) => kind === 'skipPeriod') ? withoutSkip(contract, now) : contract);
}

function withoutSkip(contract: Contract, now: Date): Contract {
  const duties = contract.duties.filter(({ kind }) => kind !== 'skipPeriod');
  return withNextAction({ ...contract, skipWanted: undefined, duties }, now);
}
