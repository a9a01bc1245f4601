import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Everything this process measures; the admin server shows it at /metrics. */
export const registry = new Registry();

const registers = [registry];
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const metrics = {
  rpcsServed: new Counter({
    name: 'petpact_grpc_server_handled_total',
    help: 'Rpcs answered, by gRPC code.',
    labelNames: ['service', 'method', 'code'] as const,
    registers,
  }),
  rpcSeconds: new Histogram({
    name: 'petpact_grpc_server_seconds',
    help: 'Time to answer an rpc.',
    labelNames: ['service', 'method'] as const,
    buckets: SECONDS,
    registers,
  }),
  rpcsCalled: new Counter({
    name: 'petpact_grpc_client_handled_total',
    help: 'Rpcs called, by gRPC code, repetitions counted.',
    labelNames: ['service', 'method', 'code'] as const,
    registers,
  }),
  eventsPublished: new Counter({
    name: 'petpact_outbox_published_total',
    help: 'Events the relay published.',
    labelNames: ['topic'] as const,
    registers,
  }),
  outboxOldestSeconds: new Gauge({
    name: 'petpact_outbox_oldest_seconds',
    help: 'How long this process has seen unpublished events without a break; 0 when there are none.',
    labelNames: ['store'] as const,
    registers,
  }),
  eventsHandled: new Counter({
    name: 'petpact_consumer_handled_total',
    help: 'Events dealt with, by outcome.',
    labelNames: ['group', 'topic', 'outcome'] as const,
    registers,
  }),
  eventSeconds: new Histogram({
    name: 'petpact_consumer_seconds',
    help: 'Time to deal with an event, repetitions included.',
    labelNames: ['group', 'topic'] as const,
    buckets: SECONDS,
    registers,
  }),
  consumerLag: new Gauge({
    name: 'petpact_consumer_lag',
    help: 'Events published and not yet committed by the group, as last asked.',
    labelNames: ['group'] as const,
    registers,
  }),
  deadLetters: new Counter({
    name: 'petpact_dead_letters_total',
    help: 'Events given up and put on a dead-letter topic.',
    labelNames: ['group', 'topic'] as const,
    registers,
  }),
  storeOperations: new Counter({
    name: 'petpact_store_operations_total',
    help: 'Operations sent to the store: insert, update, delete, find.',
    labelNames: ['collection', 'operation'] as const,
    registers,
  }),
  storeClientsReplaced: new Counter({
    name: 'petpact_store_clients_replaced_total',
    help: 'Store clients given up because a new one got answers and they did not.',
    registers,
  }),
  workClaimed: new Counter({
    name: 'petpact_work_claimed_total',
    help: 'Due aggregates claimed by a worker.',
    labelNames: ['worker'] as const,
    registers,
  }),
  workFailed: new Counter({
    name: 'petpact_work_failed_total',
    help: 'Pieces of due work that failed and will be tried again.',
    labelNames: ['worker'] as const,
    registers,
  }),
};
