import { Unavailable } from './refusal.ts';

export interface HealingOptions<C> {
  /** Opens a client that has proved by an answer that it works; throws otherwise. */
  open: () => Promise<C>;
  close: (client: C) => Promise<void>;
  /** Real milliseconds, from any start. */
  nowMs: () => number;
  /** How long every operation must have gone without an answer before another client is tried. */
  silentForMs: number;
  onReplaced?: (silentMs: number) => void;
}

/**
 * One client that is replaced when it no longer gets answers though a new one does: a driver's pool was seen stuck
 * after its server was killed and had come back. While the server is really away no new client opens, and the old one stays.
 */
export class HealingClient<C> {
  #client: C;
  #silentSinceMs: number | undefined;
  #trial: Promise<void> | undefined;
  #isClosed = false;
  readonly #options: HealingOptions<C>;

  constructor(client: C, options: HealingOptions<C>) {
    this.#client = client;
    this.#options = options;
  }

  /** Runs one operation. An outage (`Unavailable`) counts towards the silence, any other outcome is an answer and ends it. */
  async run<V>(operation: (client: C) => Promise<V>): Promise<V> {
    const client = this.#client;
    try {
      const value = await operation(client);
      this.#heard(client);
      return value;
    } catch (error) {
      if (error instanceof Unavailable) this.#unheard(client);
      else this.#heard(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#trial;
    await this.#options.close(this.#client);
  }

  #heard(client: C): void {
    if (client === this.#client) this.#silentSinceMs = undefined;
  }

  #unheard(client: C): void {
    if (client !== this.#client || this.#isClosed) return;
    const nowMs = this.#options.nowMs();
    this.#silentSinceMs ??= nowMs;
    if (nowMs - this.#silentSinceMs < this.#options.silentForMs) return;
    this.#trial ??= this.#replace(client, this.#silentSinceMs).finally(() => {
      this.#trial = undefined;
    });
  }

  async #replace(old: C, sinceMs: number): Promise<void> {
    const { open, close, nowMs, onReplaced } = this.#options;
    let client: C;
    try {
      client = await open();
    } catch {
      return; // The server is away; the next operation without an answer tries again.
    }
    if (this.#silentSinceMs === undefined) return close(client);
    this.#client = client;
    this.#silentSinceMs = undefined;
    onReplaced?.(nowMs() - sinceMs);
    await close(old).catch(() => {});
  }
}
