import { changesBetween, stateOf } from './aggregate-changes.ts';
import { AggregateOutbox, type EncodeFact, entriesOf } from './aggregate-outbox.ts';
import { type PageRequest, pageOf } from './aggregate-page.ts';
import type { Caller } from './caller.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Collection, Filter, IndexSpec, Update } from './collection.ts';
import type { ClaimedOutbox, OutboxEntry, OutboxSource } from './outbox-entry.ts';
import { Conflict, Refusal } from './refusal.ts';

export type { EncodeFact } from './aggregate-outbox.ts';
export type { PageRequest } from './aggregate-page.ts';
export type { ClaimedOutbox, OutboxEntry, OutboxSource } from './outbox-entry.ts';

/** What every stored aggregate has. The document is the transaction (ARCHITECTURE, rule 1). */
export interface Aggregate {
  _id: string;
  merchantId: string;
  /** Counts the writes; every decision guards on it. */
  version: number;
  /** Which stored shape this is; `upgrade` lifts older ones. */
  schema: number;
  /** Business time at which this aggregate wants to be worked on; absent = nothing is due. */
  nextActionAt?: Date;
}

/** A domain fact: past tense, one member of a union told apart by `type`. */
export interface Fact {
  type: string;
}

/** What is stored beside the state; never seen by the domain. */
export interface Stored {
  outbox?: OutboxEntry[];
  /** Real time since which the outbox is not empty. */
  outboxSince?: Date;
  /** Real time until which one relay holds the outbox. */
  outboxLeaseUntil?: Date;
  /** Real time until which one worker holds the due work. */
  leaseUntil?: Date;
}

export interface AggregateStoreOptions<T extends Aggregate, F extends Fact> {
  collection: Collection<T>;
  /** '<service>.events.v1' */
  topic: string;
  encode: EncodeFact<T, F>;
  /** Lifts a document of an older `schema` to the present shape; pure. */
  upgrade?: (stored: Record<string, unknown>) => T;
  /** What a refusal calls it: 'PLAN' gives PLAN_NOT_FOUND. By default the collection's name without its plural s. */
  name?: string;
  /** Business time: when facts occurred. */
  clock: Clock;
  /** Real time: leases. */
  realClock?: Clock;
}

/** What one write of this process left to do. */
export interface Written {
  /** Facts waiting to be published. */
  entries: number;
  nextActionAt?: Date;
}

const TRIES = 3;

/** Loads, decides about and saves one kind of aggregate: every write is one conditional update that carries its facts. */
export class AggregateStore<T extends Aggregate, F extends Fact> implements OutboxSource {
  readonly topic: string;
  readonly collection: Collection<T>;
  readonly #options: AggregateStoreOptions<T, F>;
  readonly #realClock: Clock;
  readonly #outbox: AggregateOutbox;
  /** What was stored when a state was read, where reading may have upgraded it. */
  readonly #storedAs = new WeakMap<object, object>();
  readonly #listeners: ((written: Written) => void)[] = [];

  constructor(options: AggregateStoreOptions<T, F>) {
    this.topic = options.topic;
    this.collection = options.collection;
    this.#options = options;
    this.#realClock = options.realClock ?? systemClock;
    this.#outbox = new AggregateOutbox(this.#documents, this.#realClock);
  }

  /** Undefined when there is none, or when it belongs to another merchant. */
  async read(merchantId: string, id: string): Promise<T | undefined> {
    const stored = await this.#documents.findOne({ _id: id, merchantId });
    return stored && this.#stateFrom(stored);
  }

  /** Like `read`, but refuses `<NAME>_NOT_FOUND`. */
  async require(merchantId: string, id: string): Promise<T> {
    const state = await this.read(merchantId, id);
    if (!state) throw new Refusal(`${this.#name}_NOT_FOUND`, 'notFound', { id });
    return state;
  }

