import type { Caller } from './caller.ts';

/** One event on its way out. Events of one key stay in order. */
export interface OutgoingEvent {
  key: string;
  value: Uint8Array;
  headers: Record<string, string>;
}

/** One message as the topic holds it: not yet known to be well formed. */
export interface BusMessage extends OutgoingEvent {
  topic: string;
}

/** One event as a service sees it: its CloudEvents headers are read, its caller is named. */
export interface IncomingEvent extends BusMessage {
  /** `<aggregate>:<version>:<n>`; the same for every delivery of this event. */
  eventId: string;
  type: string;
  source: string;
  time: Date;
  /** Version of the aggregate after the fact; a mirror ignores a version it has passed. */
  version: number;
  caller: Caller;
}

/** Not dealt with: deliver this message again after a wait. What is behind it on its lane waits too, other lanes go on. */
export interface RetryLater {
  retryAfterMs: number;
}

/**
 * Deals with one message. Once it resolves to nothing the message is committed. `failures` counts how often this process
 * was told to try this message again.
 */
export type MessageHandler = (message: BusMessage, failures: number) => Promise<RetryLater | undefined>;

export interface SubscriptionRequest {
  group: string;
  topics: readonly string[];
  handle: MessageHandler;
  /** True unless said otherwise: a group that joins late reads the topics from their start. */
  fromBeginning?: boolean;
}

export interface Subscription {
  /** Messages published and not yet committed by this group. */
  lag(): Promise<number>;
  /** True when nothing is in hand and nothing waits. */
  idle(): Promise<boolean>;
  /** Finishes what is in hand and leaves the group. */
  stop(): Promise<void>;
}

/**
 * Carries events between services, at least once and in order per key. Services do not subscribe themselves: they give
 * their handlers to `consume`, which knows what to do with an error.
 */
export interface EventBus {
  publish(topic: string, event: OutgoingEvent): Promise<void>;
  /** Publishes many in one go, in order per key; none of their keys may be in flight elsewhere. */
  publishAll(topic: string, events: readonly OutgoingEvent[]): Promise<void>;
  subscribe(request: SubscriptionRequest): Promise<Subscription>;
  /** Rejects when the bus cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Where a group puts what it cannot handle. */
export function deadLetterTopic(topic: string, group: string): string {
  return `${topic}.dlq.${group}`;
}
