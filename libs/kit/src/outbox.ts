import type { EventBus, OutgoingEvent } from './bus.ts';
import { type Clock, systemClock, systemTimer, type Timer } from './clock.ts';
import { type Log, silentLog } from './log.ts';
import { metrics } from './metrics.ts';
import type { ClaimedOutbox, OutboxEntry, OutboxSource } from './outbox-entry.ts';
import { SpanKind, startSpan } from './trace.ts';
import { traceparentOf } from './trace-context.ts';
import { backOffMs, Wakeup } from './wakeup.ts';

export interface OutboxRelayOptions {
  stores: readonly OutboxSource[];
  bus: EventBus;
  realClock?: Clock;
  timer?: Timer;
  /** How often to look without being woken: what another process left behind when it died. */
  pollMs?: number;
  leaseMs?: number;
  /** Aggregates taken at a time. */
  limit?: number;
  log?: Log;
  onPublished?: () => void;
}

interface Lane {
  source: OutboxSource;
  wakeup: Wakeup;
  waitingSince?: Date;
  publishing: boolean;
}

/**
 * Publishes what the aggregates of one service have to tell: in order per aggregate, many aggregates in one send, never the
 * same aggregate twice at a time. What the topic has acknowledged is pulled afterwards; a crash in between publishes it
 * again under the same event id, and loses nothing.
 */
export class OutboxRelay {
  readonly #options: Required<Omit<OutboxRelayOptions, 'onPublished'>> & Pick<OutboxRelayOptions, 'onPublished'>;
  readonly #lanes: Lane[];
  readonly #stop = new AbortController();
  #running: Promise<void>[] = [];

  constructor(options: OutboxRelayOptions) {
    const usual = { realClock: systemClock, timer: systemTimer, pollMs: 1_000, leaseMs: 30_000, limit: 100, log: silentLog };
    this.#options = { ...usual, ...options };
    this.#lanes = options.stores.map((source) => ({ source, wakeup: new Wakeup(), publishing: false }));
    for (const { source, wakeup } of this.#lanes) {
      source.onWrite(({ entries }) => {
        if (entries > 0) wakeup.wake();
      });
    }
  }

  start(): void {
    this.#running = this.#lanes.map((lane) => this.#run(lane));
  }

  /** Something was saved: publish at once instead of at the next poll. */
  wake(): void {
    for (const lane of this.#lanes) lane.wakeup.wake();
  }

  /** True when no aggregate, of this process or another, holds an unpublished fact. */
  async idle(): Promise<boolean> {
    // Rounds under way hold what they publish in the store until it is pulled: the store alone would say the same, later.
    if (this.#lanes.some(({ publishing }) => publishing)) return false;
    const waiting = await Promise.all(this.#lanes.map(({ source }) => source.hasOutboxAcrossMerchants()));
    return !waiting.includes(true);
  }

  /** Publishes what is there, without the loop: simulation calls it, and a stopping process once more. */
  async flush(): Promise<void> {
    for (const lane of this.#lanes) while (await this.#round(lane)) {}
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async #run(lane: Lane): Promise<void> {
    const { timer, pollMs, log } = this.#options;
    for (let failures = 0; !this.#stop.signal.aborted; ) {
      try {
        if (await this.#round(lane)) continue;
        failures = 0;
        await lane.wakeup.wait(pollMs, timer, this.#stop.signal);
      } catch (error) {
        log.warn({ err: error, collection: lane.source.collection.name }, 'outbox not published, trying again');
        await timer.sleep(backOffMs(failures++, { firstMs: 100, longestMs: 5_000 }), this.#stop.signal).catch(() => undefined);
      }
    }
  }

  /** Claims, publishes, pulls; false when nothing waited. */
  async #round(lane: Lane): Promise<boolean> {
    const { leaseMs, limit } = this.#options;
    const claimed = await lane.source.claimOutboxAcrossMerchants({ limit, leaseMs });
    this.#observe(lane, claimed.length > 0);
    if (claimed.length === 0) return false;
    lane.publishing = true;
    try {
      await this.#publish(lane.source, claimed);
      await Promise.all(claimed.map(({ id, entries }) => lane.source.pullOutbox(id, entries.map(eventIdOf))));
    } finally {
      lane.publishing = false;
    }
    return true;
  }

  async #publish(source: OutboxSource, claimed: readonly ClaimedOutbox[]): Promise<void> {
    const sending = claimed.flatMap(({ entries }) => entries.map((entry) => outgoing(source.topic, entry)));
    try {
      await this.#options.bus.publishAll(
        source.topic,
        sending.map(({ event }) => event),
      );
    } catch (error) {
      // Nothing is known to be published: everything stays, and is free again for the next try.
      await Promise.all(claimed.map(({ id }) => source.pullOutbox(id, []))).catch(() => undefined);
      throw error;
    } finally {
      for (const { span } of sending) span.end();
    }
    metrics.eventsPublished.inc({ topic: source.topic }, sending.length);
    this.#options.onPublished?.();
  }

  #observe(lane: Lane, waiting: boolean): void {
    const now = this.#options.realClock.now();
    lane.waitingSince = waiting ? (lane.waitingSince ?? now) : undefined;
    const seconds = lane.waitingSince ? (now.getTime() - lane.waitingSince.getTime()) / 1000 : 0;
    metrics.outboxOldestSeconds.set({ store: lane.source.collection.name }, seconds);
  }
}

const eventIdOf = ({ eventId }: OutboxEntry): string => eventId;

/** The event with a span of its own, child of the work that wrote it, so that the trace goes on through the outbox. */
function outgoing(topic: string, { key, payload, headers, eventId, type }: OutboxEntry) {
  const attributes = { 'messaging.destination': topic, 'event.id': eventId };
  const span = startSpan(`publish ${type}`, { kind: SpanKind.PRODUCER, parent: headers.traceparent, attributes });
  const traceparent = traceparentOf(span.spanContext()) ?? headers.traceparent;
  const event: OutgoingEvent = { key, value: payload, headers: traceparent === undefined ? headers : { ...headers, traceparent } };
  return { event, span };
}
