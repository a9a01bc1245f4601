import { addDays, civilDateOf } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import {
  type Contract,
  type ContractDecision,
  changeContract,
  type Duty,
  type Pause,
  type StepContext,
  unchanged,
  withNextAction,
} from './contract.ts';
import { take } from './life-cycle.ts';

const LONGEST_REASON = 200;

/**
 * Asks for a pause: the contract says whether its rules allow one, billing then stops the charges, and only its answer makes the
 * contract paused. The same request again goes on where it stands. Refuses CONTRACT_NOT_ACTIVE, PAUSE_LIMIT, PAUSE_PENDING
 * (another one is under way) and INVALID_REASON.
 */
export function wantPause(
  contract: Contract,
  request: { requestId: string; reason: string; actorKind: string },
  now: Date,
): ContractDecision {
  const { requestId, actorKind } = request;
  if (contract.pauseWanted?.requestId === requestId || contract.lastPause?.requestId === requestId) return unchanged(contract);
  take(contract.state, 'pause', 'CONTRACT_NOT_ACTIVE');
  if (contract.pauseWanted !== undefined) throw new Refusal('PAUSE_PENDING', 'precondition');
  const { pauseTimesMax, pauseDaysMax } = contract.terms.rules;
  if (contract.pauseCount >= pauseTimesMax) throw new Refusal('PAUSE_LIMIT', 'precondition', { times: `${pauseTimesMax}` });
  const reason = request.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) throw new Refusal('INVALID_REASON', 'invalid', { most: `${LONGEST_REASON}` });
  const since = civilDateOf(now);
  const pauseWanted: Pause = { requestId, actorKind, reason, since, until: addDays(since, pauseDaysMax), inFlightPeriod: 0 };
  return unchanged(withNextAction({ ...contract, pauseWanted, duties: withDuty(contract, { kind: 'pausePlan' }) }, now));
}

/** Billing stopped the charges. */
export function applyPause(contract: Contract, context: StepContext, pause: Pause): ContractDecision {
  const { requestId, inFlightPeriod } = pause;
  const lastPause = { requestId, inFlightPeriod };
  // Billing's fact came before its answer; only the answer names a charge in flight.
  if (contract.state === 'paused') return unchanged(contract.pause?.requestId === requestId ? { ...contract, pause, lastPause } : contract);
  const state = take(contract.state, 'pause', 'CONTRACT_NOT_ACTIVE');
  const pauseCount = contract.pauseCount + 1;
  const change = { state, pause, lastPause, pauseWanted: undefined, pauseCount, duties: withoutDuty(contract, 'pausePlan') };
  const paused = changeContract(contract, { ...context, reason: pause.reason }, 'contractPaused', change);
  return { state: paused, facts: [{ type: 'contractPaused', reason: pause.reason }] };
}

/** Billing would not pause, e.g. because the plan ended meanwhile. Nobody wants it any more then, and nothing is owed. */
export function dropPause(contract: Contract, now: Date): ContractDecision {
  if (contract.pauseWanted === undefined && !owes(contract, 'pausePlan')) return unchanged(contract);
  return unchanged(withNextAction({ ...contract, pauseWanted: undefined, duties: withoutDuty(contract, 'pausePlan') }, now));
}

/** Asks for the end of a pause; the same request again goes on where it stands. Refuses CONTRACT_NOT_PAUSED. */
export function wantResume(contract: Contract, requestId: string, now: Date): ContractDecision {
  if (contract.lastResume?.requestId === requestId || contract.resumeWanted !== undefined) return unchanged(contract);
  take(contract.state, 'resume', 'CONTRACT_NOT_PAUSED');
  return unchanged(withNextAction({ ...contract, resumeWanted: requestId, duties: withDuty(contract, { kind: 'resumePlan' }) }, now));
}

/** The pause has lasted as long as it may. Says nothing where it was ended or replaced. */
export function endPauseDue(contract: Contract, now: Date): ContractDecision {
  if (contract.state !== 'paused' || contract.pause === undefined || civilDateOf(now) < contract.pause.until) return unchanged(contract);
  return wantResume(contract, `auto-${contract.pauseCount}`, now);
}

/** Billing would not resume, e.g. because the plan ended meanwhile. */
export function dropResume(contract: Contract, now: Date): ContractDecision {
  if (contract.resumeWanted === undefined && !owes(contract, 'resumePlan')) return unchanged(contract);
  // Left as it is, a pause whose time is up would ask again and again.
  const pause = contract.pause && { ...contract.pause, until: addDays(civilDateOf(now), 1) };
  return unchanged(withNextAction({ ...contract, pause, resumeWanted: undefined, duties: withoutDuty(contract, 'resumePlan') }, now));
}

/** Billing charges again. */
export function applyResume(contract: Contract, context: StepContext, nextPlanDate: string): ContractDecision {
  if (contract.state === 'active') return unchanged(contract);
  const state = take(contract.state, 'resume', 'CONTRACT_NOT_PAUSED');
  const change = {
    state,
    pause: undefined,
    resumeWanted: undefined,
    lastResume: { requestId: contract.resumeWanted ?? '', nextPlanDate },
    duties: withoutDuty(contract, 'resumePlan'),
  };
  return { state: changeContract(contract, context, 'contractResumed', change), facts: [{ type: 'contractResumed' }] };
}

const owes = (contract: Contract, kind: Duty['kind']): boolean => contract.duties.some((duty) => duty.kind === kind);
const withDuty = (contract: Contract, duty: Duty): Duty[] => [...contract.duties, duty];
const withoutDuty = (contract: Contract, kind: Duty['kind']): Duty[] => contract.duties.filter((duty) => duty.kind !== kind);
