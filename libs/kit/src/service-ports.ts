import type { Activity } from './activity.ts';
import type { EventBus } from './bus.ts';
import type { CallerSigner } from './caller-token.ts';
import {
  type Clock,
  type Ids,
  type OffsetClock,
  type RandomBytes,
  systemClock,
  systemIds,
  systemRandom,
  systemTimer,
  type Timer,
} from './clock.ts';
import type { Database, IndexSpec } from './collection.ts';
import { type Client, grpcClient } from './grpc-client.ts';
import type { Tls } from './grpc-server.ts';
import { openKafka } from './kafka.ts';
import type { Log } from './log.ts';
import { openMongo } from './mongo.ts';
import type { ServiceDefinition } from './rpc.ts';
import type { ServiceConfig } from './service-config.ts';
import type { Shutdown } from './shutdown.ts';
import type { WorkReport } from './work-report.ts';

export interface ClientOptions<S> {
  deadlineMs?: number;
  /** Rpcs that may be sent again when the other side was not there. */
  retry?: readonly (keyof S & string)[];
}

/** What a service is given to assemble itself from. */
export interface ServicePorts<C = ServiceConfig> {
  config: C;
  database: Database;
  bus: EventBus;
  /** Business time. */
  clock: Clock;
  realClock: Clock;
  timer: Timer;
  ids: Ids;
  random: RandomBytes;
  log: Log;
  /** A client of another service, whose address is in <SERVICE>_ADDRESS. */
  client<S extends ServiceDefinition>(service: string, definition: S, options?: ClientOptions<S>): Client<S>;
  /** For doors of the service's own, such as another HTTP port: what has to be stopped … */
  onStop(name: string, stop: () => Promise<unknown>): void;
  /** … what may keep it busy … */
  work: WorkReport;
  /** … and what came in through them. */
  activity: Activity;
}

export interface PortsEnvironment {
  name: string;
  indexes: readonly IndexSpec[];
  clock: OffsetClock;
  signer: CallerSigner;
  tls?: Tls;
  log: Log;
  shutdown: Shutdown;
  work: WorkReport;
  activity: Activity;
}

/** Opens store and bus, and hands out everything else that reaches outside the service. */
export async function openPorts<C extends ServiceConfig>(config: C, environment: PortsEnvironment): Promise<ServicePorts<C>> {
  const { name, indexes, clock, log, shutdown, work, activity } = environment;
  const [database, bus] = await Promise.all([
    openMongo({ uri: config.MONGODB_URI, database: name, indexes, autoMigrate: config.AUTO_MIGRATE, log }),
    openBus(config, environment),
  ]);
  shutdown.onStop('store', () => database.close());
  shutdown.onStop('bus', () => bus.close());
  return {
    config,
    database,
    bus,
    clock,
    realClock: systemClock,
    timer: systemTimer,
    ids: systemIds,
    random: systemRandom,
    log,
    client: (service, definition, options) => clientOf(service, definition, { ...options, ...environment }),
    onStop: (part, stop) => shutdown.onStop(part, stop),
    work,
    activity,
  };
}

function openBus(config: ServiceConfig, { name, log, shutdown }: PortsEnvironment): Promise<EventBus> {
  return openKafka({
    brokers: config.KAFKA_BROKERS.split(','),
    clientId: name,
    partitions: config.KAFKA_PARTITIONS,
    replicationFactor: config.KAFKA_REPLICATION,
    sessionTimeoutMs: config.KAFKA_SESSION_MS,
    onCrash: (error) => shutdown.fail(error, 'a consumer crashed'),
    log,
  });
}

function clientOf<S extends ServiceDefinition>(service: string, definition: S, options: ClientOptions<S> & PortsEnvironment): Client<S> {
  const variable = `${service.toUpperCase()}_ADDRESS`;
  const address = process.env[variable];
  if (!address) throw new Error(`${variable} is missing: ${options.name} calls ${service}`);
  const { signer, tls, deadlineMs, retry } = options;
  const client = grpcClient(definition, { address, signer, tls, deadlineMs, retry });
  options.shutdown.onStop(`client of ${service}`, async () => client.close());
  return client;
}
