import { setTimeout as delay } from 'node:timers/promises';
import {
  type BusMessage,
  deadLetterTopic,
  type EventBus,
  type IncomingEvent,
  type MessageHandler,
  type RetryLater,
  type Subscription,
} from './bus.ts';
import { incomingEvent, MalformedEvent } from './incoming-event.ts';
import { type Log, silentLog } from './log.ts';
import { metrics } from './metrics.ts';
import { Refusal, Unavailable } from './refusal.ts';
import { SpanKind, withSpan } from './trace.ts';
import { backOffMs } from './wakeup.ts';

/** What a handler answers for a kind of event it does not know: committed and counted. */
export const UNKNOWN_KIND = 'unknownKind';

/** Deals with one event, any number of times: its effects go by natural keys. Nothing outside the service is called from here. */
export type EventHandler = (event: IncomingEvent) => Promise<unknown>;

export interface ConsumeOptions {
  bus: EventBus;
  group: string;
  topics: readonly string[];
  handle: EventHandler;
  fromBeginning?: boolean;
  /** How often an event is tried before it becomes a dead letter, and the waits between. */
  retries?: { attempts: number; firstMs: number; longestMs: number };
  /** How long a handler may take before it counts as failed. */
  hardStopMs?: number;
  /** How often an event is tried while a dependency is down: that is not the event's fault. */
  outageAttempts?: number;
  log?: Log;
  onHandled?: () => void;
}

/** Only this group takes such a message; it has failed for nobody else. */
const REPLAY_GROUP = 'petpact-replay-group';
const DEAD_LETTER_HEADER = /^petpact-dlq-/;
const RETRIES = { attempts: 8, firstMs: 100, longestMs: 3_000 };

/** About a quarter of an hour of the longest wait. */
const OUTAGE_ATTEMPTS = 400;

/**
 * Gives a group's events to a handler: handled or unknown → committed; refused → committed and logged, but what is not
 * there yet is tried again, because topics are not ordered against each other; anything else is tried again with a
 * growing wait and then put on the dead-letter topic, so that the lane goes on.
 */
export async function consume(options: ConsumeOptions): Promise<Subscription> {
  const { bus, group, topics, fromBeginning } = options;
  const handle: MessageHandler = async (message, failures) => {
    const only = message.headers[REPLAY_GROUP];
    if (only !== undefined && only !== group) return undefined;
    return new Delivery(message, failures, options).run();
  };
  return bus.subscribe({ group, topics, handle, fromBeginning });
}

class Delivery {
  readonly #message: BusMessage;
  readonly #failures: number;
  readonly #options: ConsumeOptions;
  readonly #log: Log;

  constructor(message: BusMessage, failures: number, options: ConsumeOptions) {
    this.#message = message;
    this.#failures = failures;
    this.#options = options;
    this.#log = options.log ?? silentLog;
  }

  async run(): Promise<RetryLater | undefined> {
    const { group, onHandled } = this.#options;
    const { topic } = this.#message;
    const end = metrics.eventSeconds.startTimer({ group, topic });
    const outcome = await this.#outcome();
    end();
    metrics.eventsHandled.inc({ group, topic, outcome });
    onHandled?.();
    return outcome === 'again' ? { retryAfterMs: backOffMs(this.#failures, this.#retries) } : undefined;
  }

  get #retries() {
    return this.#options.retries ?? RETRIES;
  }

  async #outcome(): Promise<'handled' | 'unknownKind' | 'refused' | 'dead' | 'again'> {
    try {
      return (await this.#try()) === UNKNOWN_KIND ? UNKNOWN_KIND : 'handled';
    } catch (error) {
      if (error instanceof Refusal && error.kind !== 'notFound') {
        this.#log.warn({ ...this.#ids(), reason: error.reason }, 'event refused');
        return 'refused';
      }
      if (this.#isGivenUp(error)) return this.#bury(error);
      this.#log.warn({ ...this.#ids(), err: error, attempt: this.#failures + 1 }, 'event failed, will be tried again');
      return 'again';
    }
  }

  #isGivenUp(error: unknown): boolean {
    if (error instanceof MalformedEvent) return true;
    const attempts = isOutage(error) ? (this.#options.outageAttempts ?? OUTAGE_ATTEMPTS) : this.#retries.attempts;
    return this.#failures + 1 >= attempts;
  }

  #try(): Promise<unknown> {
    const { group, handle, hardStopMs = 20_000 } = this.#options;
    const { topic, headers } = this.#message;
    const attributes = { 'messaging.destination': topic, 'messaging.consumer.group': group, 'event.id': headers.ce_id ?? '' };
    const span = { kind: SpanKind.CONSUMER, parent: headers.traceparent, attributes };
    return withSpan(`handle ${headers.ce_type}`, span, async () => bounded(handle(incomingEvent(this.#message)), hardStopMs));
  }

  async #bury(error: unknown): Promise<'dead' | 'again'> {
    const { bus, group } = this.#options;
    const { topic, key, value, headers } = this.#message;
    const { [REPLAY_GROUP]: _, ...original } = headers;
    const about = { 'petpact-dlq-group': group, 'petpact-dlq-topic': topic, 'petpact-dlq-error': errorText(error) };
    const dead = { key, value, headers: { ...original, ...about, 'petpact-dlq-time': new Date().toISOString() } };
    try {
      await bus.publish(deadLetterTopic(topic, group), dead);
    } catch (failure) {
      this.#log.error({ ...this.#ids(), err: failure }, 'dead letter not accepted, will be tried again');
      return 'again';
    }
    this.#log.error({ ...this.#ids(), err: error }, 'event given up');
    metrics.deadLetters.inc({ group, topic });
    return 'dead';
  }

  #ids() {
    const { topic, headers } = this.#message;
    return { group: this.#options.group, topic, eventId: headers.ce_id, type: headers.ce_type };
  }
}

/** An error's name and text in one short header; the stack is in the log. */
function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);
}

const OUTAGES = new Set(['MongoNetworkError', 'MongoNetworkTimeoutError', 'MongoServerSelectionError', 'KafkaJSConnectionError']);

/** True when something this service needs is down, so that every other event would fail as well. */
function isOutage(error: unknown): boolean {
  return error instanceof Unavailable || (error instanceof Error && OUTAGES.has(error.name));
}

async function bounded(work: Promise<unknown>, ms: number): Promise<unknown> {
  const over = new AbortController();
  const late = delay(ms, undefined, { signal: over.signal }).then(() => {
    throw new Error(`the handler took longer than ${ms} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/**
 * Sends a group's dead letters of one topic through their topic again, to that group alone, and says how many. Those sent
 * once are not sent again; those that fail again come back as new dead letters.
 */
export async function replayDeadLetters(request: { bus: EventBus; topic: string; group: string }): Promise<number> {
  const { bus, topic, group } = request;
  let count = 0;
  const handle: MessageHandler = async ({ key, value, headers }) => {
    const original = Object.fromEntries(Object.entries(headers).filter(([name]) => !DEAD_LETTER_HEADER.test(name)));
    await bus.publish(topic, { key, value, headers: { ...original, [REPLAY_GROUP]: group } });
    count += 1;
    return undefined;
  };
  const reading = await bus.subscribe({ group: `${group}.replay`, topics: [deadLetterTopic(topic, group)], handle });
  while (!(await reading.idle())) await delay(50);
  await reading.stop();
  return count;
}
