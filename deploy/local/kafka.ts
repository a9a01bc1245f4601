import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startJava } from '@petpact/embedded-mongo/java-process';
import { prepareJavaProgram, SetupProblem } from '@petpact/embedded-mongo/java-program';
import { freePort, isPortTaken } from './free-port.ts';

const FOLDER = join(import.meta.dirname, 'kafka');
/** Sixteen bytes in base64, as Kafka wants them; every local cluster is alone on its ports, so one id serves all. */
const CLUSTER_ID = 'cGV0cGFjdC1sb2NhbC0xMQ';
const LOGGING = '-Dorg.slf4j.simpleLogger.';

export interface EmbeddedKafka {
  port: number;
  pid: number;
  /** For `KAFKA_BROKERS`. */
  brokers: string;
  /** Settles when the broker has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedKafkaStart {
  /** 0 takes a free one. */
  port?: number;
  dataDir: string;
  log?: (line: string) => void;
}

/** Fetches Kafka's jars and compiles its launcher, once; later calls cost a few milliseconds. Returns the Java class path. */
export function prepareKafka(log: (line: string) => void = () => {}): Promise<string> {
  return prepareJavaProgram({ name: 'Kafka', folder: FOLDER, sources: join(FOLDER, 'src/main/java') }, log);
}

/**
 * Starts one Kafka node (KRaft) and answers when it serves. It ends when the calling process ends.
 *
 * A record is acknowledged when it is in the operating system's page cache, which outlives a killed broker:
 * `kill -9` loses nothing that was acknowledged, a power cut could.
 */
export async function startKafka(start: EmbeddedKafkaStart): Promise<EmbeddedKafka> {
  const log = start.log ?? (() => {});
  if (start.port && (await isPortTaken(start.port))) {
    throw new SetupProblem(`Port ${start.port} is in use; stop the program that listens there or set another port (KAFKA_PORT).`);
  }
  const classPath = await prepareKafka(log);
  const port = start.port || (await freePort());
  await mkdir(start.dataDir, { recursive: true });
  const properties = join(start.dataDir, 'server.properties');
  await writeFile(properties, serverProperties(port, await freePort(), join(start.dataDir, 'log')));
  const kafka = await startJava({
    name: 'Kafka',
    classPath,
    mainClass: 'petpact.kafka.EmbeddedKafka',
    options: [
      '-XX:+UseSerialGC',
      '-Xms96m',
      // Half the processor time at start and while warming up; the last third of peak speed is not missed here.
      '-XX:TieredStopAtLevel=1',
      '-Xmx384m',
      `${LOGGING}defaultLogLevel=warn`,
      `${LOGGING}log.kafka.server.KafkaRaftServer=info`,
    ],
    args: [properties, CLUSTER_ID],
    log,
    readyOn: (line) => (line.includes('Kafka Server started') ? 'yes' : undefined),
    readyWithinMs: 90_000,
  });
  return { port, pid: kafka.pid, brokers: `127.0.0.1:${port}`, ended: kafka.ended, stop: kafka.stop };
}

function serverProperties(port: number, controllerPort: number, dataDir: string): string {
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': dataDir,
    // One node holds the only copy of everything.
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // Services create their topics; a mistyped name is an error, not a new topic.
    'auto.create.topics.enable': false,
    'num.partitions': 12,
    // A test starts many consumers one after the other and kills them; neither may cost it seconds.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    // Longer than any pause between two starts of a developer's platform.
    'log.retention.hours': 24 * 60,
    'offsets.retention.minutes': 60 * 24 * 90,
    // Small, because this node serves one machine: memory, threads and files of an idle broker.
    'offsets.topic.num.partitions': 4,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    'log.index.size.max.bytes': 1024 * 1024,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'background.threads': 2,
    'num.recovery.threads.per.data.dir': 2,
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
