import type { Activity } from './activity.ts';
import type { EventBus } from './bus.ts';
import type { Clock, Timer } from './clock.ts';
import { consume, type EventHandler } from './consumer.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';
import { OutboxRelay } from './outbox.ts';
import type { OutboxSource } from './outbox-entry.ts';
import type { Served } from './rpc.ts';
import type { WorkReport } from './work-report.ts';
import { DueWorker, type DueWorkerOptions } from './worker.ts';

export interface ConsumerPart {
  /** Tells several groups of one service apart; the only one needs none. Never changed: the group's place in the topics hangs on it. */
  name?: string;
  topics: readonly string[];
  handle: EventHandler;
}

export type WorkerPart = Pick<DueWorkerOptions, 'name' | 'store' | 'act' | 'concurrency'>;

/** What a service's `assemble` gives: everything it does, hung on nothing yet (ARCHITECTURE, rule 15). */
export interface ServiceParts {
  rpcs: readonly Served[];
  consumers: readonly ConsumerPart[];
  workers: readonly WorkerPart[];
  /** Whose facts are to be published. */
  stores: readonly OutboxSource[];
}

export interface RunningParts {
  /** Takes no more work, finishes what is in hand, publishes what is left. */
  stop(): Promise<void>;
  /** Looks for due work now: business time was moved. */
  wake(): void;
}

export interface PartsEnvironment {
  service: string;
  bus: EventBus;
  clock: Clock;
  timer: Timer;
  activity: Activity;
  work: WorkReport;
  log: Log;
  leaseMs: number;
  pollMs: number;
}

const OBSERVE_EVERY_MS = 10_000;

/** Starts relay, consumers and workers, in this order, and reports their work. */
export async function startParts(parts: ServiceParts, environment: PartsEnvironment): Promise<RunningParts> {
  const { work } = environment;
  const relay = startRelay(parts, environment);
  work.add({ name: 'outbox', look: async () => ({ idle: await relay.idle() }) });
  const consumers: { stop(): Promise<void> }[] = [];
  for (const part of parts.consumers) consumers.push(await startConsumer(part, environment));
  const workers = parts.workers.map((part) => startWorker(part, environment));
  return {
    wake: () => {
      for (const worker of workers) worker.wake();
    },
    stop: async () => {
      await Promise.all([...consumers, ...workers].map((part) => part.stop()));
      await relay.stop();
      await relay.flush().catch((error) => environment.log.warn({ err: error }, 'outbox not flushed, the next process publishes it'));
    },
  };
}

function startRelay({ stores }: ServiceParts, { bus, timer, leaseMs, pollMs, log, activity }: PartsEnvironment): OutboxRelay {
  const relay = new OutboxRelay({ stores, bus, timer, leaseMs, pollMs, log, onPublished: activity.note });
  relay.start();
  return relay;
}

async function startConsumer(part: ConsumerPart, { service, bus, log, activity, work }: PartsEnvironment) {
  const group = part.name ? `${service}.${part.name}` : service;
  const { topics, handle } = part;
  const subscription = await consume({ bus, group, topics, handle, log, onHandled: activity.note });
  work.add({ name: `consumer ${group}`, look: async () => ({ idle: await subscription.idle() }) });
  const observe = async () => metrics.consumerLag.set({ group }, await subscription.lag());
  const observing = setInterval(() => void observe().catch(() => undefined), OBSERVE_EVERY_MS).unref();
  const stop = async () => {
    clearInterval(observing);
    await subscription.stop();
  };
  return { stop };
}

function startWorker(part: WorkerPart, { clock, timer, leaseMs, pollMs, log, activity, work }: PartsEnvironment): DueWorker {
  const worker = new DueWorker({ ...part, clock, timer, leaseMs, pollMs, log, onClaimed: activity.note });
  worker.start();
  work.add({ name: `worker ${worker.name}`, look: () => worker.look() });
  return worker;
}