  /** Stores a new aggregate as version 1, with its facts. False when the `_id` is taken: then nothing happened. */
  async create(state: T, facts: readonly F[], caller: Caller): Promise<boolean> {
    const after = { ...state, version: 1 };
    const outbox = this.#entries(after, facts, caller);
    const waiting: Stored = outbox.length > 0 ? { outbox, outboxSince: this.#realClock.now() } : {};
    const created = await this.#documents.insertOne({ ...(stateOf(after) as unknown as T), ...waiting });
    if (created) this.#tell(after, outbox.length);
    return created;
  }

  /**
   * Writes what changed and appends the facts, if nobody wrote since `before` was read; otherwise throws Conflict.
   * Returns the state as it is now stored. A lease that is held stays held.
   */
  async save(before: T, after: T, facts: readonly F[], caller: Caller): Promise<T> {
    const next = { ...after, _id: before._id, merchantId: before.merchantId, version: before.version + 1 };
    const base = this.#options.upgrade ? (this.#storedAs.get(before) ?? {}) : before;
    const { set, unset } = changesBetween(base, next);
    const entries = this.#entries(next, facts, caller);
    const pushed = entries.length > 0 ? { $push: { outbox: { $each: entries } }, $min: { outboxSince: this.#realClock.now() } } : {};
    const update = { $set: set, $unset: unset, $inc: { version: 1 }, ...pushed } as Update<Aggregate & Stored>;
    const { _id, merchantId, version } = before;
    if (!(await this.#documents.updateOne({ _id, merchantId, version }, update))) {
      throw new Conflict(`${this.collection.name} ${_id} is no longer at version ${version}`);
    }
    this.#tell(next, entries.length);
    if (this.#options.upgrade) this.#storedAs.set(next, next);
    return next;
  }

  /**
   * Loads, decides, saves; when somebody else was faster, loads and decides again, three times in all.
   * A decision that changes nothing and tells nothing writes nothing.
   */
  async decide(merchantId: string, id: string, caller: Caller, decision: (state: T) => { state: T; facts: readonly F[] }): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.require(merchantId, id);
      const { state, facts } = decision(before);
      const { set, unset } = changesBetween(before, state);
      if (facts.length === 0 && Object.keys(set).length === 0 && Object.keys(unset).length === 0) return before;
      try {
        return await this.save(before, state, facts, caller);
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === TRIES) throw error;
      }
    }
  }

  /** One page of a merchant's aggregates. Page through with `nextPageToken`; '' = that was the last page. */
  async list(merchantId: string, filter: Filter<T>, page: PageRequest): Promise<{ items: T[]; nextPageToken: string }> {
    const { items, nextPageToken } = await pageOf(this.#documents, merchantId, filter, page);
    return { items: items.map((stored) => this.#stateFrom(stored)), nextPageToken };
  }

  /** Takes due work, longest due first; nobody else gets it until `release` or the end of the lease. `now` is business time. */
  async claimDueAcrossMerchants(claim: { now: Date; limit: number; leaseMs: number }): Promise<{ merchantId: string; id: string }[]> {
    const realNow = this.#realClock.now();
    const due: Filter<Aggregate & Stored> = {
      nextActionAt: { $lte: claim.now },
      $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: realNow } }],
    };
    const found = await this.#documents.find(due, { sort: { nextActionAt: 1 }, limit: claim.limit, projection: { merchantId: 1 } });
    const leaseUntil = new Date(realNow.getTime() + claim.leaseMs);
    const claims = found.map(async ({ _id, merchantId }) => {
      const isTaken = await this.#documents.updateOne({ ...due, _id }, { $set: { leaseUntil } });
      return isTaken ? [{ merchantId, id: _id }] : [];
    });
    return (await Promise.all(claims)).flat();
  }

  /** Gives claimed work back, done or not. */
  async release(id: string): Promise<void> {
    await this.#documents.updateOne({ _id: id }, { $unset: { leaseUntil: '' } });
  }

  /** The earliest instant any aggregate names; it may be past and under work. Undefined when none does. */
  async nextDueAcrossMerchants(): Promise<Date | undefined> {
    const named = { nextActionAt: { $gt: new Date(0) } };
    const [first] = await this.#documents.find(named, { sort: { nextActionAt: 1 }, limit: 1, projection: { nextActionAt: 1 } });
    return first?.nextActionAt;
  }

  claimOutboxAcrossMerchants(claim: { limit: number; leaseMs: number }): Promise<ClaimedOutbox[]> {
    return this.#outbox.claim(claim);
  }

  pullOutbox(id: string, eventIds: readonly string[]): Promise<void> {
    return this.#outbox.pull(id, eventIds);
  }

  hasOutboxAcrossMerchants(): Promise<boolean> {
    return this.#outbox.hasEntries();
  }

  /** The relay and the worker of this process hear of every write, so that they need not wait for their next look. */
  onWrite(listener: (written: Written) => void): void {
    this.#listeners.push(listener);
  }

  #tell({ nextActionAt }: T, entries: number): void {
    for (const listener of this.#listeners) listener({ entries, nextActionAt });
  }

  get #documents(): Collection<Aggregate & Stored> {
    return this.collection as unknown as Collection<Aggregate & Stored>;
  }

  get #name(): string {
    const plural = this.collection.name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return this.#options.name ?? plural.replace(/S$/, '');
  }

  #entries(after: T, facts: readonly F[], caller: Caller): OutboxEntry[] {
    const { topic, encode, clock } = this.#options;
    return entriesOf({ facts, after, caller, topic, occurTime: clock.now(), encode });
  }

  #stateFrom(stored: Aggregate & Stored): T {
    const state = stateOf(stored);
    if (!this.#options.upgrade) return state as unknown as T;
    const upgraded = this.#options.upgrade(state);
    this.#storedAs.set(upgraded, state);
    return upgraded;
  }
}

/** The indexes every aggregate collection declares. */
export function aggregateIndexes(collection: string): IndexSpec[] {
  return [
    { collection, keys: { nextActionAt: 1 }, reason: 'due work is claimed in the order in which it is due' },
    { collection, keys: { outboxSince: 1 }, reason: 'the relay finds aggregates with unpublished facts, longest waiting first' },
    { collection, keys: { merchantId: 1, _id: -1 }, reason: "a merchant's list pages by _id" },
  ];
}
