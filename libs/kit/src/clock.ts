import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Tells the time. A service holds two: business time (due dates, windows, expiry; follows the test clock) and
 * real time (leases, timeouts, sessions, signatures; never does). ARCHITECTURE, rule 7.
 */
export interface Clock {
  now(): Date;
}

/** Waits in real time; rejects with an AbortError when the signal fires. */
export interface Timer {
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Hands out identifiers that no one else has. */
export interface Ids {
  next(): string;
}

/** Randomness fit for keys and tokens. */
export interface RandomBytes {
  bytes(count: number): Buffer;
}

export const systemClock: Clock = { now: () => new Date() };

export const systemTimer: Timer = { sleep: (ms, signal) => delay(ms, undefined, { signal }) };

export const systemIds: Ids = { next: () => randomUUID() };

export const systemRandom: RandomBytes = { bytes: (count) => randomBytes(count) };

/** Business time of a process that follows the test clock: real time plus the offset last pushed to it. */
export class OffsetClock implements Clock {
  readonly #realClock: Clock;
  #offsetMs = 0;

  constructor(realClock: Clock = systemClock) {
    this.#realClock = realClock;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  setOffsetMs(offsetMs: number): void {
    if (!Number.isFinite(offsetMs)) throw new RangeError(`not an offset: ${offsetMs}`);
    this.#offsetMs = offsetMs;
  }

  now(): Date {
    return new Date(this.#realClock.now().getTime() + this.#offsetMs);
  }
}
