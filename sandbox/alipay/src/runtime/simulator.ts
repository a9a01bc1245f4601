import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownApp } from '../domain/accounts.ts';
import type { Moment } from '../domain/call.ts';
import { evolve, type SimEvent } from '../domain/event.ts';
import { emptyWorld, type World } from '../domain/world.ts';
import { BusinessClock } from './business-clock.ts';
import { DueWork } from './due-work.ts';
import { Journal } from './journal.ts';
import { type AppKeys, loadKeys, type SigningKeys, signingKeys } from './keys.ts';
import { Notifier } from './notifier.ts';
import { RequestLog } from './request-log.ts';

export interface SimulatorOptions {
  dataDir: string;
  /** Whether a test clock will tell the business time. */
  followsTestClock: boolean;
  notifyTimeoutMs: number;
  /** Called when the journal cannot be written any more. */
  onBroken: (error: unknown) => void;
}

/** The world, its journal and its clock: decisions are pure, this is where they become true. */
export class Simulator {
  readonly world: World;
  readonly appKeys: AppKeys;
  readonly keys: SigningKeys;
  readonly clock: BusinessClock;
  readonly requests = new RequestLog();
  /** Signatures of requests whose connection was cut by a set behaviour. */
  readonly cutSigns = new Set<string>();
  readonly notifier: Notifier;
  readonly dueWork: DueWork;
  #journal: Journal;
  #activity = 0;
  #open = 0;

  private constructor(parts: { world: World; appKeys: AppKeys; clock: BusinessClock; journal: Journal; notifyTimeoutMs: number }) {
    this.world = parts.world;
    this.appKeys = parts.appKeys;
    this.keys = signingKeys(parts.appKeys);
    this.clock = parts.clock;
    this.#journal = parts.journal;
    this.notifier = new Notifier(this, parts.notifyTimeoutMs);
    this.dueWork = new DueWork(this);
  }

  static async open(options: SimulatorOptions): Promise<Simulator> {
    await mkdir(options.dataDir, { recursive: true });
    const appKeys = await loadKeys(options.dataDir);
    const world = emptyWorld(appKeys.appId);
    const clock = new BusinessClock(options.dataDir, options.followsTestClock);
    const journal = await Journal.open(join(options.dataDir, 'journal.jsonl'), (event) => evolve(world, event), options.onBroken);
    const simulator = new Simulator({ world, appKeys, clock, journal, notifyTimeoutMs: options.notifyTimeoutMs });
    if (!world.merchants.has(appKeys.appId)) await simulator.commit([ownApp(appKeys.appId)]);
    simulator.dueWork.sweep();
    return simulator;
  }

  moment(): Moment {
    return { now: this.clock.now(), entropy: randomBytes(40).toString('hex') };
  }

  /**
   * Makes events true: at once for whoever decides next, and on the disk when the promise resolves.
   * Notifies go out only then. Without events it waits for what others have under way.
   */
  async commit(events: readonly SimEvent[]): Promise<void> {
    for (const event of events) evolve(this.world, event);
    await this.#journal.append(events);
    const notifies = events.flatMap((event) => (event.type === 'notify' ? [event.notify.notifyId] : []));
    if (notifies.length > 0) this.notifier.offer(notifies);
    if (events.some(({ type }) => type === 'notify' || type === 'effect' || type === 'trade')) this.dueWork.reschedule();
  }

  countActivity(): void {
    this.#activity += 1;
  }

  /** Counts as busy until the returned function is called. */
  begin(): () => void {
    this.#open += 1;
    this.#activity += 1;
    return () => {
      this.#open -= 1;
      this.#activity += 1;
    };
  }

  /** What the test clock asks. */
  work(): { nextDue: string | null; idle: boolean; activity: number; busy: string[] } {
    const next = this.dueWork.nextDue();
    const waiting = this.dueWork.heldBusiness;
    const busy = [
      ...(this.#open > waiting ? [`${this.#open - waiting} calls`] : []),
      ...(this.notifier.underWay > 0 ? [`${this.notifier.underWay} notifies`] : []),
      ...(this.dueWork.realUnderWay > 0 ? [`${this.dueWork.realUnderWay} late effects in real time`] : []),
      ...(this.#journal.idle ? [] : ['journal']),
      ...(next !== undefined && next <= this.clock.now() ? ['due work'] : []),
    ];
    return { nextDue: next === undefined ? null : new Date(next).toISOString(), idle: busy.length === 0, activity: this.#activity, busy };
  }

  async close(): Promise<void> {
    this.dueWork.stop();
    this.notifier.stop();
    await this.#journal.close();
  }
}
