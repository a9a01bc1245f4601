import type { Log } from './log.ts';

/** A process that has not ended by then is ended. */
const HARD_STOP_MS = 20_000;

/**
 * How a process ends: on SIGTERM or SIGINT it stops its parts, last started first, and exits 0; on an error that nobody
 * caught it says so and exits 1 at once, because its state is unknown and everything it held is leased or unacknowledged.
 */
export class Shutdown {
  readonly #log: Log;
  readonly #stops: { name: string; stop: () => Promise<unknown> }[] = [];
  #stopping = false;

  constructor(log: Log) {
    this.#log = log;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.#drain(signal));
    process.on('uncaughtException', (error) => this.fail(error, 'an error was not caught'));
    process.on('unhandledRejection', (error) => this.fail(error, 'a rejection was not handled'));
  }

  onStop(name: string, stop: () => Promise<unknown>): void {
    this.#stops.unshift({ name, stop });
  }

  fail(error: unknown, what: string): never {
    this.#log.fatal({ err: error }, what);
    process.exit(1);
  }

  async #drain(signal: string): Promise<void> {
    if (this.#stopping) process.exit(1);
    this.#stopping = true;
    this.#log.info({ signal }, 'stopping');
    setTimeout(() => this.fail(undefined, `not stopped within ${HARD_STOP_MS} ms`), HARD_STOP_MS).unref();
    for (const { name, stop } of this.#stops) {
      await stop().catch((error) => this.#log.warn({ err: error, kind: name }, 'not stopped cleanly'));
    }
    this.#log.info({ signal }, 'stopped');
    process.exit(0);
  }
}
