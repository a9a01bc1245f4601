import type { Consumer, EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import type { BusMessage, RetryLater, Subscription, SubscriptionRequest } from './bus.ts';
import type { OpenKafka } from './kafka.ts';
import { KafkaCommits } from './kafka-commits.ts';
import { KafkaOwnCommits } from './kafka-own-commits.ts';

/** Also how late a lane that waited is noticed when nothing else arrives. */
const LONGEST_POLL_MS = 500;

/** One member of a group: works on several partitions at a time, on each of them in order, and commits what is dealt with. */
export class KafkaSubscription implements Subscription {
  readonly #open: OpenKafka;
  readonly #request: SubscriptionRequest;
  readonly #consumer: Consumer;
  /** Lane → its first message that is to be tried again. */
  readonly #failed = new Map<string, { offset: string; failures: number }>();
  readonly #commits: KafkaCommits;
  readonly #own: KafkaOwnCommits;
  readonly #resumes = new Set<NodeJS.Timeout>();
  #inHand = 0;
  #stopped?: Promise<void>;

  static async start(open: OpenKafka, request: SubscriptionRequest): Promise<KafkaSubscription> {
    const subscription = new KafkaSubscription(open, request);
    await subscription.#run();
    return subscription;
  }

  private constructor(open: OpenKafka, request: SubscriptionRequest) {
    this.#open = open;
    this.#request = request;
    this.#commits = new KafkaCommits(open.log);
    this.#consumer = open.kafka.consumer({
      groupId: request.group,
      sessionTimeout: open.sessionTimeoutMs,
      rebalanceTimeout: Math.max(10_000, open.sessionTimeoutMs),
      heartbeatInterval: Math.min(3_000, open.sessionTimeoutMs / 4),
      maxWaitTimeInMs: LONGEST_POLL_MS,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 8 },
    });
    this.#own = new KafkaOwnCommits(this.#consumer);
    this.#consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
      if (!restart) open.onCrash(error);
    });
  }

  lag(): Promise<number> {
    const { group, topics, fromBeginning = true } = this.#request;
    return this.#open.lag.of(group, { topics, fromBeginning, own: this.#own });
  }

  async idle(): Promise<boolean> {
    return this.#inHand === 0 && (await this.lag()) === 0 && this.#inHand === 0;
  }

  stop(): Promise<void> {
    for (const resume of this.#resumes) clearTimeout(resume);
    this.#stopped ??= this.#consumer.disconnect().finally(() => this.#commits.stop());
    return this.#stopped;
  }

  async #run(): Promise<void> {
    const { topics, fromBeginning = true } = this.#request;
    await this.#consumer.connect();
    await this.#consumer.subscribe({ topics: [...topics], fromBeginning });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.#open.lanesAtOnce,
      eachBatch: (payload) => this.#work(payload),
    });
  }

  async #work(payload: EachBatchPayload): Promise<void> {
    const pulse = new Pulse(payload, this.#open.sessionTimeoutMs / 4);
    this.#inHand += 1;
    try {
      await this.#workThrough(payload, pulse);
    } finally {
      pulse.stop();
      this.#inHand -= 1;
    }
    await payload.heartbeat();
  }

  async #workThrough(payload: EachBatchPayload, pulse: Pulse): Promise<void> {
    const { batch, resolveOffset, isRunning, isStale } = payload;
    const commits = this.#commits.batch(payload);
    const lane = `${batch.topic}/${batch.partition}`;
    for (const message of batch.messages) {
      if (!isRunning() || isStale()) break;
      pulse.check();
      const failed = this.#failed.get(lane);
      const failures = failed?.offset === message.offset ? failed.failures : 0;
      const again = await this.#deliver(busMessage(batch.topic, message), failures);
      if (again) {
        this.#failed.set(lane, { offset: message.offset, failures: failures + 1 });
        this.#pause(payload, again);
        break;
      }
      this.#failed.delete(lane);
      resolveOffset(message.offset);
      await commits.handled();
    }
    await commits.end();
  }

  async #deliver(message: BusMessage, failures: number): Promise<RetryLater | undefined> {
    try {
      return await this.#request.handle(message, failures);
    } catch (error) {
      this.#open.log.error({ err: error, topic: message.topic, group: this.#request.group }, 'delivery failed');
      return { retryAfterMs: 1_000 };
    }
  }

  /** The lane waits without holding up the others; its message is fetched again because its offset was not resolved. */
  #pause({ pause }: EachBatchPayload, { retryAfterMs }: RetryLater): void {
    const resume = pause();
    const timeout = setTimeout(() => {
      this.#resumes.delete(timeout);
      resume();
    }, retryAfterMs);
    this.#resumes.add(timeout);
  }
}

/** Keeps the session alive while a handler runs; what the group answers (such as a rebalance) comes out between messages. */
class Pulse {
  readonly #timer: NodeJS.Timeout;
  #error: unknown;

  constructor({ heartbeat }: EachBatchPayload, everyMs: number) {
    this.#timer = setInterval(() => {
      heartbeat().catch((error: unknown) => {
        this.#error = error;
      });
    }, everyMs);
  }

  check(): void {
    if (this.#error) throw this.#error;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function busMessage(topic: string, { key, value, headers }: KafkaMessage): BusMessage {
  return { topic, key: key?.toString() ?? '', value: value ?? new Uint8Array(), headers: texts(headers) };
}

function texts(headers: IHeaders = {}): Record<string, string> {
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) read[name] = last.toString();
  }
  return read;
}
