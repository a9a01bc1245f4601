import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedKafka, startKafka } from '@petpact/local/kafka';
import type { EventBus, IncomingEvent, Subscription } from './bus.ts';
import { consume, replayDeadLetters } from './consumer.ts';
import { openKafka } from './kafka.ts';
import { Refusal } from './refusal.ts';
import { anEvent } from './testing/events.ts';

const retries = { attempts: 2, firstMs: 10, longestMs: 20 };

let dataDir: string;
let broker: EmbeddedKafka;
let bus: EventBus;
let crashes: Error[] = [];
let topic: string;
let count = 0;

const open = () =>
  openKafka({
    brokers: [broker.brokers],
    clientId: 'kit',
    partitions: 3,
    onCrash: (error) => crashes.push(error),
    sessionTimeoutMs: 6_000,
  });

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'petpact-kit-'));
  broker = await startKafka({ dataDir });
  bus = await open();
});
after(async () => {
  await bus.close();
  await broker.stop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  crashes = [];
  topic = `kit${++count}.events.v1`;
});

/** A member of a group that notes what it was given. */
async function aMember(group: string, handle: (event: IncomingEvent) => Promise<void> = async () => {}, on = bus) {
  const handled: string[] = [];
  const noting = async (event: IncomingEvent) => {
    await handle(event);
    handled.push(`${event.key}${event.version}`);
  };
  return { handled, subscription: await consume({ bus: on, group, topics: [topic], handle: noting, retries }) };
}

async function untilIdle(subscription: Subscription): Promise<void> {
  while (!(await subscription.idle())) await delay(20);
}

describe('a group on Kafka', () => {
  it('reads what was published before it came, in order per key', async () => {
    await bus.publishAll(
      topic,
      ['a', 'b', 'a', 'b', 'a'].map((key, index) => anEvent({ key, version: index })),
    );
    const { handled, subscription } = await aMember('late');
    await untilIdle(subscription);
    // A broker that has just started was seen to give a batch twice, which it may: delivery is at least once.
    const given = [...new Set(handled)];
    assert.deepEqual(
      given.filter((id) => id.startsWith('a')),
      ['a0', 'a2', 'a4'],
    );
    assert.deepEqual(
      given.filter((id) => id.startsWith('b')),
      ['b1', 'b3'],
    );
    await subscription.stop();
  });

  it('goes on after a restart where it had committed', async () => {
    await bus.publish(topic, anEvent({ key: 'a', version: 1 }));
    const first = await aMember('again');
    await untilIdle(first.subscription);
    await first.subscription.stop();
    await bus.publish(topic, anEvent({ key: 'a', version: 2 }));
    const second = await aMember('again');
    await untilIdle(second.subscription);
    assert.deepEqual([first.handled, second.handled], [['a1'], ['a2']]);
    await second.subscription.stop();
  });

  it('delivers again what a member was in when its process died', async () => {
    const dying = await open();
    const reached = Promise.withResolvers<void>();
    const stuck = Promise.withResolvers<void>();
    const never = () => {
      reached.resolve();
      return stuck.promise;
    };
    await aMember('dying', never, dying);
    await bus.publish(topic, anEvent({ key: 'a', version: 1 }));
    await reached.promise;
    const { handled, subscription } = await aMember('dying');
    await untilIdle(subscription);
    assert.deepEqual(handled, ['a1']);
    await subscription.stop();
    // A client left open would look for its broker for ever once that is stopped, and this process would not end.
    stuck.resolve();
    await dying.close();
  });

  it('survives a bug in a handler: the event becomes a dead letter, whole, and later ones flow', async () => {
    const bug = async ({ version }: IncomingEvent) => {
      if (version === 1) (undefined as unknown as { x: () => void }).x();
    };
    const { handled, subscription } = await aMember('buggy', bug);
    await bus.publishAll(topic, [anEvent({ key: 'a', version: 1, value: 'bytes' }), anEvent({ key: 'a', version: 2 })]);
    await untilIdle(subscription);
    assert.deepEqual(handled, ['a2']);
    await bus.publish(topic, anEvent({ key: 'a', version: 3 }));
    await untilIdle(subscription);
    assert.deepEqual(handled, ['a2', 'a3']);
    assert.deepEqual(crashes, []);
    await subscription.stop();

    const dead: string[] = [];
    const reader = await bus.subscribe({
      group: 'reader',
      topics: [`${topic}.dlq.buggy`],
      handle: async ({ key, value, headers }) => {
        dead.push(key, Buffer.from(value).toString(), headers.ce_id ?? '', headers['petpact-dlq-error']?.split(':')[0] ?? '');
        return undefined;
      },
    });
    await untilIdle(reader);
    await reader.stop();
    assert.deepEqual(dead, ['a', 'bytes', 'a:1:1', 'TypeError']);
  });

  it('replays dead letters to the group that failed and to no other', async () => {
    let isFixed = false;
    const buggy = async () => {
      if (!isFixed) throw new TypeError('bug');
    };
    const failing = await aMember('fixed', buggy);
    const other = await aMember('healthy');
    await bus.publish(topic, anEvent({ key: 'a', version: 1 }));
    await untilIdle(failing.subscription);
    isFixed = true;
    assert.equal(await replayDeadLetters({ bus, topic, group: 'fixed' }), 1);
    await untilIdle(failing.subscription);
    await untilIdle(other.subscription);
    assert.deepEqual([failing.handled, other.handled], [['a1'], ['a1']]);
    await failing.subscription.stop();
    await other.subscription.stop();
  });

  it('lets other keys go on while one waits for something that is not there yet', async () => {
    let isThere = false;
    const handle = async ({ key }: IncomingEvent) => {
      if (key === 'waits' && !isThere) throw new Refusal('PLAN_NOT_FOUND', 'notFound');
      if (key !== 'waits') isThere = true;
    };
    const { handled, subscription } = await aMember('waiting', handle);
    await bus.publish(topic, anEvent({ key: 'waits', version: 1 }));
    while ((await subscription.lag()) === 0) await delay(5);
    for (const key of ['k1', 'k2', 'k3', 'k4', 'k5', 'k6']) await bus.publish(topic, anEvent({ key, version: 1 }));
    await untilIdle(subscription);
    assert.equal(handled.length, 7);
    await subscription.stop();
  });

  it('loses nothing when the broker is killed under load, and is idle again afterwards', async () => {
    const { handled, subscription } = await aMember('surviving', () => delay(1));
    const sent: string[] = [];
    const load = (async () => {
      for (let version = 1; version <= 150; version++) {
        const key = `k${version % 7}`;
        const event = anEvent({ key, version });
        while (
          !(await bus.publish(topic, event).then(
            () => true,
            () => false,
          ))
        )
          await delay(50);
        sent.push(`${key}${version}`);
      }
    })();
    await delay(200);
    process.kill(broker.pid, 'SIGKILL');
    await broker.ended;
    broker = await startKafka({ dataDir, port: broker.port });
    await load;
    await untilIdle(subscription);
    assert.deepEqual([...new Set(handled)].sort(), [...sent].sort());
    assert.deepEqual(crashes, []);
    await subscription.stop();
  });
});
