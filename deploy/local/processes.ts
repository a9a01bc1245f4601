import { join } from 'node:path';
import { type Ports, portOf, SERVICES, type Service } from './ports.ts';

/** Where a platform keeps its data and finds its parts; everything in a process's environment follows from it. */
export interface World {
  dataDir: string;
  ports: Ports;
  mongoUri: string;
  kafkaBrokers: string;
}

/** One Node process of the platform, as data. */
export interface ProcessSpec {
  name: string;
  /** Under the repository. */
  script: string;
  env: Record<string, string>;
  /** Answers 200 when the process is ready. */
  readyUrl: string;
  /** sandboxes come first: the services need Alipay's keys and the time; the gateway needs the services' names only. */
  stage: 'sandbox' | 'service';
}

const local = (port: number): string => `http://127.0.0.1:${port}`;

/** The addresses of a platform, for people, tests and other processes. */
export function urlsOf({ ports, mongoUri, kafkaBrokers }: World) {
  const each = (address: (service: Service) => string) =>
    Object.fromEntries(SERVICES.map((service) => [service, address(service)])) as Record<Service, string>;
  return {
    gateway: local(ports.GATEWAY_PORT),
    partner: local(ports.PARTNER_PORT),
    alipay: local(ports.ALIPAY_PORT),
    warehouse: local(ports.WAREHOUSE_PORT),
    clock: local(ports.CLOCK_PORT),
    store: mongoUri,
    kafka: kafkaBrokers,
    grpc: each((service) => `127.0.0.1:${portOf(ports, service, 'GRPC')}`),
    admin: { ...each((service) => local(portOf(ports, service, 'ADMIN'))), gateway: local(ports.GATEWAY_ADMIN_PORT) },
  };
}

export type Urls = ReturnType<typeof urlsOf>;

/** Where things lie below the data folder. */
export function foldersOf(dataDir: string) {
  return {
    store: join(dataDir, 'store'),
    kafka: join(dataDir, 'kafka'),
    keys: join(dataDir, 'keys'),
    masterKey: join(dataDir, 'master.key'),
    alipayKeys: join(dataDir, 'alipay-keys'),
    blobs: join(dataDir, 'blobs'),
    sandbox: join(dataDir, 'sandbox'),
    logs: join(dataDir, 'logs'),
  };
}

/** The three simulators, the eight services and the gateway. */
export function processesOf(world: World): ProcessSpec[] {
  return [...sandboxes(world), ...SERVICES.map((name) => serviceProcess(name, world)), gatewayProcess(world)];
}

function sandboxes(world: World): ProcessSpec[] {
  const { sandbox } = foldersOf(world.dataDir);
  const { alipay, warehouse, clock } = urlsOf(world);
  const { ALIPAY_PORT, WAREHOUSE_PORT, CLOCK_PORT } = world.ports;
  const spec = (name: string, url: string, env: Record<string, string>): ProcessSpec => ({
    name,
    script: `sandbox/${name}/src/main.ts`,
    env,
    readyUrl: `${url}/health/ready`,
    stage: 'sandbox',
  });
  return [
    spec('clock', clock, { PORT: `${CLOCK_PORT}`, CLOCK_FILE: join(sandbox, 'clock.json') }),
    spec('alipay', alipay, { PORT: `${ALIPAY_PORT}`, DATA_DIR: join(sandbox, 'alipay'), CLOCK_URL: clock, PUBLIC_URL: alipay }),
    spec('warehouse', warehouse, {
      PORT: `${WAREHOUSE_PORT}`,
      JOURNAL_FILE: join(sandbox, 'warehouse.jsonl'),
      TEST_CLOCK_URL: clock,
      PUBLIC_URL: warehouse,
    }),
  ];
}

function commonEnv(world: World): Record<string, string> {
  const urls = urlsOf(world);
  const folders = foldersOf(world.dataDir);
  return {
    MONGODB_URI: world.mongoUri,
    KAFKA_BROKERS: world.kafkaBrokers,
    KEYS_DIR: folders.keys,
    TEST_CLOCK_URL: urls.clock,
    ALIPAY_ENDPOINT: urls.alipay,
    ALIPAY_GATEWAY: `${urls.alipay}/gateway.do`,
    ALIPAY_IS_SIMULATOR: '1',
    ALIPAY_KEYS_DIR: folders.alipayKeys,
    ...Object.fromEntries(SERVICES.map((service) => [`${service.toUpperCase()}_ADDRESS`, urls.grpc[service]])),
  };
}

function serviceProcess(name: Service, world: World): ProcessSpec {
  const urls = urlsOf(world);
  const folders = foldersOf(world.dataDir);
  return {
    name,
    script: `services/${name}/src/main.ts`,
    env: {
      ...commonEnv(world),
      GRPC_PORT: `${portOf(world.ports, name, 'GRPC')}`,
      ADMIN_PORT: `${portOf(world.ports, name, 'ADMIN')}`,
      // Here the start of the platform is the release: it makes the indexes that `npm run migrate` makes elsewhere.
      AUTO_MIGRATE: '1',
      MASTER_KEY_FILE: folders.masterKey,
      BLOB_DIR: join(folders.blobs, name),
      PUBLIC_URL: urls.gateway,
      ALIPAY_NOTIFY_URL: `${urls.gateway}/api/v1/alipay/notify`,
      ALIPAY_CASHIER_URL: `${urls.alipay}/h5/cashier`,
      PARTNER_PORT: `${world.ports.PARTNER_PORT}`,
      PARTNER_URL: urls.partner,
    },
    readyUrl: `${urls.admin[name]}/health/ready`,
    stage: 'service',
  };
}

function gatewayProcess(world: World): ProcessSpec {
  return {
    name: 'gateway',
    script: 'gateway/src/main.ts',
    env: { ...commonEnv(world), PORT: `${world.ports.GATEWAY_PORT}`, ADMIN_PORT: `${world.ports.GATEWAY_ADMIN_PORT}` },
    readyUrl: `${urlsOf(world).admin.gateway}/health/ready`,
    stage: 'service',
  };
}
