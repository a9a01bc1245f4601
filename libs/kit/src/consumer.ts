import { setTimeout as delay } from 'node:timers/promises';
import { type BusMessage, deadLetterTopic, type EventBus, type IncomingEvent, type Subscription } from './bus.ts';
import { systemTimer, type Timer } from './clock.ts';
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
  /** How long an event is kept for a dependency that is down: that is not the event's fault. */
  outageMs?: number;
  timer?: Timer;
  log?: Log;
  onHandled?: () => void;
}

/** Only this group takes such a message; it has failed for nobody else. */
const REPLAY_GROUP = 'petpact-replay-group';
const DEAD_LETTER_HEADER = /^petpact-dlq-/;
const RETRIES = { attempts: 8, firstMs: 100, longestMs: 3_000 };

/**
 * Gives a group's events to a handler: handled or unknown → committed; refused → committed and logged, but what is not
 * there yet is tried again, because topics are not ordered against each other; anything else is tried again with a
 * growing wait and then put on the dead-letter topic, so that the partition goes on.
 */
export async function consume(options: ConsumeOptions): Promise<Subscription> {
  const stop = new AbortController();
  const { bus, group, topics, fromBeginning } = options;
  const handle = (message: BusMessage) => new Delivery(message, options, stop.signal).run();
  const subscription = await bus.subscribe({ group, topics, handle, fromBeginning });
  return {
    lag: () => subscription.lag(),
    idle: () => subscription.idle(),
    stop: () => {
      stop.abort();
      return subscription.stop();
    },
  };
}

class Delivery {
  readonly #message: BusMessage;
  readonly #options: ConsumeOptions;
  readonly #stop: AbortSignal;
  readonly #log: Log;
  readonly #timer: Timer;

  constructor(message: BusMessage, options: ConsumeOptions, stop: AbortSignal) {
    this.#message = message;
    this.#options = options;
    this.#stop = stop;
    this.#log = options.log ?? silentLog;
    this.#timer = options.timer ?? systemTimer;
  }

  async run(): Promise<void> {
    const { group } = this.#options;
    const { topic, headers } = this.#message;
    if (headers[REPLAY_GROUP] !== undefined && headers[REPLAY_GROUP] !== group) return;
    const end = metrics.eventSeconds.startTimer({ group, topic });
    const outcome = await this.#outcome();
    end();
    metrics.eventsHandled.inc({ group, topic, outcome });
    this.#options.onHandled?.();
  }

  async #outcome(): Promise<string> {
    const started = Date.now();
    for (let failures = 0; ; failures++) {
      try {
        return (await this.#try()) === UNKNOWN_KIND ? UNKNOWN_KIND : 'handled';
      } catch (error) {
        if (error instanceof Refusal && error.kind !== 'notFound') {
          this.#log.warn({ ...this.#ids(), reason: error.reason }, 'event refused');
          return 'refused';
        }
        if (this.#givesUp(error, failures, started)) {
          await this.#bury(error);
          return 'dead';
        }
        this.#log.warn({ ...this.#ids(), err: error, attempt: failures + 1 }, 'event failed, trying again');
        await this.#wait(failures);
      }
    }
  }

  #givesUp(error: unknown, failures: number, started: number): boolean {
    if (error instanceof MalformedEvent) return true;
    if (isOutage(error)) return Date.now() - started > (this.#options.outageMs ?? 15 * 60_000);
    return failures + 1 >= (this.#options.retries ?? RETRIES).attempts;
  }

  #try(): Promise<unknown> {
    const event = incomingEvent(this.#message);
    const { group, handle, hardStopMs = 20_000 } = this.#options;
    const attributes = { 'messaging.destination': event.topic, 'messaging.consumer.group': group, 'event.id': event.eventId };
    const span = { kind: SpanKind.CONSUMER, parent: event.headers.traceparent, attributes };
    return withSpan(`handle ${event.type}`, span, () => bounded(handle(event), hardStopMs));
  }

  /** Rejects when the consumer is stopped: what was not dealt with is not committed. */
  async #wait(failures: number): Promise<void> {
    await this.#timer.sleep(backOffMs(failures, this.#options.retries ?? RETRIES), this.#stop);
  }

  async #bury(error: unknown): Promise<void> {
    const { bus, group } = this.#options;
    const { topic, key, value, headers } = this.#message;
    const { [REPLAY_GROUP]: _, ...original } = headers;
    const about = { 'petpact-dlq-group': group, 'petpact-dlq-topic': topic, 'petpact-dlq-error': errorText(error) };
    this.#log.error({ ...this.#ids(), err: error }, 'event given up');
    for (let failures = 0; ; failures++) {
      try {
        await bus.publish(deadLetterTopic(topic, group), {
          key,
          value,
          headers: { ...original, ...about, 'petpact-dlq-time': new Date().toISOString() },
        });
        metrics.deadLetters.inc({ group, topic });
        return;
      } catch (failure) {
        this.#log.error({ ...this.#ids(), err: failure }, 'dead letter not accepted, trying again');
        await this.#wait(failures);
      }
    }
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
  const handle = async ({ key, value, headers }: BusMessage) => {
    const original = Object.fromEntries(Object.entries(headers).filter(([name]) => !DEAD_LETTER_HEADER.test(name)));
    await bus.publish(topic, { key, value, headers: { ...original, [REPLAY_GROUP]: group } });
    count += 1;
  };
  const reading = await bus.subscribe({ group: `${group}.replay`, topics: [deadLetterTopic(topic, group)], handle });
  while (!(await reading.idle())) await delay(50);
  await reading.stop();
  return count;
}
