import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from '@petpact/embedded-mongo/java-program';
import type { Running } from './script-process.ts';

export interface Supervision {
  name: string;
  start: () => Promise<Running>;
  isReady: () => Promise<boolean>;
  say: (line: string) => void;
  /** Told whenever the process is another one, or none. */
  onPid: (pid: number | undefined) => void;
}

const ATTEMPTS_BEFORE_FIRST_READY = 3;
const FORGET_DEATHS_AFTER_MS = 60_000;

/**
 * One process that is kept running: when it dies unasked it is started again, at once the first time, and ever more slowly
 * when it keeps dying (at most every ten seconds), and each time it is said.
 */
export class Supervised {
  readonly name: string;
  readonly #supervision: Supervision;
  #running: Running | undefined;
  #wanted = false;
  #deaths: number[] = [];
  #keeping: Promise<void> = Promise.resolve();
  #waiting = new AbortController();
  #wasReady = false;
  #problem: Error | undefined;

  constructor(supervision: Supervision) {
    this.name = supervision.name;
    this.#supervision = supervision;
  }

  get pid(): number | undefined {
    return this.#running?.pid;
  }

  /** Starts it and keeps it running from now on. Await `ready` to know that it is. */
  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#waiting = new AbortController();
    this.#keeping = this.#keep();
  }

  /** Waits until it is up and answers. Throws when it cannot start, or does not become ready in time. */
  async ready(withinMs = 60_000): Promise<void> {
    const until = Date.now() + withinMs;
    while (Date.now() < until) {
      if (this.#problem) throw this.#problem;
      if (!this.#wanted) throw new SetupProblem(`${this.name} was stopped.`);
      const { pid } = this;
      if (pid !== undefined && (await this.#supervision.isReady()) && this.pid === pid) {
        this.#wasReady = true;
        return;
      }
      await sleep(50);
    }
    throw new SetupProblem(`${this.name} is not ready after ${withinMs / 1000} s.`);
  }

  /** Sends it a signal. It is started again when it dies of it. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running;
    if (!running) return;
    process.kill(running.pid, signal);
    if (signal === 'SIGKILL') await running.ended;
  }

  /** Stops it in order and leaves it stopped. */
  async stop(): Promise<void> {
    this.#wanted = false;
    this.#waiting.abort();
    await this.#running?.stop();
    await this.#keeping;
    this.#deaths = [];
  }

  async #keep(): Promise<void> {
    while (this.#wanted) {
      const how = await this.#runOnce();
      if (!this.#wanted) return;
      this.#deaths = [...this.#deaths.filter((at) => at > Date.now() - FORGET_DEATHS_AFTER_MS), Date.now()];
      if (!this.#wasReady && this.#deaths.length >= ATTEMPTS_BEFORE_FIRST_READY) {
        this.#problem ??= new SetupProblem(`${this.name} does not start: ${how}.`);
        this.#wanted = false;
        return;
      }
      const pauseMs = Math.min(10_000, 100 * 3 ** (this.#deaths.length - 1));
      this.#supervision.say(`${this.name} ended unasked (${how}); starting it again in ${pauseMs / 1000} s`);
      await sleep(pauseMs, undefined, { signal: this.#waiting.signal }).catch(() => {});
    }
  }

  async #runOnce(): Promise<string> {
    try {
      const running = await this.#supervision.start();
      this.#running = running;
      this.#supervision.onPid(running.pid);
      if (!this.#wanted) await running.stop();
      return await running.ended;
    } catch (error) {
      if (!this.#wasReady && error instanceof SetupProblem) {
        this.#problem = error;
        this.#wanted = false;
      }
      return (error as Error).message;
    } finally {
      this.#running = undefined;
      this.#supervision.onPid(undefined);
    }
  }
}
