import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusMessage, EventBus, OutgoingEvent, RetryLater, Subscription, SubscriptionRequest } from './bus.ts';
import { systemTimer, type Timer } from './clock.ts';

const LANES = 12;

interface Group {
  request: SubscriptionRequest;
  members: SubscriptionRequest[];
  /** Lane → how many of its messages this group has committed. */
  committed: Map<string, number>;
  running: Set<string>;
  inHand: number;
}

export interface MemoryBus extends EventBus {
  /** Resolves when every group has dealt with everything, what their handlers published included. */
  settle(): Promise<void>;
  /** Everything ever published, oldest first per key; for specs. */
  published(topic: string): BusMessage[];
}

/** The topics' twin in memory: order per key, groups that continue where they were, redelivery of what was not committed. */
export function openMemoryBus({ timer = systemTimer }: { timer?: Timer } = {}): MemoryBus {
  return new InMemoryBus(timer);
}

class InMemoryBus implements MemoryBus {
  readonly #lanes = new Map<string, BusMessage[]>();
  readonly #groups = new Map<string, Group>();
  readonly #timer: Timer;
  /** Handlers do not run inside the publisher's trace and deadline. */
  readonly #outside = AsyncLocalStorage.snapshot();

  constructor(timer: Timer) {
    this.#timer = timer;
  }

  async publish(topic: string, event: OutgoingEvent): Promise<void> {
    const name = laneOf(topic, event.key);
    const lane = this.#lanes.get(name) ?? [];
    this.#lanes.set(name, lane);
    lane.push({ topic, key: event.key, value: event.value.slice(), headers: { ...event.headers } });
    for (const group of this.#groups.values()) this.#outside(() => void this.#pump(group, name));
  }

  async publishAll(topic: string, events: readonly OutgoingEvent[]): Promise<void> {
    for (const event of events) await this.publish(topic, event);
  }

  async subscribe(request: SubscriptionRequest): Promise<Subscription> {
    const group = this.#groups.get(request.group) ?? this.#newGroup(request);
    group.members.push(request);
    for (const name of this.#lanes.keys()) this.#outside(() => void this.#pump(group, name));
    const lag = async () => this.#lagOf(group);
    return {
      lag,
      idle: async () => (await lag()) === 0,
      stop: async () => {
        group.members = group.members.filter((member) => member !== request);
        while (group.members.length === 0 && group.inHand > 0) await nextTurn();
      },
    };
  }

  async ping(): Promise<void> {}

  async close(): Promise<void> {
    for (const group of this.#groups.values()) group.members = [];
  }

  async settle(): Promise<void> {
    const busy = (group: Group) => group.members.length > 0 && this.#lagOf(group) > 0;
    while ([...this.#groups.values()].some(busy)) await nextTurn();
  }

  published(topic: string): BusMessage[] {
    return [...this.#lanes].filter(([name]) => topicOf(name) === topic).flatMap(([, lane]) => lane);
  }

  #newGroup(request: SubscriptionRequest): Group {
    const committed = new Map<string, number>();
    if (request.fromBeginning === false) for (const [name, lane] of this.#lanes) committed.set(name, lane.length);
    const group: Group = { request, members: [], committed, running: new Set(), inHand: 0 };
    this.#groups.set(request.group, group);
    return group;
  }

  #lagOf(group: Group): number {
    let lag = 0;
    for (const [name, lane] of this.#lanes) {
      if (group.request.topics.includes(topicOf(name))) lag += lane.length - (group.committed.get(name) ?? 0);
    }
    return lag;
  }

  async #pump(group: Group, name: string): Promise<void> {
    if (group.running.has(name) || !group.request.topics.includes(topicOf(name))) return;
    group.running.add(name);
    for (let failures = 0; ; ) {
      const at = group.committed.get(name) ?? 0;
      const message = this.#lanes.get(name)?.[at];
      const member = group.members[Number(name.split('#')[1]) % group.members.length];
      if (!message || !member) break;
      group.inHand += 1;
      const again = await deliver(member, message, failures);
      group.inHand -= 1;
      failures = again ? failures + 1 : 0;
      if (again) await this.#timer.sleep(again.retryAfterMs);
      else group.committed.set(name, at + 1);
    }
    group.running.delete(name);
  }
}

async function deliver(member: SubscriptionRequest, message: BusMessage, failures: number): Promise<RetryLater | undefined> {
  try {
    return await member.handle({ ...message, value: message.value.slice(), headers: { ...message.headers } }, failures);
  } catch {
    return { retryAfterMs: 1 };
  }
}

function laneOf(topic: string, key: string): string {
  let hash = 0;
  for (const char of key) hash = (hash * 31 + char.charCodeAt(0)) >>> 0;
  return `${topic}#${hash % LANES}`;
}

function topicOf(lane: string): string {
  return lane.slice(0, lane.lastIndexOf('#'));
}
