import { createHash } from 'node:crypto';

const KEPT = 20_000;

/**
 * Watches the Idempotency-Keys of writes that pass this process: the same key with other input is refused, and a second
 * request with a key whose first one is still under way waits for nothing and is told so. That a repeat has no second
 * effect does not hang on this memory: the services derive their ids from the key.
 */
export class Idempotency {
  readonly #seen = new Map<string, { input: string; running: boolean }>();

  begin(who: string, key: string, input: { method: string; url: string; body: unknown }): 'new' | 'repeat' | 'running' | 'reused' {
    const id = `${who}:${key}`;
    const hash = createHash('sha256')
      .update(JSON.stringify([input.method, input.url, input.body ?? null]))
      .digest('base64url');
    const seen = this.#seen.get(id);
    if (seen && seen.input !== hash) return 'reused';
    if (seen?.running) return 'running';
    if (this.#seen.size >= KEPT) this.#forgetOldest();
    this.#seen.delete(id);
    this.#seen.set(id, { input: hash, running: true });
    return seen ? 'repeat' : 'new';
  }

  /** The request is over; one that was refused as bad input frees its key. */
  end(who: string, key: string, keep: boolean): void {
    const id = `${who}:${key}`;
    const seen = this.#seen.get(id);
    if (!seen) return;
    if (keep) seen.running = false;
    else this.#seen.delete(id);
  }

  #forgetOldest(): void {
    for (const [id, { running }] of this.#seen) {
      if (running) continue;
      this.#seen.delete(id);
      return;
    }
  }
}
