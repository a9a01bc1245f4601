import { Refusal } from '@petpact/kit/refusal';
import type { ApprovedBy } from './terms.ts';

export type ApplicationState = 'submitted' | 'underReview' | 'asked' | 'approved' | 'declined' | 'withdrawn' | 'expired' | 'contracted';

/** How credit's assessment ended; the same words as credit's. */
export type CreditOutcome = 'passed' | 'rejected' | 'notAvailable' | 'notAuthorised' | 'unreachable';

/** The form the adopter filled in. */
export interface Answers {
  housing: string;
  experience: boolean;
  household: number;
  hoursAlone: number;
  reason: string;
}

/** The pet as it was when the adopter applied. */
export interface PetCard {
  name: string;
  species: string;
  breed: string;
  /** Key of the cover picture; may be empty. */
  picture: string;
}

/** What catalog must still be told about the pet; done by the worker, repeated until catalog answered. */
export type PetDuty = { kind: 'hold'; hours: number } | { kind: 'release' };

/** An adopter's wish for one pet. One at a time is held for one applicant. */
export interface Application {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  adopterId: string;
  petId: string;
  pet: PetCard;
  state: ApplicationState;
  answers: Answers;
  creditOutcome?: CreditOutcome;
  /** Tier when passed, or `manual` when the shop approved without a score. */
  tier?: string;
  approvedBy?: ApprovedBy;
  /** Code, e.g. ZHIMA_BELOW_THRESHOLD; the words of a person are in reasonText. */
  reason?: string;
  reasonText?: string;
  question?: string;
  answer?: string;
  createdAt: Date;
  updatedAt: Date;
  /** Business time at which it lapses and the pet is free; absent once it has ended. */
  holdUntil?: Date;
  petDuty?: PetDuty;
  /** Drafted or signed from it; a later draft replaces it. */
  contractId?: string;
  /** Business time: a duty at once, else the end of the hold. */
  nextActionAt?: Date;
}

export type ApplicationFact = { type: 'applicationChanged'; state: ApplicationState; reason: string };

export interface ApplicationDecision {
  state: Application;
  facts: ApplicationFact[];
}

const OPEN: readonly ApplicationState[] = ['submitted', 'underReview', 'asked', 'approved'];
const HOUR_MS = 3_600_000;
const LONGEST_TEXT = 500;

export const isOpen = (application: Application): boolean => OPEN.includes(application.state);

/** A new application; the pet must be held for it already. Refuses INVALID_ANSWERS, naming the field. */
export function submit(
  about: Pick<Application, '_id' | 'merchantId' | 'adopterId' | 'petId' | 'pet' | 'answers'>,
  at: { now: Date; holdHours: number },
): ApplicationDecision {
  const { now, holdHours } = at;
  const holdUntil = hoursAfter(now, holdHours);
  const answers = checkedAnswers(about.answers);
  const state: Application = {
    ...about,
    answers,
    version: 0,
    schema: 1,
    state: 'submitted',
    createdAt: now,
    updatedAt: now,
    holdUntil,
    nextActionAt: holdUntil,
  };
  return { state, facts: [changed(state)] };
}

function checkedAnswers(answers: Answers): Answers {
  const { housing, household, hoursAlone } = answers;
  const reason = answers.reason.trim();
  const wrong = (field: string) => new Refusal('INVALID_ANSWERS', 'invalid', { field });
  if (housing !== 'own' && housing !== 'rent') throw wrong('housing');
  if (!Number.isSafeInteger(household) || household < 1 || household > 30) throw wrong('household');
  if (!Number.isSafeInteger(hoursAlone) || hoursAlone < 0 || hoursAlone > 24) throw wrong('hoursAlone');
  if (reason === '' || reason.length > LONGEST_TEXT) throw wrong('reason');
  return { ...answers, reason };
}

/** A step to another state, with the fact that tells of it. The hold stays as it is unless said otherwise. */
export function step(application: Application, now: Date, change: Partial<Application> & { state: ApplicationState }): ApplicationDecision {
  const state = withNextAction({ ...application, ...change, updatedAt: now });
  return { state, facts: [changed(state)] };
}

/** Ends an application for which the pet is no longer wanted: the hold is given up. */
export function endWithout(
  application: Application,
  now: Date,
  change: Partial<Application> & { state: ApplicationState },
): ApplicationDecision {
  return step(application, now, { ...change, petDuty: { kind: 'release' }, holdUntil: undefined });
}

/** The adopter takes it back. Refuses APPLICATION_CLOSED unless it is open; twice is once. */
export function withdraw(application: Application, now: Date): ApplicationDecision {
  if (application.state === 'withdrawn') return { state: application, facts: [] };
  requireOpen(application);
  return endWithout(application, now, { state: 'withdrawn', reason: 'ADOPTER_WITHDREW' });
}

/** The hold ran out. Says nothing where the application has ended or was extended meanwhile. */
export function expire(application: Application, now: Date): ApplicationDecision {
  if (!isOpen(application) || application.holdUntil === undefined || application.holdUntil > now) return { state: application, facts: [] };
  return endWithout(application, now, { state: 'expired', reason: 'HOLD_EXPIRED' });
}

/** Catalog no longer holds the pet for us: it went to someone else. */
export function losePet(application: Application, now: Date, reason: string): ApplicationDecision {
  if (!isOpen(application)) return { state: withNextAction({ ...application, petDuty: undefined }), facts: [] };
  return step(application, now, { state: 'expired', reason, petDuty: undefined, holdUntil: undefined });
}

/** Catalog was told. Says nothing when another duty took its place. */
export function petDutyDone(application: Application, duty: PetDuty): ApplicationDecision {
  const now = application.petDuty;
  const same = now?.kind === duty.kind && (duty.kind === 'release' || (now.kind === 'hold' && now.hours === duty.hours));
  return { state: same ? withNextAction({ ...application, petDuty: undefined }) : application, facts: [] };
}

/** A draft is being made from it; it takes the place of an earlier one. Refuses APPLICATION_NOT_APPROVED. */
export function draftFrom(application: Application, contractId: string): ApplicationDecision {
  if (application.state !== 'approved') throw new Refusal('APPLICATION_NOT_APPROVED', 'precondition', { state: application.state });
  return { state: { ...application, contractId }, facts: [] };
}

/** Its contract was signed; from now on the contract keeps the hold. */
export function contracted(application: Application, contractId: string, now: Date): ApplicationDecision {
  if (application.state === 'contracted') return { state: application, facts: [] };
  return step(application, now, { state: 'contracted', reason: 'CONTRACT_SIGNED', contractId, holdUntil: undefined, petDuty: undefined });
}

export function requireOpen(application: Application): void {
  if (!isOpen(application)) throw new Refusal('APPLICATION_CLOSED', 'precondition', { state: application.state });
}

export const hoursAfter = (from: Date, hours: number): Date => new Date(from.getTime() + hours * HOUR_MS);

const changed = ({ state, reason = '' }: Application): ApplicationFact => ({ type: 'applicationChanged', state, reason });

/** A duty is due at once, dated by the last change; else the end of the hold. */
function withNextAction(application: Application): Application {
  return { ...application, nextActionAt: application.petDuty === undefined ? application.holdUntil : application.updatedAt };
}
