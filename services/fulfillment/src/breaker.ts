/** Business seconds for which a warehouse is left alone, by how often it was left alone in a row. */
const PAUSES_SECONDS: readonly number[] = [30, 60, 300, 900, 3600];
const FAILURES_TO_OPEN = 5;
/** How long the others wait while one tries whether the warehouse is back. */
const PROBE_SECONDS = 5;

interface Health {
  failures: number;
  pauses: number;
  openUntilMs: number;
}

/**
 * Keeps a warehouse that is down from costing a timeout per shipment: after five failures in a row nobody calls it for a
 * while, then one tries alone. A pause is business time, as the shipments' own back-off is, so that moving the test clock
 * over an outage costs steps and not real minutes. Lives in memory: a process that starts again finds out anew.
 */
export class Breaker {
  readonly #health = new Map<string, Health>();

  /** Undefined = call it now; else when to come again. Whoever is let through while it is open is the one who tries. */
  waitUntil(warehouse: string, now: Date): Date | undefined {
    const health = this.#health.get(warehouse);
    if (!health || health.failures < FAILURES_TO_OPEN) return undefined;
    if (now.getTime() < health.openUntilMs) return new Date(health.openUntilMs);
    health.openUntilMs = now.getTime() + PROBE_SECONDS * 1000;
    return undefined;
  }

  /** How a call ended: with an answer, whatever it said, or without one. */
  note(warehouse: string, answered: boolean, now: Date): void {
    if (answered) {
      this.#health.delete(warehouse);
      return;
    }
    const health = this.#health.get(warehouse) ?? { failures: 0, pauses: 0, openUntilMs: 0 };
    health.failures += 1;
    if (health.failures >= FAILURES_TO_OPEN && health.openUntilMs <= now.getTime() + PROBE_SECONDS * 1000) {
      const seconds = PAUSES_SECONDS[Math.min(health.pauses, PAUSES_SECONDS.length - 1)]!;
      health.openUntilMs = now.getTime() + seconds * 1000;
      health.pauses += 1;
    }
    this.#health.set(warehouse, health);
  }
}
