import { type Clock, systemTimer, type Timer } from './clock.ts';
import { type Log, silentLog } from './log.ts';
import { metrics } from './metrics.ts';
import { SpanKind, withSpan } from './trace.ts';
import { backOffMs, Wakeup } from './wakeup.ts';

/** The worker's view of a store. Claims across merchants and learns nothing but ids. */
export interface DueSource {
  readonly collection: { readonly name: string };
  claimDueAcrossMerchants(claim: { now: Date; limit: number; leaseMs: number }): Promise<{ merchantId: string; id: string }[]>;
  release(id: string): Promise<void>;
  nextDueAcrossMerchants(): Promise<Date | undefined>;
  onWrite(listener: (written: { nextActionAt?: Date }) => void): void;
}

export interface DueWorkerOptions {
  name: string;
  store: DueSource;
  /** Does one aggregate's due work, any number of times: its effects go by natural keys. It moves `nextActionAt` on. */
  act: (merchantId: string, id: string) => Promise<unknown>;
  /** Business time: what is due. */
  clock: Clock;
  timer?: Timer;
  /** Aggregates worked on at a time. */
  concurrency?: number;
  leaseMs?: number;
  /** How often to look without being woken. */
  pollMs?: number;
  log?: Log;
  onClaimed?: () => void;
}

/** Waits after the first failure, in real time; never longer than the lease, which is what a crash would cost. */
const FIRST_WAIT_MS = 200;
/** An aggregate still due after so many acts at one instant of business time is not getting anywhere. */
const MOST_ACTS_AT_ONCE = 20;

/**
 * Works on aggregates whose `nextActionAt` has come. Work is claimed by a lease, so any number of replicas share it; what
 * fails is tried again with a growing wait, and what a crash leaves behind is free again when its lease ends.
 */
export class DueWorker {
  readonly name: string;
  readonly #options: Required<Omit<DueWorkerOptions, 'onClaimed'>> & Pick<DueWorkerOptions, 'onClaimed'>;
  readonly #wakeup = new Wakeup();
  readonly #stop = new AbortController();
  readonly #acting = new Map<string, Promise<void>>();
  /** Aggregates that failed and wait for their next try; their lease is kept meanwhile. */
  readonly #waiting = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  readonly #acts = new Map<string, { at: number; count: number }>();
  #running: Promise<void> = Promise.resolve();

  constructor(options: DueWorkerOptions) {
    const usual = { timer: systemTimer, concurrency: 8, leaseMs: 30_000, pollMs: 1_000, log: silentLog };
    this.name = options.name;
    this.#options = { ...usual, ...options };
    options.store.onWrite(({ nextActionAt }) => {
      if (nextActionAt && nextActionAt <= options.clock.now()) this.wake();
    });
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Look now: business time was moved, or something became due. */
  wake(): void {
    this.#wakeup.wake();
  }

  /** The earliest business instant at which there is work, past ones included. */
  nextDue(): Promise<Date | undefined> {
    return this.#options.store.nextDueAcrossMerchants();
  }

  /** Idle when nothing is in hand and nothing is due now; work that waits after a failure is not idle. */
  async look(): Promise<{ idle: boolean; nextDue?: Date }> {
    // Whatever the store says, it is busy: no need to ask.
    if (this.#acting.size > 0 || this.#waiting.size > 0) return { idle: false };
    const nextDue = await this.nextDue();
    const isDue = nextDue !== undefined && nextDue <= this.#options.clock.now();
    return { idle: !isDue && this.#acting.size === 0 && this.#waiting.size === 0, nextDue };
  }

  async idle(): Promise<boolean> {
    return (await this.look()).idle;
  }

  /** Takes no more work, finishes what is in hand. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await Promise.all(this.#acting.values());
    await Promise.all(this.#waiting.values());
  }

  async #run(): Promise<void> {
    const { timer, pollMs, log, name } = this.#options;
    for (let failures = 0; !this.#stop.signal.aborted; ) {
      try {
        const claimed = await this.#claim();
        failures = 0;
        if (claimed === 0) await this.#wakeup.wait(pollMs, timer, this.#stop.signal);
      } catch (error) {
        log.warn({ err: error, worker: name }, 'due work not claimed, trying again');
        await timer.sleep(backOffMs(failures++, { firstMs: 100, longestMs: 5_000 }), this.#stop.signal).catch(() => undefined);
      }
    }
  }

  /** Claims as much as there is room for and starts it; the loop is woken by every act that ends. */
  async #claim(): Promise<number> {
    const { store, clock, concurrency, leaseMs, name } = this.#options;
    const room = concurrency - this.#acting.size;
    if (room <= 0) return 0;
    const claimed = await store.claimDueAcrossMerchants({ now: clock.now(), limit: room, leaseMs });
    for (const { merchantId, id } of claimed) {
      // In hand for longer than its lease: claiming it again has renewed that, and twice at a time it is not done.
      if (this.#waiting.has(id) || this.#acting.has(id)) continue;
      metrics.workClaimed.inc({ worker: name });
      this.#options.onClaimed?.();
      const act = this.#act(merchantId, id).finally(() => {
        this.#acting.delete(id);
        this.wake();
      });
      this.#acting.set(id, act);
    }
    return claimed.length;
  }

  async #act(merchantId: string, id: string): Promise<void> {
    const { act, log, name } = this.#options;
    try {
      await withSpan(`act ${name}`, { kind: SpanKind.INTERNAL, attributes: { 'aggregate.id': id } }, () => act(merchantId, id));
      this.#failures.delete(id);
    } catch (error) {
      metrics.workFailed.inc({ worker: name });
      log.warn({ err: error, worker: name, id, merchantId, attempt: (this.#failures.get(id) ?? 0) + 1 }, 'due work failed');
      return this.#waitAndRelease(id);
    }
    if (this.#getsNowhere(id)) {
      log.error({ worker: name, id, merchantId }, 'due work does not move its next action on');
      return this.#waitAndRelease(id);
    }
    await this.#release(id);
  }

  /** Does not hold a place of the concurrency: the wait goes on beside the loop. */
  #waitAndRelease(id: string): void {
    const { timer, leaseMs } = this.#options;
    const failures = this.#failures.get(id) ?? 0;
    this.#failures.set(id, failures + 1);
    const waitMs = backOffMs(failures, { firstMs: FIRST_WAIT_MS, longestMs: leaseMs });
    const release = async () => {
      await timer.sleep(waitMs, this.#stop.signal).catch(() => undefined);
      await this.#release(id);
      this.#waiting.delete(id);
      this.wake();
    };
    this.#waiting.set(id, release());
  }

  async #release(id: string): Promise<void> {
    const { store, log, name } = this.#options;
    await store.release(id).catch((error) => log.warn({ err: error, worker: name, id }, 'work not released, its lease will end'));
  }

  #getsNowhere(id: string): boolean {
    const at = this.#options.clock.now().getTime();
    const before = this.#acts.get(id);
    const count = before && at - before.at < 1_000 ? before.count + 1 : 1;
    this.#acts.set(id, { at: count === 1 ? at : (before?.at ?? at), count });
    if (this.#acts.size > 10_000) this.#acts.clear();
    if (this.#failures.size > 10_000) this.#failures.clear();
    return count > MOST_ACTS_AT_ONCE;
  }
}
