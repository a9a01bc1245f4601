import type { z } from 'zod';
import { Activity } from './activity.ts';
import { type Health, serveAdmin } from './admin.ts';
import { OffsetClock, systemTimer } from './clock.ts';
import type { IndexSpec } from './collection.ts';
import { readConfig } from './config.ts';
import { type GrpcServerOptions, serveGrpc } from './grpc-server.ts';
import { createLog, type Log } from './log.ts';
import { migrateIndexes } from './mongo.ts';
import { describeWith } from './reflection.ts';
import { readCallerKeys, readTls, type ServiceConfig, serviceSchema } from './service-config.ts';
import { type ServiceParts, startParts } from './service-parts.ts';
import { openPorts, type ServicePorts } from './service-ports.ts';
import { Shutdown } from './shutdown.ts';
import { TestClockDoor, whyNoTestClock } from './test-clock-door.ts';
import { startTracing } from './trace.ts';
import { WorkReport } from './work-report.ts';

export type { ServiceConfig } from './service-config.ts';
export type { ConsumerPart, ServiceParts, WorkerPart } from './service-parts.ts';
export type { ClientOptions, ServicePorts } from './service-ports.ts';

type Config<S extends z.ZodRawShape> = ServiceConfig & Readonly<z.output<z.ZodObject<S>>>;

export interface ServiceOptions<S extends z.ZodRawShape> {
  /** Also the name of its database, its consumer group and its key. */
  name: string;
  /** Variables of its own, on top of those every service has. */
  config: z.ZodObject<S>;
  indexes: readonly IndexSpec[];
  start: (ports: ServicePorts<Config<S>>) => ServiceParts | Promise<ServiceParts>;
}

/**
 * Runs one service as this process: `main.ts` is this call. With the argument 'migrate' it makes the declared indexes and
 * ends. It is ready when everything is up; SIGTERM lets it finish what is in hand.
 */
export async function runService<S extends z.ZodRawShape>(options: ServiceOptions<S>): Promise<void> {
  const { name } = options;
  const config = readConfig(serviceSchema.extend(options.config.shape)) as unknown as Config<S>;
  const log = createLog(name, { level: config.LOG_LEVEL });
  if (process.argv[2] === 'migrate') {
    const made = await migrateIndexes({ uri: config.MONGODB_URI, database: name, indexes: options.indexes });
    log.info({ database: name, count: made.length }, 'indexes made');
    return;
  }
  const shutdown = new Shutdown(log);
  try {
    await new Service(options, config, { log, shutdown }).start();
  } catch (error) {
    shutdown.fail(error, 'the service could not start');
  }
}

class Service<S extends z.ZodRawShape> {
  readonly #options: ServiceOptions<S>;
  readonly #config: Config<S>;
  readonly #log: Log;
  readonly #shutdown: Shutdown;
  readonly #clock = new OffsetClock();
  readonly #activity = new Activity();
  readonly #work = new WorkReport(this.#activity);
  #state: 'starting' | 'ready' | 'stopping' = 'starting';
  #wake: () => void = () => {};
  #ping: () => Promise<Record<string, string>> = async () => ({});

  constructor(options: ServiceOptions<S>, config: Config<S>, { log, shutdown }: { log: Log; shutdown: Shutdown }) {
    this.#options = options;
    this.#config = config;
    this.#log = log;
    this.#shutdown = shutdown;
  }

  async start(): Promise<void> {
    const { name, indexes, start } = this.#options;
    const { KEYS_DIR, GRPC_TLS_DIR, OTLP_ENDPOINT, LEASE_MS: leaseMs, POLL_MS: pollMs } = this.#config;
    const tracing = startTracing({ service: name, otlpEndpoint: OTLP_ENDPOINT });
    this.#shutdown.onStop('traces', () => tracing.stop());
    const { signer, verifier } = readCallerKeys(KEYS_DIR, name);
    const tls = readTls(GRPC_TLS_DIR);
    this.#work.add({ name: 'start', look: async () => ({ idle: this.#state === 'ready' }) });
    await this.#startAdmin(await this.#joinTestClock());
    const shared = { clock: this.#clock, activity: this.#activity, work: this.#work, log: this.#log };
    const ports = await openPorts(this.#config, { ...shared, name, indexes, signer, tls, shutdown: this.#shutdown });
    this.#ping = async () => ({ store: await answerOf(ports.database.ping()), bus: await answerOf(ports.bus.ping()) });
    const parts = await start(ports);
    const running = await startParts(parts, { ...shared, service: name, bus: ports.bus, timer: ports.timer, leaseMs, pollMs });
    this.#wake = running.wake;
    this.#shutdown.onStop('work', () => running.stop());
    const port = await this.#serve(parts, { verifier, tls });
    this.#shutdown.onStop('ready', async () => {
      this.#state = 'stopping';
    });
    this.#state = 'ready';
    this.#log.info({ port }, 'ready');
  }

  /** Before anything that could do business work: which time is it? */
  async #joinTestClock(): Promise<TestClockDoor | undefined> {
    const { TEST_CLOCK_URL: url, ALIPAY_ENDPOINT, ALIPAY_IS_SIMULATOR } = this.#config;
    if (!url) return undefined;
    const why = whyNoTestClock(ALIPAY_ENDPOINT, ALIPAY_IS_SIMULATOR);
    if (why) throw new Error(why);
    const door = new TestClockDoor({ url, clock: this.#clock, timer: systemTimer, log: this.#log });
    this.#shutdown.onStop('test clock', async () => door.stop());
    await door.learnOffset();
    return door;
  }

  async #startAdmin(door: TestClockDoor | undefined): Promise<void> {
    const { HOST: host, ADMIN_PORT: port, ADMIN_URL } = this.#config;
    const admin = await serveAdmin({
      port,
      host,
      health: () => this.#healthOf(),
      work: this.#work,
      clock: door && this.#clock,
      onClockPushed: () => this.#wake(),
      log: this.#log,
    });
    this.#shutdown.onStop('admin', () => admin.stop());
    const seenAs = host === '0.0.0.0' ? '127.0.0.1' : host;
    door?.takePart({ name: this.#options.name, url: ADMIN_URL ?? `http://${seenAs}:${admin.port}` });
  }

  async #serve({ rpcs }: ServiceParts, trust: Pick<GrpcServerOptions, 'verifier' | 'tls'>): Promise<number> {
    const { HOST, GRPC_PORT, PROTO_IMAGE } = this.#config;
    const server = await serveGrpc({
      ...trust,
      address: `${HOST}:${GRPC_PORT}`,
      services: rpcs,
      log: this.#log,
      onWrite: this.#activity.note,
      extend: PROTO_IMAGE && process.env.NODE_ENV !== 'production' ? describeWith(PROTO_IMAGE) : undefined,
    });
    this.#shutdown.onStop('rpcs', () => server.stop());
    return server.port;
  }

  async #healthOf(): Promise<Health> {
    const doors = await this.#ping();
    const ready = this.#state === 'ready' && doors.store === 'up';
    return { live: true, ready, details: { state: this.#state, ...doors } };
  }
}

async function answerOf(ping: Promise<void>): Promise<string> {
  const late = systemTimer.sleep(2_000).then(() => 'does not answer');
  return Promise.race([ping.then(() => 'up').catch(() => 'does not answer'), late]);
}
