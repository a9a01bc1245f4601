import type { Timer } from './clock.ts';

/**
 * Lets a loop sleep until its time is up or somebody has work for it, whichever is first. Waking a loop that is busy is
 * remembered, so nothing falls between two rounds; waking it twice is waking it once.
 */
export class Wakeup {
  #called = false;
  #rouse: () => void = () => {};

  wake(): void {
    this.#called = true;
    this.#rouse();
  }

  async wait(ms: number, timer: Timer, stop: AbortSignal): Promise<void> {
    if (!this.#called && !stop.aborted) {
      const sleep = new AbortController();
      this.#rouse = () => sleep.abort();
      stop.addEventListener('abort', this.#rouse, { once: true });
      await timer.sleep(ms, sleep.signal).catch(() => undefined);
      stop.removeEventListener('abort', this.#rouse);
      this.#rouse = () => {};
    }
    this.#called = false;
  }
}

/** A growing wait with jitter, in real time: half to all of `firstMs * 2^failures`, at most `longestMs`. */
export function backOffMs(failures: number, { firstMs, longestMs }: { firstMs: number; longestMs: number }): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 20));
  return full / 2 + (Math.random() * full) / 2;
}
