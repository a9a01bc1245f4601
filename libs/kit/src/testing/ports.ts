import type { Caller } from '../caller.ts';
import type { Clock, Ids, RandomBytes, Timer } from '../clock.ts';

/** A clock that stands still until a test moves it. */
export class FixedClock implements Clock {
  #now: Date;

  constructor(now: Date | string = '2026-12-01T02:00:00Z') {
    this.#now = new Date(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date | string): void {
    this.#now = new Date(now);
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

/** '<prefix>1', '<prefix>2' … */
export function countingIds(prefix = 'id-'): Ids {
  let last = 0;
  return {
    next: () => {
      last += 1;
      return `${prefix}${last}`;
    },
  };
}

/** The same bytes in every run: 0, 1, 2 … */
export function countingBytes(): RandomBytes {
  let next = 0;
  return {
    bytes: (count) =>
      Buffer.from(
        Array.from({ length: count }, () => {
          next = (next + 1) % 256;
          return next;
        }),
      ),
  };
}

/** A timer that never waits: it moves the given clock instead. */
export function skippingTimer(clock: FixedClock): Timer {
  return {
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      clock.advance(ms);
    },
  };
}

/** A caller of shop m-1; say what differs. */
export function aCaller(given: Partial<Caller> = {}): Caller {
  return { merchantId: 'm-1', actor: { kind: 'adopter', id: 'adopter-1' }, requestId: 'request-1', ...given };
}
