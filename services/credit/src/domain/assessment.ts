import { Refusal } from '@petpact/kit/refusal';
import { LADDER, MANUAL, type Tier } from './ladder.ts';

export type Outcome = 'passed' | 'rejected' | 'notAvailable' | 'notAuthorised' | 'unreachable';

/** How a check ended. Never a score: only the step that was reached. */
export interface Assessment {
  assessmentId: string;
  outcome: Outcome;
  /** Name of the highest step passed; absent unless passed. */
  tier?: string;
  atTime: Date;
  validUntilTime: Date;
}

/** Zhima's answer to one question. */
export type StepAnswer = 'yes' | 'no' | 'notAvailable' | 'unknown';

/** A person's credit record at a shop; `_id` = adopter. */
export interface CreditRecord {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  /** Instants of the calls made, business time; only those of the last 24 hours count. */
  calls: Date[];
  /** Steps answered and when: an answer is good for a day, as Alipay's own is. */
  steps: { admittanceScore: number; answer: Exclude<StepAnswer, 'unknown'>; atTime: Date }[];
  last?: Assessment;
}

export type CreditFact = { type: 'creditAssessed'; adopterId: string; outcome: Outcome; tier: string };

export const DAY_MS = 24 * 3_600_000;
export const CALLS_A_DAY = 4;

export function newRecord(adopterId: string, merchantId: string): CreditRecord {
  return { _id: adopterId, merchantId, version: 0, schema: 1, calls: [], steps: [] };
}

const fresh = (time: Date, now: Date): boolean => now.getTime() - time.getTime() < DAY_MS;

/** A result of the last 24 hours, unless Zhima could not be reached or was not allowed to be asked. */
export function standing(record: CreditRecord, now: Date): Assessment | undefined {
  const { last } = record;
  if (!last || last.validUntilTime <= now || last.outcome === 'unreachable' || last.outcome === 'notAuthorised') return undefined;
  return last;
}

export type NextQuestion = { ask: number } | { outcome: Outcome; tier?: string };

/**
 * What to ask Zhima next, or how the check ends. The ladder is asked from the shop's lowest step upward until a "no";
 * the last "yes" is the tier. When the day's four calls are used up, what is known decides.
 */
export function nextQuestion(record: CreditRecord, tiers: readonly Tier[], now: Date): NextQuestion {
  const offered = LADDER.filter((step) => tiers.some((one) => one.tier === step.tier));
  let reached: string | undefined;
  for (const step of offered) {
    const known = record.steps.find((one) => one.admittanceScore === step.admittanceScore && fresh(one.atTime, now));
    if (!known) {
      const used = record.calls.filter((time) => fresh(time, now)).length;
      if (used < CALLS_A_DAY) return { ask: step.admittanceScore };
      if (reached === undefined) throw new Refusal('CREDIT_CALLS_EXHAUSTED', 'precondition');
      return { outcome: 'passed', tier: reached };
    }
    if (known.answer === 'notAvailable') return { outcome: 'notAvailable' };
    if (known.answer === 'no') return reached === undefined ? { outcome: 'rejected' } : { outcome: 'passed', tier: reached };
    reached = step.tier;
  }
  return reached === undefined ? { outcome: 'rejected' } : { outcome: 'passed', tier: reached };
}

/** Counts a call before it is made, so that a crash cannot make a fifth one. */
export function countCall(record: CreditRecord, now: Date): CreditRecord {
  return { ...record, calls: [...record.calls.filter((time) => fresh(time, now)), now] };
}

/** Remembers Zhima's answer to one step. */
export function rememberStep(
  record: CreditRecord,
  admittanceScore: number,
  answer: Exclude<StepAnswer, 'unknown'>,
  now: Date,
): CreditRecord {
  const others = record.steps.filter((one) => one.admittanceScore !== admittanceScore && fresh(one.atTime, now));
  return { ...record, steps: [...others, { admittanceScore, answer, atTime: now }] };
}

/** Ends a check. */
export function conclude(
  record: CreditRecord,
  result: { assessmentId: string; outcome: Outcome; tier?: string },
  now: Date,
): { state: CreditRecord; facts: CreditFact[] } {
  const last: Assessment = { ...result, atTime: now, validUntilTime: new Date(now.getTime() + DAY_MS) };
  return {
    state: { ...record, last },
    facts: [{ type: 'creditAssessed', adopterId: record._id, outcome: result.outcome, tier: result.tier ?? '' }],
  };
}

/** The limits of a tier at a shop; the manual ones where the shop no longer offers it. */
export function limitsOf(tiers: readonly Tier[], tier: string | undefined): Tier | undefined {
  return tiers.find((one) => one.tier === tier) ?? tiers.find((one) => one.tier === MANUAL);
}
