import type { CivilDate } from '@petpact/kit/civil-date';
import type { PetDescription, ShopParty } from './agreement/agreement.ts';
import { deadlineOf, RENEWED_BEFORE_MS } from './deadline.ts';
import type { ContractState } from './life-cycle.ts';
import type { Settlement } from './settlement.ts';
import type { Terms } from './terms.ts';

/** Text that only the person's data key opens. */
export type Sealed = string;

/** One line of the contract's story. */
export interface TimelineEntry {
  type: string;
  at: Date;
  actorKind: string;
  reason: string;
}

/** Who takes a step, when and why. */
export interface StepContext {
  now: Date;
  actorKind: string;
  reason?: string;
}

/**
 * Something another service must still be told; done in order by the worker, each safe to repeat, until it was answered.
 * So a process that dies between its own write and the call leaves nothing undone.
 */
export type Duty =
  | { kind: 'recordConsent' }
  | { kind: 'markContracted' }
  | { kind: 'holdPet' }
  | { kind: 'openPlan'; handoverDate?: CivilDate }
  | { kind: 'adoptPet' }
  | { kind: 'movePlan'; date: CivilDate }
  | { kind: 'startPlan'; date: CivilDate }
  | { kind: 'pausePlan' }
  | { kind: 'resumePlan' }
  | { kind: 'skipPeriod' }
  | { kind: 'endPlan' }
  | { kind: 'releasePet' }
  | { kind: 'returnPet' };

/** The adopter as he stands in the agreement, sealed. */
export interface Signer {
  name: Sealed;
  identityNumber: Sealed;
  phone: Sealed;
}

/** The signed copy; never changed again. */
export interface SignedCopy {
  /** Hex SHA-256 of the PDF. */
  pdfHash: string;
  /** Where the sealed PDF lies. */
  pdfBlob: string;
  /** Where the sealed drawn signature lies. */
  signatureBlob: string;
  signedAt: Date;
  /** Plan day of period 1 as printed; absent where a handover was still to be booked. */
  firstPlanDate?: CivilDate;
}

export interface Handover {
  date: CivilDate;
  adopterConfirmed: boolean;
  shopConfirmed: boolean;
}

export interface Pause {
  requestId: string;
  /** Kind of actor that asked for it. */
  actorKind: string;
  reason: string;
  since: CivilDate;
  /** Last day of the pause; it resumes by itself at its end. */
  until: CivilDate;
  /** Period whose charge was already in flight when billing stopped; 0 = none. */
  inFlightPeriod: number;
}

/** A month left out. */
export interface Skip {
  requestId: string;
  period: number;
}

/** An end before the time: wanted, announced or done. */
export interface Ending {
  requestId: string;
  actorKind: 'adopter' | 'staff' | 'service';
  reason: string;
  wantedAt: Date;
  settlement: Settlement;
}

/** What was agreed between a shop and an adopter about one pet and its monthly plan. */
export interface Contract {
  /** 26 Crockford characters. */
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  state: ContractState;
  adopterId: string;
  applicationId: string;
  addressId: string;
  shop: ShopParty;
  pet: PetDescription;
  /** Name of the platform that witnesses. */
  platform: string;
  /** Key of the pet's cover picture; may be empty. */
  petPicture: string;
  terms: Terms;
  signer: Signer;
  /** Hex SHA-256 of the agreement's text as drafted, then as signed. */
  textHash: string;
  /** Plan day of period 1 as signed, or as booked. */
  firstPlanDate?: CivilDate;
  signed?: SignedCopy;
  handover?: Handover;
  pause?: Pause;
  /** A pause that billing has not acknowledged yet; a later one has its own request id. */
  pauseWanted?: Pause;
  /** A resume that billing has not acknowledged yet, by request id. */
  resumeWanted?: string;
  /** The last pause that billing acknowledged. */
  lastPause?: { requestId: string; inFlightPeriod: number };
  /** The last end of a pause that billing acknowledged. */
  lastResume?: { requestId: string; nextPlanDate: string };
  /** Pauses and skipped months. */
  pauseCount: number;
  skipWanted?: Skip;
  lastSkip?: Skip & { nextPlanDate: string };
  ending?: Ending;
  /** When a mandate that stood was lost before the handover. */
  mandateLostAt?: Date;
  /** Plan version of the last fact from billing that was heard; a fact comes twice but never out of turn. */
  heardVersion: number;
  /** Latest plan version known, by fact or by an answer: an older fact about pausing is past. */
  planVersion: number;
  /** Until when catalog holds the pet for the signed contract; renewed until it is adopted. */
  petHeldUntil?: Date;
  duties: Duty[];
  timeline: TimelineEntry[];
  createdAt: Date;
  /** End of a draft. */
  draftUntil?: Date;
  activatedAt?: Date;
  endedAt?: Date;
  /** Business time since which the oldest duty waits. */
  dutySince?: Date;
  nextActionAt?: Date;
}

