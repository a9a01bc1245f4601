import { setTimeout as sleep } from 'node:timers/promises';

/** Business time: the machine's own, plus the offset that a test clock tells. */
export class BusinessTime {
  #offsetMs = 0;

  get nowMs(): number {
    return Date.now() + this.#offsetMs;
  }

  set(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Takes part in a test clock; keeps asking until the clock is there, because without it the simulator would live in another year. */
  async join(clockUrl: string, participant: { name: string; url: string }): Promise<void> {
    for (;;) {
      try {
        const response = await fetch(`${clockUrl}/clock/participants`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(participant),
          signal: AbortSignal.timeout(2000),
        });
        if (response.ok) {
          this.set(((await response.json()) as { offsetMs: number }).offsetMs);
          return;
        }
      } catch {
        // Not there yet: asked again.
      }
      await sleep(500);
    }
  }
}
