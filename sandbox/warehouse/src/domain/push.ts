/** Something the platform must still be told about an order. */
export interface Push {
  messageId: string;
  kind: 'accepted' | 'refused' | 'shipped' | 'tracks';
  parcelNo?: string;
  body: Record<string, unknown>;
  /** Rounds of tries that failed so far. */
  failedRounds: number;
  /** Business instant of the next round; null = at once. */
  nextTryMs: number | null;
  /** The last round failed too: nothing more is tried unless somebody asks for it. */
  gaveUp: boolean;
  /** How the last try ended. */
  lastAnswer?: string;
}

const MINUTE_MS = 60_000;
/** Business time between rounds of three quick tries: a platform that is down for days still hears everything. */
export const ROUNDS_AFTER_MINUTES: readonly number[] = [1, 5, 30, 120, 360, 1440, 1440, 1440, 1440, 1440];

/** Real milliseconds before each quick try of a round. */
export const QUICK_TRIES_AFTER_MS: readonly number[] = [0, 200, 1000];

/** Puts a push in the queue of an order. A newer list of tracks replaces one of the same parcel that still waits, for it says all that one says. */
export function enqueue(pushes: readonly Push[], push: Push): Push[] {
  const waiting = pushes.filter((other) => !(push.kind === 'tracks' && other.kind === 'tracks' && other.parcelNo === push.parcelNo));
  return [...waiting, push];
}

/** The push to be sent next: told in order, one after the other; what was given up no longer holds the others back. */
export function headOf(pushes: readonly Push[]): Push | undefined {
  return pushes.find((push) => !push.gaveUp);
}

/** Takes note that a round of tries failed. */
export function failRound(push: Push, nowMs: number, lastAnswer: string): Push {
  const minutes = ROUNDS_AFTER_MINUTES[push.failedRounds];
  const failed = { ...push, failedRounds: push.failedRounds + 1, lastAnswer };
  return minutes === undefined ? { ...failed, nextTryMs: null, gaveUp: true } : { ...failed, nextTryMs: nowMs + minutes * MINUTE_MS };
}
