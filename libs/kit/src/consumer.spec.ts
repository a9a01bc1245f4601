import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { IncomingEvent } from './bus.ts';
import { consume, replayDeadLetters, UNKNOWN_KIND } from './consumer.ts';
import { openMemoryBus } from './memory-bus.ts';
import { Refusal, Unavailable } from './refusal.ts';
import { anEvent } from './testing/events.ts';

const TOPIC = 'kit.events.v1';
const DEAD = 'kit.events.v1.dlq.g';
const retries = { attempts: 3, firstMs: 1, longestMs: 2 };

/** A group whose handler fails as often as there are errors, event by event. */
async function aGroup(errors: unknown[] = [], options: { outageMs?: number; hardStopMs?: number } = {}) {
  const bus = openMemoryBus();
  const handled: string[] = [];
  const handle = async (event: IncomingEvent) => {
    if (errors.length > 0) throw errors.shift();
    handled.push(event.eventId);
  };
  const consumption = await consume({ bus, group: 'g', topics: [TOPIC], handle, retries, ...options });
  return { bus, handled, consumption };
}

describe('consuming a topic', () => {
  it('tells the handler what happened, to which version and who caused it', async () => {
    const bus = openMemoryBus();
    let seen: IncomingEvent | undefined;
    await consume({ bus, group: 'g', topics: [TOPIC], handle: async (event) => (seen = event) });
    await bus.publish(TOPIC, anEvent({ key: 'k', version: 7, type: 'petAdopted' }));
    await bus.settle();
    assert.deepEqual(
      [seen?.eventId, seen?.type, seen?.source, seen?.version, seen?.caller.actor.id],
      ['k:7:1', 'petAdopted', 'kit', 7, 'p1'],
    );
    assert.equal(seen?.time.toISOString(), '2026-12-01T02:00:00.000Z');
  });

  it('reads a topic from its start, however late the group joins', async () => {
    const { bus, handled } = await aGroup();
    await bus.publish('late.events.v1', anEvent());
    await consume({ bus, group: 'late', topics: ['late.events.v1'], handle: async ({ eventId }) => handled.push(eventId) });
    await bus.settle();
    assert.deepEqual(handled, ['a1:1:1']);
  });

  it('keeps the order of one key, even when an event has to be tried again', async () => {
    const { bus, handled } = await aGroup([new Error('once')]);
    await bus.publishAll(TOPIC, [anEvent({ version: 1 }), anEvent({ version: 2 }), anEvent({ version: 3 })]);
    await bus.settle();
    assert.deepEqual(handled, ['a1:1:1', 'a1:2:1', 'a1:3:1']);
  });

  it('lets a refused event go, and goes on', async () => {
    const { bus, handled } = await aGroup([new Refusal('PLAN_ENDED', 'precondition')]);
    await bus.publishAll(TOPIC, [anEvent({ version: 1 }), anEvent({ version: 2 })]);
    await bus.settle();
    assert.deepEqual(handled, ['a1:2:1']);
    assert.deepEqual(bus.published(DEAD), []);
  });

  it('waits for what another topic has not told yet', async () => {
    const { bus, handled } = await aGroup([new Refusal('PLAN_NOT_FOUND', 'notFound'), new Refusal('PLAN_NOT_FOUND', 'notFound')]);
    await bus.publish(TOPIC, anEvent());
    await bus.settle();
    assert.deepEqual(handled, ['a1:1:1']);
  });

  it('puts an event that always fails aside, whole, and goes on with the next of its key', async () => {
    const bug = new TypeError("Cannot read properties of undefined (reading 'x')");
    const { bus, handled } = await aGroup([bug, bug, bug]);
    await bus.publishAll(TOPIC, [anEvent({ version: 1, value: 'bytes' }), anEvent({ version: 2 })]);
    await bus.settle();
    assert.deepEqual(handled, ['a1:2:1']);
    const [dead] = bus.published(DEAD);
    assert.equal(dead?.key, 'a1');
    assert.equal(Buffer.from(dead?.value ?? []).toString(), 'bytes');
    assert.equal(dead?.headers.ce_id, 'a1:1:1');
    assert.match(dead?.headers['petpact-dlq-error'] ?? '', /TypeError/);
  });

  it('puts a message that is no event aside at once', async () => {
    const { bus, handled } = await aGroup();
    await bus.publish(TOPIC, anEvent({ headers: { caller: '{}' } }));
    await bus.publish(TOPIC, { key: 'a1', value: Buffer.from('noise'), headers: {} });
    await bus.settle();
    assert.deepEqual(handled, []);
    assert.equal(bus.published(DEAD).length, 2);
  });

  it('keeps an event while a dependency is down longer than an event is tried', async () => {
    const { bus, handled } = await aGroup(Array.from({ length: 10 }, () => new Unavailable('store')));
    await bus.publish(TOPIC, anEvent());
    await bus.settle();
    assert.deepEqual(handled, ['a1:1:1']);
    assert.deepEqual(bus.published(DEAD), []);
  });

  it('does not wait for ever for a handler', async () => {
    const bus = openMemoryBus();
    const handle = () => new Promise<void>(() => {});
    await consume({ bus, group: 'g', topics: [TOPIC], handle, retries, hardStopMs: 5 });
    await bus.publish(TOPIC, anEvent());
    await bus.settle();
    assert.equal(bus.published(DEAD).length, 1);
  });

  it('commits a kind of event it does not know', async () => {
    const bus = openMemoryBus();
    const consumption = await consume({ bus, group: 'g', topics: [TOPIC], handle: async () => UNKNOWN_KIND });
    await bus.publish(TOPIC, anEvent());
    await bus.settle();
    assert.equal(await consumption.lag(), 0);
  });

  it('leaves what it was stopped in for the next member of the group', async () => {
    const { bus, handled, consumption } = await aGroup(Array.from({ length: 50 }, () => new Unavailable('store')));
    await bus.publish(TOPIC, anEvent());
    await consumption.stop();
    assert.equal(await consumption.lag(), 1);
    await consume({ bus, group: 'g', topics: [TOPIC], handle: async ({ eventId }) => handled.push(eventId) });
    await bus.settle();
    assert.deepEqual(handled, ['a1:1:1']);
  });
});

describe('replaying dead letters', () => {
  it('gives them to the group that failed and to no other, once', async () => {
    const bug = new Error('bug');
    const { bus, handled } = await aGroup([bug, bug, bug]);
    const others: string[] = [];
    await consume({ bus, group: 'other', topics: [TOPIC], handle: async ({ eventId }) => others.push(eventId) });
    await bus.publish(TOPIC, anEvent({ value: 'bytes' }));
    await bus.settle();
    assert.deepEqual([handled, others], [[], ['a1:1:1']]);

    assert.equal(await replayDeadLetters({ bus, topic: TOPIC, group: 'g' }), 1);
    await bus.settle();
    assert.deepEqual([handled, others], [['a1:1:1'], ['a1:1:1']]);
    assert.equal(await replayDeadLetters({ bus, topic: TOPIC, group: 'g' }), 0);
  });
});
