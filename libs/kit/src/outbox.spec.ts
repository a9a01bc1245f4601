import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Aggregate, AggregateStore } from './aggregate.ts';
import type { EventBus, OutgoingEvent } from './bus.ts';
import type { Caller } from './caller.ts';
import { openMemory } from './memory.ts';
import { openMemoryBus } from './memory-bus.ts';
import { OutboxRelay } from './outbox.ts';
import { FixedClock } from './testing/ports.ts';

const TOPIC = 'kit.events.v1';
const caller: Caller = { merchantId: 'm1', actor: { kind: 'staff', id: 's1' }, requestId: 'r1' };
const realClock = new FixedClock();

interface Box extends Aggregate {
  count: number;
}

function aStore() {
  return new AggregateStore<Box, { type: 'counted' }>({
    collection: openMemory().collection<Box>('boxes'),
    topic: TOPIC,
    encode: (_fact, { count }) => Buffer.from(String(count)),
    clock: realClock,
    realClock,
  });
}

const create = (store: ReturnType<typeof aStore>, id: string) =>
  store.create({ _id: id, merchantId: 'm1', version: 0, schema: 1, count: 1 }, [{ type: 'counted' }], caller);
const count = (store: ReturnType<typeof aStore>, id: string) =>
  store.decide('m1', id, caller, (box) => ({ state: { ...box, count: box.count + 1 }, facts: [{ type: 'counted' }] }));

/** A bus that does what the scripts say before it answers: send or not, then succeed or fail. */
function aBrokenBus(script: ('send' | 'lose' | 'sendThenFail')[]) {
  const bus = openMemoryBus();
  const publishAll = async (topic: string, events: readonly OutgoingEvent[]) => {
    const step = script.shift() ?? 'send';
    if (step !== 'lose') await bus.publishAll(topic, events);
    if (step !== 'send') throw new Error('connection lost');
  };
  return { ...busOf(bus), publishAll, values: () => bus.published(TOPIC).map(({ value }) => Buffer.from(value).toString()) };
}

function busOf(bus: EventBus): EventBus {
  return {
    publish: (t, e) => bus.publish(t, e),
    publishAll: (t, e) => bus.publishAll(t, e),
    subscribe: (r) => bus.subscribe(r),
    ping: () => bus.ping(),
    close: () => bus.close(),
  };
}

describe('relaying an outbox', () => {
  it('publishes the facts of an aggregate in order and then is idle', async () => {
    const store = aStore();
    const bus = openMemoryBus();
    const relay = new OutboxRelay({ stores: [store], bus, realClock });
    await create(store, 'a');
    await count(store, 'a');
    await count(store, 'a');
    assert.equal(await relay.idle(), false);
    await relay.flush();
    assert.deepEqual(
      bus.published(TOPIC).map(({ headers }) => headers.ce_id),
      ['a:1:1', 'a:2:1', 'a:3:1'],
    );
    assert.equal(await relay.idle(), true);
  });

  it('publishes as soon as something is saved, without waiting for its next look', async () => {
    const store = aStore();
    const bus = openMemoryBus();
    const relay = new OutboxRelay({ stores: [store], bus, realClock, pollMs: 3_600_000 });
    relay.start();
    await create(store, 'a');
    while (bus.published(TOPIC).length === 0) await new Promise(setImmediate);
    await relay.stop();
  });

  it('keeps everything when the topic did not answer, and publishes it under the same ids when it was there after all', async () => {
    const store = aStore();
    const bus = aBrokenBus(['lose', 'sendThenFail', 'send']);
    const relay = new OutboxRelay({ stores: [store], bus, realClock });
    await create(store, 'a');
    await assert.rejects(relay.flush());
    assert.deepEqual(bus.values(), []);
    await assert.rejects(relay.flush());
    await relay.flush();
    assert.deepEqual(bus.values(), ['1', '1']);
    assert.equal(await relay.idle(), true);
  });

  it('repeats, but does not lose, what was published by a relay that died before it could note it', async () => {
    const store = aStore();
    const bus = openMemoryBus();
    await create(store, 'a');
    const [claimed] = await store.claimOutboxAcrossMerchants({ limit: 1, leaseMs: 1_000 });
    await bus.publishAll(
      TOPIC,
      claimed!.entries.map(({ key, payload, headers }) => ({ key, value: payload, headers })),
    );
    await count(store, 'a');

    const relay = new OutboxRelay({ stores: [store], bus, realClock });
    await relay.flush();
    assert.equal(bus.published(TOPIC).length, 1, 'the dead relay still holds its lease');
    realClock.advance(1_001);
    await relay.flush();
    assert.deepEqual(
      bus.published(TOPIC).map(({ headers }) => headers.ce_id),
      ['a:1:1', 'a:1:1', 'a:2:1'],
    );
  });

  it('goes on by itself after an outage', async () => {
    const store = aStore();
    const bus = aBrokenBus(['lose', 'lose']);
    const timer = { sleep: () => new Promise<void>((resolve) => setImmediate(resolve)) };
    const relay = new OutboxRelay({ stores: [store], bus, realClock, timer });
    await create(store, 'a');
    relay.start();
    while (!(await relay.idle())) await new Promise(setImmediate);
    await relay.stop();
    assert.deepEqual(bus.values(), ['1']);
  });
});