export type ContractFact =
  | { type: 'contractDrafted' }
  | { type: 'contractSigned'; pdfHash: string }
  | { type: 'contractActivated' }
  | { type: 'contractPaused'; reason: string }
  | { type: 'contractResumed' }
  | { type: 'contractCompleted' }
  | { type: 'contractTerminated'; reason: string }
  | { type: 'contractBreached' }
  | { type: 'endingAnnounced'; effectiveDate: CivilDate }
  | { type: 'handoverChanged'; step: 'booked' | 'shopConfirmed' | 'adopterConfirmed' | 'done'; date: CivilDate };

export interface ContractDecision {
  state: Contract;
  facts: ContractFact[];
}

/** Length of a signed contract's hold of the pet. */
export const SIGNED_HOLD_HOURS = 30 * 24;

export const unchanged = (state: Contract): ContractDecision => ({ state, facts: [] });

/** The contract with a line more in its story, this change made, and its next due instant worked out again. */
export function changeContract(contract: Contract, context: StepContext, type: string, change: Partial<Contract>): Contract {
  const { now, actorKind, reason = '' } = context;
  const timeline = [...contract.timeline, { type, at: now, actorKind, reason }];
  return withNextAction({ ...contract, ...change, timeline }, now);
}

/** A duty was done. Says nothing when it is not there any more. */
export function dutyDone(contract: Contract, duty: Duty, now: Date): ContractDecision {
  const left = contract.duties.filter((one) => !sameDuty(one, duty));
  return unchanged(left.length === contract.duties.length ? contract : withNextAction({ ...contract, duties: left }, now));
}

/** Catalog holds the pet for the signed contract. */
export function petHeld(contract: Contract, now: Date): ContractDecision {
  const petHeldUntil = new Date(now.getTime() + SIGNED_HOLD_HOURS * 3_600_000);
  return dutyDone({ ...contract, petHeldUntil }, { kind: 'holdPet' }, now);
}

/** The hold of a signed contract nears its end. */
export function renewHold(contract: Contract, now: Date): ContractDecision {
  const held = contract.petHeldUntil;
  const waits = contract.state === 'signed' || contract.state === 'awaitingHandover';
  if (!waits || held === undefined || held.getTime() - RENEWED_BEFORE_MS > now.getTime()) return unchanged(contract);
  if (contract.duties.some(({ kind }) => kind === 'holdPet')) return unchanged(contract);
  return unchanged(withNextAction({ ...contract, duties: [...contract.duties, { kind: 'holdPet' }] }, now));
}

/** What billing's answer to a command told of the plan. */
export const knowsPlan = (contract: Contract, planVersion: number): Contract =>
  planVersion > contract.planVersion ? { ...contract, planVersion } : contract;

export const sameDuty = (one: Duty, other: Duty): boolean =>
  one.kind === other.kind && ('date' in one ? one.date : '') === ('date' in other ? other.date : '');

/** Billing has nothing to pause or resume any more: a wish under way is over with the plan. */
export function unpausable({ duties }: Contract): Pick<Contract, 'pause' | 'pauseWanted' | 'resumeWanted' | 'skipWanted' | 'duties'> {
  const left = duties.filter(({ kind }) => kind !== 'pausePlan' && kind !== 'resumePlan' && kind !== 'skipPeriod');
  return { pause: undefined, pauseWanted: undefined, resumeWanted: undefined, skipWanted: undefined, duties: left };
}

/** A duty is due at once; else the end of a draft or of a pause. */
export function withNextAction(contract: Contract, now: Date): Contract {
  const dutySince = contract.duties.length > 0 ? (contract.dutySince ?? now) : undefined;
  return { ...contract, dutySince, nextActionAt: dutySince ?? deadlineOf(contract) };
}
