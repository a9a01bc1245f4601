/** What one participant answered when it was asked for its work. Instants are milliseconds of business time. */
export interface WorkAnswer {
  name: string;
  /** False when nobody answered at its address: what cannot be asked is never taken for idle. */
  reachable: boolean;
  idle: boolean;
  /** The earliest instant at which it has something to do; null when it waits for nothing. */
  nextDueMs: number | null;
  /** Counts up with everything it does. Equal numbers in two rounds mean that nothing happened in between. */
  activity: number;
  /** Its own words for what keeps it from being idle. */
  busy: string[];
}

/** The longest step one request may ask for: the longest contract, three years, and some days. */
export const LONGEST_ADVANCE_MS = 1100 * 24 * 3600 * 1000;

export type AdvanceWish = { seconds: number } | { untilMs: number };

export type StepRefusal = 'INVALID_STEP' | 'NEGATIVE_STEP' | 'STEP_TOO_LONG';

/** Turns what was asked for into the instant to reach, or says why time will not go there. */
export function targetOf(wish: AdvanceWish, nowMs: number): { targetMs: number } | { refusal: StepRefusal } {
  const targetMs = 'seconds' in wish ? nowMs + wish.seconds * 1000 : wish.untilMs;
  if (!Number.isFinite(targetMs)) return { refusal: 'INVALID_STEP' };
  if (targetMs < nowMs) return { refusal: 'NEGATIVE_STEP' };
  if (targetMs - nowMs > LONGEST_ADVANCE_MS) return { refusal: 'STEP_TOO_LONG' };
  return { targetMs: Math.ceil(targetMs) };
}

/** A participant that still has something to do now, whatever it says of itself: an instant that has passed is work. */
export function isWaitedFor(answer: WorkAnswer, nowMs: number): boolean {
  return !answer.reachable || !answer.idle || (answer.nextDueMs !== null && answer.nextDueMs <= nowMs);
}

/**
 * Whether time may move on: two rounds in a row in which all are idle and
 * between which nobody did anything. One round is not enough: it asks one after
 * the other, so work could travel from one not yet asked to one already asked.
 */
export function isQuiet(previous: readonly WorkAnswer[], current: readonly WorkAnswer[], nowMs: number): boolean {
  if (previous.length !== current.length) return false;
  const before = new Map(previous.map((answer) => [answer.name, answer]));
  return current.every((answer) => {
    const earlier = before.get(answer.name);
    return earlier !== undefined && !isWaitedFor(earlier, nowMs) && !isWaitedFor(answer, nowMs) && earlier.activity === answer.activity;
  });
}

/**
 * The answers of a round with those that were given since by the ones who were waited for. Two rounds still prove quiet: between the
 * newest of these answers and the first of the next round there is an instant at which nobody did anything.
 */
export function withNewer(round: readonly WorkAnswer[], newer: readonly WorkAnswer[]): WorkAnswer[] {
  const since = new Map(newer.map((answer) => [answer.name, answer]));
  return round.map((answer) => since.get(answer.name) ?? answer);
}

/** The instant to step to: the next one that anybody names, never beyond the target and never back. */
export function nextInstant(input: { answers: readonly WorkAnswer[]; nowMs: number; targetMs: number }): number {
  const due = input.answers.flatMap((answer) => (answer.nextDueMs === null ? [] : [answer.nextDueMs]));
  return Math.max(input.nowMs, Math.min(input.targetMs, ...due));
}

/** Real milliseconds until the next round: quick at first, for most steps settle at once, then gentle on two cores. */
export function pauseBeforeRound(round: number): number {
  return Math.min(50, 5 + Math.floor(round / 4) * 5);
}
