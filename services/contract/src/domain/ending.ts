import { civilDateOf } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import {
  type Contract,
  type ContractDecision,
  type ContractFact,
  changeContract,
  type Duty,
  type StepContext,
  unchanged,
  unpausable,
  withNextAction,
} from './contract.ts';
import { mandateUntil } from './deadline.ts';
import { hasEnded, take } from './life-cycle.ts';
import type { Settlement } from './settlement.ts';

const LONGEST_REASON = 200;

/** A wish to end a contract, as it was shown and confirmed. */
export interface EndRequest {
  requestId: string;
  actorKind: 'adopter' | 'staff' | 'service';
  reason: string;
  settlement: Settlement;
}

/**
 * Asks for the end: billing then ends the plan, and only its answer ends the contract. By the shop's own wish it is announced, and comes on
 * its day; until then the adopter may leave by himself. The same request again goes on where it stands. Refuses CONTRACT_NOT_SIGNED,
 * CONTRACT_ENDED, ENDING_PENDING, REASON_REQUIRED and INVALID_REASON.
 */
export function wantEnding(contract: Contract, request: EndRequest, now: Date): ContractDecision {
  const { requestId, actorKind, settlement } = request;
  if (contract.ending?.requestId === requestId) return unchanged(contract);
  requireOpen(contract);
  if (contract.ending && !(isAnnounced(contract) && settlement.cause !== 'shopWish')) throw new Refusal('ENDING_PENDING', 'precondition');
  const reason = request.reason.trim();
  if (actorKind === 'staff' && reason === '') throw new Refusal('REASON_REQUIRED', 'invalid');
  if (reason.length > LONGEST_REASON) throw new Refusal('INVALID_REASON', 'invalid', { most: `${LONGEST_REASON}` });
  const ending = { requestId, actorKind, reason, wantedAt: now, settlement };
  if (settlement.cause !== 'shopWish') return unchanged(withNextAction({ ...contract, ending, duties: withEnd(contract) }, now));
  const { effectiveDate } = settlement;
  const announced = changeContract(contract, { now, actorKind, reason }, 'endingAnnounced', { ending });
  return { state: announced, facts: [{ type: 'endingAnnounced', effectiveDate }] };
}

/** The day has come that the shop announced. */
export function endingDue(contract: Contract, now: Date): ContractDecision {
  if (!isAnnounced(contract) || civilDateOf(now) < contract.ending!.settlement.effectiveDate) return unchanged(contract);
  return unchanged(withNextAction({ ...contract, duties: withEnd(contract) }, now));
}

/** Announced by the shop, and not carried out yet. */
export function isAnnounced({ state, ending, duties }: Contract): boolean {
  return ending?.settlement.cause === 'shopWish' && !hasEnded(state) && !duties.some(({ kind }) => kind === 'endPlan');
}

/**
 * Billing ended the plan: the contract is over. A pet that is still with the shop, or came back, is the shop's again.
 * Where the contract ended by itself meanwhile nothing changes.
 */
export function applyEnding(contract: Contract, settlement: Settlement, now: Date): ContractDecision {
  if (hasEnded(contract.state) || contract.ending === undefined) return unchanged(withoutEnd(contract, now));
  const { actorKind, reason } = contract.ending;
  const isBreach = settlement.cause === 'adopterBreach' && contract.state !== 'signed' && contract.state !== 'awaitingHandover';
  const state = take(contract.state, isBreach ? 'breach' : 'terminate', 'CONTRACT_ENDED');
  const fact: ContractFact = isBreach ? { type: 'contractBreached' } : { type: 'contractTerminated', reason: settlement.cause };
  const calm = { ...withoutEnd(contract, now), ...unpausable(contract) };
  const duties: Duty[] = [...calm.duties.filter(({ kind }) => kind !== 'endPlan'), ...petBack(contract, settlement)];
  const context: StepContext = { now, actorKind, reason: reason === '' ? settlement.cause : reason };
  const ended = changeContract(calm, context, fact.type, { state, endedAt: now, ending: { ...contract.ending, settlement }, duties });
  return { state: ended, facts: [fact] };
}

/** Signed, and no mandate for as long as the handover may take: it would hold the pet for ever. */
export function isMandateMissing(contract: Contract, now: Date): boolean {
  const until = mandateUntil(contract);
  return until !== undefined && until <= now;
}

function requireOpen({ state }: Contract): void {
  if (state === 'draft') throw new Refusal('CONTRACT_NOT_SIGNED', 'precondition', { state });
  if (hasEnded(state)) throw new Refusal('CONTRACT_ENDED', 'precondition', { state });
}

function petBack({ activatedAt, handover }: Contract, { cause }: Settlement): Duty[] {
  if (activatedAt === undefined) return [{ kind: 'releasePet' }];
  const neverLeft = !handover?.adopterConfirmed && !handover?.shopConfirmed;
  return cause === 'petReturned' || (neverLeft && cause !== 'petDied') ? [{ kind: 'returnPet' }] : [];
}

const withEnd = ({ duties }: Contract): Duty[] =>
  duties.some(({ kind }) => kind === 'endPlan') ? duties : [...duties, { kind: 'endPlan' }];

function withoutEnd(contract: Contract, now: Date): Contract {
  return withNextAction({ ...contract, duties: contract.duties.filter(({ kind }) => kind !== 'endPlan') }, now);
}
