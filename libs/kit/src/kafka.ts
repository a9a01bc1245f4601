import kafkajs, { type Admin, type Kafka, type LogEntry, type Producer } from 'kafkajs';
import type { EventBus, OutgoingEvent, Subscription, SubscriptionRequest } from './bus.ts';
import { systemTimer } from './clock.ts';
import { calmIdleConnections } from './kafka-idle.ts';
import { KafkaLag } from './kafka-lag.ts';
import { KafkaSubscription } from './kafka-subscription.ts';
import { type Log, silentLog } from './log.ts';
import { Unavailable } from './refusal.ts';

export interface KafkaOptions {
  brokers: readonly string[];
  clientId: string;
  /** A consumer that cannot go on by itself says so here; the process must end, because nothing would be read any more. */
  onCrash: (error: Error) => void;
  /** Partitions of a topic that does not exist yet. Never changed afterwards: the order per key hangs on it. */
  partitions?: number;
  /** Without it the broker's own default. */
  replicationFactor?: number;
  /** A consumer that is silent for so long loses its partitions to others. */
  sessionTimeoutMs?: number;
  /** How many partitions one consumer works on at a time. */
  lanesAtOnce?: number;
  log?: Log;
}

export interface OpenKafka extends Required<Omit<KafkaOptions, 'brokers' | 'replicationFactor'>> {
  kafka: Kafka;
  admin: Admin;
  lag: KafkaLag;
}

/** Times a new topic is asked after, a tenth of a second apart. */
const LEADER_TRIES = 300;

/** One record batch stays well below the broker's limit of 1 MB. */
const MOST_BYTES_AT_ONCE = 500_000;

/**
 * The real bus. Sends wait for all in-sync replicas and are not "idempotent" in Kafka's sense: that was measured to lose
 * acknowledged messages (RELIABILITY §0). A repeated send repeats the event under its own id, and consumers bear that.
 */
export async function openKafka(options: KafkaOptions): Promise<EventBus> {
  calmIdleConnections();
  const usual = { partitions: 12, sessionTimeoutMs: 30_000, lanesAtOnce: 4, log: silentLog };
  const { log = silentLog } = options;
  const kafka = new kafkajs.Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 8 },
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => sparing(log),
  });
  const admin = kafka.admin();
  const producer = kafka.producer({
    idempotent: false,
    allowAutoTopicCreation: false,
    createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
  });
  await admin.connect();
  await producer.connect();
  return new KafkaBus({ ...usual, ...options, kafka, admin, lag: new KafkaLag(kafka) }, producer);
}

const SAY_AGAIN_MS = 10_000;

/** kafkajs repeats itself many times a second while a broker is down. */
function sparing(log: Log): (entry: LogEntry) => void {
  const said = new Map<string, number>();
  return ({ namespace, log: { message, error } }) => {
    const now = Date.now();
    if (now - (said.get(message) ?? 0) < SAY_AGAIN_MS) return;
    if (said.size > 100) said.clear();
    said.set(message, now);
    log.warn({ reason: String(error ?? ''), kind: namespace }, message);
  };
}

class KafkaBus implements EventBus {
  readonly #open: OpenKafka & { replicationFactor?: number };
  readonly #producer: Producer;
  readonly #topics = new Map<string, Promise<void>>();
  readonly #subscriptions = new Set<Subscription>();

  constructor(open: OpenKafka & { replicationFactor?: number }, producer: Producer) {
    this.#open = open;
    this.#producer = producer;
  }

  publish(topic: string, event: OutgoingEvent): Promise<void> {
    return this.publishAll(topic, [event]);
  }

  async publishAll(topic: string, events: readonly OutgoingEvent[]): Promise<void> {
    await this.#ensureTopic(topic);
    for (const part of inParts(events)) {
      const messages = part.map(({ key, value, headers }) => ({ key, value: Buffer.from(value), headers }));
      await this.#producer.send({ topic, messages, acks: -1 }).catch((error: Error) => {
        throw new Unavailable(`${topic} does not acknowledge: ${error.message}`, { cause: error });
      });
    }
  }

  async subscribe(request: SubscriptionRequest): Promise<Subscription> {
    for (const topic of request.topics) await this.#ensureTopic(topic);
    await this.#untilLed(request.topics);
    const subscription = await KafkaSubscription.start(this.#open, request);
    this.#subscriptions.add(subscription);
    const stop = async () => {
      this.#subscriptions.delete(subscription);
      await subscription.stop();
    };
    return { lag: () => subscription.lag(), idle: () => subscription.idle(), stop };
  }

  async ping(): Promise<void> {
    await this.#open.admin.describeCluster();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#producer.disconnect();
    await this.#open.lag.close();
    await this.#open.admin.disconnect();
  }

  /** kafkajs does not start on a topic that is not there, and brokers do not make topics by themselves. */
  #ensureTopic(topic: string): Promise<void> {
    const known = this.#topics.get(topic) ?? this.#createTopic(topic);
    this.#topics.set(topic, known);
    known.catch(() => this.#topics.delete(topic));
    return known;
  }

  async #createTopic(topic: string): Promise<void> {
    const { admin, partitions, replicationFactor } = this.#open;
    const there = await admin.listTopics();
    if (there.includes(topic)) return;
    // Another service may make it in this moment; then this answers false. kafkajs' own wait for leaders gives up too early.
    await admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions: partitions, replicationFactor }] });
    await this.#untilLed([topic]);
  }

  /** A topic that somebody made a moment ago has no leaders yet; subscribing then would fail for good. */
  async #untilLed(topics: readonly string[]): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      try {
        const { topics: found } = await this.#open.admin.fetchTopicMetadata({ topics: [...topics] });
        if (found.every(({ partitions }) => partitions.length > 0 && partitions.every(({ leader }) => leader >= 0))) return;
      } catch (error) {
        if (tries >= LEADER_TRIES) throw error;
      }
      if (tries >= LEADER_TRIES) throw new Unavailable(`no leaders for ${topics.join(', ')}`);
      await systemTimer.sleep(100);
    }
  }
}

/** Cut into sends of bearable size, in order. */
function* inParts(events: readonly OutgoingEvent[]): Generator<OutgoingEvent[]> {
  let part: OutgoingEvent[] = [];
  let bytes = 0;
  for (const event of events) {
    if (part.length > 0 && bytes + event.value.length > MOST_BYTES_AT_ONCE) {
      yield part;
      part = [];
      bytes = 0;
    }
    part.push(event);
    bytes += event.value.length + 500;
  }
  if (part.length > 0) yield part;
}
