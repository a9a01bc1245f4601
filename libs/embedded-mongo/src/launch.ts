import { join, resolve } from 'node:path';
import { type JavaProcess, startJava } from './java-process.ts';
import { prepareJavaProgram } from './java-program.ts';

const FOLDER = resolve(import.meta.dirname, '..');
const LOGGING = '-Dorg.slf4j.simpleLogger.';
/** The server logs each refused command with the whole document; the caller gets the refusal, the log must not get the document. */
const COMMAND_ERRORS = 'log.de.bwaldvogel.mongo.wire.MongoWireProtocolHandler';

export interface EmbeddedMongo {
  port: number;
  pid: number;
  uri: string;
  /** Settles when the store has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedMongoStart {
  /** 0 takes a free one. */
  port?: number;
  /** The store keeps its one file here. */
  dataDir: string;
  log?: (line: string) => void;
  /** Runs the server as its authors ship it: no group commit, no indexes. Only for the test that shows what ours is for. */
  stock?: boolean;
  heapMb?: number;
}

/** Fetches and compiles what the store needs, once; later calls cost a few milliseconds. Returns the Java class path. */
export function prepareEmbedded(log: (line: string) => void = () => {}): Promise<string> {
  return prepareJavaProgram({ name: 'embedded store', folder: FOLDER, sources: join(FOLDER, 'src/main/java') }, log);
}

/**
 * Starts the embedded store and answers when it takes connections. It speaks MongoDB's protocol, keeps every
 * acknowledged write over `kill -9`, and ends when the calling process ends.
 */
export async function startEmbeddedMongo(start: EmbeddedMongoStart): Promise<EmbeddedMongo> {
  const log = start.log ?? (() => {});
  const stock = start.stock ?? process.env.EMBEDDED_MONGO_STOCK === '1';
  const store: JavaProcess = await startJava({
    name: 'The embedded store',
    classPath: await prepareEmbedded(log),
    mainClass: 'petpact.store.EmbeddedMongo',
    options: [
      '-XX:+UseSerialGC',
      '-Xms64m',
      // Half the processor time at start and while warming up; the last third of peak speed is not missed here.
      '-XX:TieredStopAtLevel=1',
      `-Xmx${start.heapMb ?? 768}m`,
      `${LOGGING}defaultLogLevel=error`,
      `${LOGGING}${COMMAND_ERRORS}=off`,
    ],
    args: [join(start.dataDir, 'store.mv'), String(start.port ?? 0), ...(stock ? ['stock'] : [])],
    log,
    readyOn: (line) => /^READY (\d+)$/.exec(line)?.[1],
    readyWithinMs: 60_000,
  });
  const port = Number(store.ready);
  return { port, pid: store.pid, uri: `mongodb://127.0.0.1:${port}`, ended: store.ended, stop: store.stop };
}
