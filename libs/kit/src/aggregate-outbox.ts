import type { Aggregate, Fact, Stored } from './aggregate.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import type { Collection } from './collection.ts';
import type { ClaimedOutbox, OutboxEntry } from './outbox-entry.ts';
import { currentTraceparent } from './trace-context.ts';

/** Turns a fact into the event's bytes; undefined = this fact is not published. */
export type EncodeFact<T, F> = (fact: F, after: T, event: { eventId: string; occurTime: Date; version: number }) => Uint8Array | undefined;

interface Occurrence<T, F> {
  facts: readonly F[];
  after: T;
  caller: Caller;
  topic: string;
  occurTime: Date;
  encode: EncodeFact<T, F>;
}

/** The outbox entries of one write. `after` has its new version already; the n in the event id counts facts from 1. */
export function entriesOf<T extends Aggregate, F extends Fact>(occurrence: Occurrence<T, F>): OutboxEntry[] {
  const { facts, after, caller, topic, occurTime, encode } = occurrence;
  const traceparent = currentTraceparent();
  return facts.flatMap((fact, index) => {
    const eventId = `${after._id}:${after.version}:${index + 1}`;
    const payload = encode(fact, after, { eventId, occurTime, version: after.version });
    if (!payload) return [];
    const headers = {
      ce_specversion: '1.0',
      ce_id: eventId,
      ce_type: fact.type,
      // The service: the topic is '<service>.events.v1'.
      ce_source: topic.split('.')[0] ?? topic,
      ce_time: occurTime.toISOString(),
      merchant_id: after.merchantId,
      version: String(after.version),
      caller: JSON.stringify(caller),
      ...(traceparent === undefined ? {} : { traceparent }),
    };
    return [{ eventId, type: fact.type, key: after._id, payload, headers }];
  });
}

/** The relay's half of a store: taking and removing what is to be published. Leases are real time. */
export class AggregateOutbox {
  readonly #documents: Collection<Aggregate & Stored>;
  readonly #realClock: Clock;

  constructor(documents: Collection<Aggregate & Stored>, realClock: Clock) {
    this.#documents = documents;
    this.#realClock = realClock;
  }

  async claim({ limit, leaseMs }: { limit: number; leaseMs: number }): Promise<ClaimedOutbox[]> {
    const now = this.#realClock.now();
    const free = [{ outboxLeaseUntil: { $exists: false } }, { outboxLeaseUntil: { $lte: now } }];
    const waiting = await this.#documents.find(
      { outboxSince: { $gt: new Date(0) }, $or: free },
      { sort: { outboxSince: 1 }, limit, projection: { outbox: 1 } },
    );
    const until = new Date(now.getTime() + leaseMs);
    const claims = waiting.map(async ({ _id, outbox = [] }) => {
      const first = outbox[0];
      if (!first) {
        // Two relays pulled one after the other's lease had ended: nothing is left, and nothing waits.
        await this.#documents.updateOne({ _id, 'outbox.0': { $exists: false } }, { $unset: { outboxSince: '', outboxLeaseUntil: '' } });
        return [];
      }
      // The same oldest entry: nobody published in between, so what was read is what is there.
      const mine = { _id, 'outbox.0.eventId': first.eventId, $or: free };
      const isTaken = await this.#documents.updateOne(mine, { $set: { outboxLeaseUntil: until } });
      return isTaken ? [{ id: _id, entries: outbox }] : [];
    });
    return (await Promise.all(claims)).flat();
  }

  async pull(id: string, eventIds: readonly string[]): Promise<void> {
    const count = eventIds.length;
    if (count === 0) {
      await this.#documents.updateOne({ _id: id }, { $unset: { outboxLeaseUntil: '' } });
      return;
    }
    const published = { $pull: { outbox: { eventId: { $in: eventIds } } } };
    // Exactly these entries and no newer one: only then the outbox is empty afterwards.
    const exactly = { 'outbox.0.eventId': eventIds[0], [`outbox.${count - 1}.eventId`]: eventIds[count - 1] };
    const emptied = await this.#documents.updateOne(
      { _id: id, ...exactly, [`outbox.${count}`]: { $exists: false } },
      { ...published, $unset: { outboxSince: '', outboxLeaseUntil: '' } },
    );
    if (!emptied) await this.#documents.updateOne({ _id: id }, { ...published, $unset: { outboxLeaseUntil: '' } });
  }

  async hasEntries(): Promise<boolean> {
    return (await this.#documents.find({ outboxSince: { $gt: new Date(0) } }, { limit: 1, projection: { _id: 1 } })).length > 0;
  }
}
