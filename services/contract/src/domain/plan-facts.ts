import { addDays, civilDateOf } from '@petpact/kit/civil-date';
import {
  type Contract,
  type ContractDecision,
  changeContract,
  knowsPlan,
  type Pause,
  type StepContext,
  unchanged,
  unpausable,
  withNextAction,
} from './contract.ts';
import { after, hasEnded } from './life-cycle.ts';
import { applyPause, applyResume } from './pausing.ts';

/** What billing says of the plan; each names the plan's version after it. */
export type PlanFact =
  | { type: 'mandateSigned' }
  | { type: 'mandateRevoked'; cause: string }
  | { type: 'planPaused'; reason: string }
  | { type: 'planResumed'; nextPlanDate: string }
  /** Too much is overdue: nothing is charged or shipped until all is paid; `planResumed` says when. */
  | { type: 'planSuspended'; reason: string }
  /** The days of grace of a period are over. */
  | { type: 'instalmentLate'; period: number }
  /** Nothing is charged any more; `overdue` = instalments still owed. Told again when one of them is paid after all. */
  | { type: 'planCompleted'; overdue: number };

/**
 * Takes a fact of billing into the contract. One that was heard before changes nothing, nor does one about pausing that an answer
 * of billing has overtaken, nor any for a contract that has ended.
 */
export function hearPlan(contract: Contract, fact: PlanFact, at: { planVersion: number; now: Date }): ContractDecision {
  const { planVersion } = at;
  if (planVersion <= contract.heardVersion) return unchanged(contract);
  const overtaken = planVersion <= contract.planVersion;
  const heard = knowsPlan({ ...contract, heardVersion: planVersion }, planVersion);
  const context: StepContext = { now: at.now, actorKind: 'service' };
  switch (fact.type) {
    case 'mandateSigned':
      return mandateSigned(heard, context);
    case 'mandateRevoked':
      return mandateRevoked(heard, { ...context, reason: fact.cause });
    case 'planPaused':
      return heard.state === 'active' && !overtaken
        ? applyPause(heard, context, heard.pauseWanted ?? unknownPause(heard, fact.reason, at.now))
        : unchanged(heard);
    case 'planResumed':
      if (heard.state === 'active' && isSuspended(heard)) return told(heard, context, 'planLifted');
      return heard.state === 'paused' && !overtaken ? applyResume(heard, context, fact.nextPlanDate) : unchanged(heard);
    case 'planSuspended':
      return told(heard, { ...context, reason: fact.reason }, 'planSuspended');
    case 'instalmentLate':
      return told(heard, { ...context, reason: `${fact.period}` }, 'instalmentLate');
    case 'planCompleted':
      return fact.overdue > 0 ? owing(heard, context) : complete(heard, context);
  }
}

/** A line in the contract's story; what it means for money is billing's. */
const told = (contract: Contract, context: StepContext, type: string): ContractDecision =>
  unchanged(hasEnded(contract.state) ? contract : changeContract(contract, context, type, {}));

const isSuspended = ({ timeline }: Contract): boolean =>
  timeline.findLast(({ type }) => type === 'planSuspended' || type === 'planLifted')?.type === 'planSuspended';

/** The mandate stands: the contract runs, or waits for the handover where the plan starts there. */
function mandateSigned(contract: Contract, context: StepContext): ContractDecision {
  if (contract.state !== 'signed') return unchanged(contract);
  if (contract.terms.planStart === 'handover') {
    const state = after(contract.state, 'awaitHandover');
    return unchanged(changeContract(contract, context, 'mandateSigned', { state }));
  }
  return activate(contract, context);
}

/** The contract runs; the pet is the adopter's. */
export function activate(contract: Contract, context: StepContext): ContractDecision {
  const state = after(contract.state, 'activate');
  if (state === undefined) return unchanged(contract);
  const duties: Contract['duties'] = [...contract.duties, { kind: 'adoptPet' }];
  const active = changeContract(contract, context, 'contractActivated', { state, duties, activatedAt: context.now });
  return { state: active, facts: [{ type: 'contractActivated' }] };
}

/** Before the handover the contract waits for a new mandate; a running one goes on, and billing decides what may be charged. */
function mandateRevoked(contract: Contract, context: StepContext): ContractDecision {
  const back = after(contract.state, 'loseMandate');
  const runs = contract.state === 'active' || contract.state === 'paused';
  if (back === undefined && !runs) return unchanged(contract);
  const change = back === undefined ? {} : { state: back, mandateLostAt: context.now };
  return unchanged(changeContract(contract, context, 'mandateRevoked', change));
}

function complete(contract: Contract, context: StepContext): ContractDecision {
  const state = after(contract.state, 'complete');
  if (state === undefined) return unchanged(contract);
  // Whoever wanted it to end earlier was overtaken.
  const calm = { ...unpausable(contract), ending: undefined };
  const change = { ...calm, duties: calm.duties.filter(({ kind }) => kind !== 'endPlan'), state, endedAt: context.now };
  const completed = changeContract(contract, context, 'contractCompleted', change);
  return { state: completed, facts: [{ type: 'contractCompleted' }] };
}

/** The plan is over but not paid: the contract runs on until what is owed is settled, and there is nothing left to pause. */
function owing(contract: Contract, context: StepContext): ContractDecision {
  const state = after(contract.state, 'resume');
  if (state !== undefined) {
    const resumed = changeContract(contract, context, 'contractResumed', { ...unpausable(contract), state });
    return { state: resumed, facts: [{ type: 'contractResumed' }] };
  }
  return unchanged(withNextAction({ ...contract, ...unpausable(contract) }, context.now));
}

/** A pause that was not asked for here, e.g. by a support session at billing: it lasts as long as one may. */
function unknownPause(contract: Contract, reason: string, now: Date): Pause {
  const since = civilDateOf(now);
  return {
    requestId: '',
    actorKind: 'service',
    reason,
    since,
    until: addDays(since, contract.terms.rules.pauseDaysMax),
    inFlightPeriod: 0,
  };
}
