import type { BusMessage, EventBus, OutgoingEvent } from '@petpact/kit/bus';
import { Unavailable } from '@petpact/kit/refusal';
import type { Gate } from './faulty-database.ts';
import type { Rng } from './rng.ts';

/** How far back a group may have to go when its place was lost. */
const LONGEST_REPLAY = 4;

/** Topics in memory. Nothing is delivered by itself: the scheduler asks for the next message, which may have come before. */
export class SimulatedBus implements EventBus {
  readonly #topics = new Map<string, BusMessage[]>();
  /** Group and key → how many of the key's messages were committed. */
  readonly #committed = new Map<string, number>();
  readonly #gate: Gate;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  async publish(topic: string, event: OutgoingEvent): Promise<void> {
    await this.publishAll(topic, [event]);
  }

  /** A send that fails may have been taken all the same: then it is sent again under the same event ids. */
  async publishAll(topic: string, events: readonly OutgoingEvent[]): Promise<void> {
    if (this.#gate('bus', `before ${topic}`) !== 'go') throw new Unavailable('bus');
    const log = this.#topics.get(topic) ?? [];
    this.#topics.set(topic, log);
    for (const { key, value, headers } of events) log.push({ topic, key, value: value.slice(), headers: { ...headers } });
    if (this.#gate('bus', `after ${topic}`) !== 'go') throw new Unavailable('bus');
  }

  /** Keys of a topic that have something new for a group. */
  waiting(group: string, topic: string): string[] {
    const keys = [...new Set((this.#topics.get(topic) ?? []).map(({ key }) => key))];
    return keys.filter((key) => this.#of(topic, key).length > this.#at(group, topic, key));
  }

  next(group: string, topic: string, key: string): BusMessage | undefined {
    return this.#of(topic, key)[this.#at(group, topic, key)];
  }

  commit(group: string, topic: string, key: string): void {
    this.#committed.set(`${group} ${topic} ${key}`, this.#at(group, topic, key) + 1);
  }

  /** The group loses its place, as after a rebalance: the newest messages of a key come again. */
  replay(group: string, topic: string, key: string, rng: Rng): void {
    const at = this.#at(group, topic, key);
    this.#committed.set(`${group} ${topic} ${key}`, Math.max(0, at - 1 - rng.below(LONGEST_REPLAY)));
  }

  keys(topic: string): string[] {
    return [...new Set((this.#topics.get(topic) ?? []).map(({ key }) => key))];
  }

  subscribe(): never {
    throw new Error('the scheduler delivers here');
  }
  async ping(): Promise<void> {}
  async close(): Promise<void> {}

  #of(topic: string, key: string): BusMessage[] {
    return (this.#topics.get(topic) ?? []).filter((message) => message.key === key);
  }

  #at(group: string, topic: string, key: string): number {
    return this.#committed.get(`${group} ${topic} ${key}`) ?? 0;
  }
}
