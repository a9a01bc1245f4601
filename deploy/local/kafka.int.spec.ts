import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { type EmbeddedKafka, startKafka } from './kafka.ts';

describe('the embedded Kafka', () => {
  let dataDir = '';
  let broker: EmbeddedKafka;
  let client: Kafka;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'petpact-kafka-'));
    broker = await startKafka({ dataDir });
    client = new Kafka({
      brokers: [broker.brokers],
      logLevel: logLevel.NOTHING,
      retry: { retries: 20, initialRetryTime: 200, maxRetryTime: 1000 },
    });
    const admin = client.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'billing.events.v1', numPartitions: 12, replicationFactor: 1 }] });
    await admin.disconnect();
  });
  after(async () => {
    await broker.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Reads the topic from its first message until `count` different values have come. */
  async function readAll(groupId: string, count: number): Promise<{ values: Set<string>; ordered: boolean }> {
    const consumer = client.consumer({ groupId, sessionTimeout: 6000, heartbeatInterval: 1000 });
    await consumer.connect();
    await consumer.subscribe({ topic: 'billing.events.v1', fromBeginning: true });
    const values = new Set<string>();
    const lastOfKey = new Map<string, number>();
    let ordered = true;
    await consumer.run({
      eachMessage: async ({ message }) => {
        const key = String(message.key);
        const number = Number(String(message.value).split(':')[1]);
        ordered &&= number >= (lastOfKey.get(key) ?? 0);
        lastOfKey.set(key, number);
        values.add(String(message.value));
      },
    });
    for (let waited = 0; values.size < count && waited < 30_000; waited += 50) await sleep(50);
    await consumer.disconnect();
    return { values, ordered };
  }

  it('delivers what was sent, in order for each key, and without a timer that fires for ever', async () => {
    const warnings: string[] = [];
    const warn = (warning: Error): void => void warnings.push(warning.name);
    process.on('warning', warn);
    const producer = client.producer();
    await producer.connect();
    for (let n = 0; n < 20; n += 1) {
      await producer.send({ topic: 'billing.events.v1', acks: -1, messages: [{ key: `c${n % 4}`, value: `c${n % 4}:${n}` }] });
    }
    await producer.disconnect();
    const { values, ordered } = await readAll('first', 20);
    process.off('warning', warn);
    assert.equal(values.size, 20);
    assert.ok(ordered);
    assert.deepEqual(warnings, []);
  });

  it('has every message it acknowledged after it is killed while being written to', async () => {
    const acknowledged = new Set<string>();
    const producer = client.producer({ idempotent: false });
    await producer.connect();
    let killed = false;
    const send = async (key: string): Promise<void> => {
      for (let n = 0; !killed; n += 1) {
        const value = `${key}:${n}`;
        const sent = await producer.send({ topic: 'billing.events.v1', acks: -1, messages: [{ key, value }] }).then(
          () => true,
          () => false,
        );
        if (sent) acknowledged.add(value);
      }
    };
    const senders = ['k1', 'k2', 'k3', 'k4'].map(send);
    while (acknowledged.size < 400) await sleep(10);
    process.kill(broker.pid, 'SIGKILL');
    await broker.ended;
    broker = await startKafka({ dataDir, port: broker.port });
    killed = true;
    await Promise.all(senders);
    await producer.disconnect();
    const { values } = await readAll('second', acknowledged.size + 20);
    const lost = [...acknowledged].filter((value) => !values.has(value));
    assert.deepEqual(lost, []);
  });

  it('says which port is in use and what to do', async () => {
    await assert.rejects(startKafka({ dataDir: `${dataDir}/other`, port: broker.port }), {
      message: `Port ${broker.port} is in use; stop the program that listens there or set another port (KAFKA_PORT).`,
    });
  });
});
