import { createWriteStream, existsSync, type WriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from '@petpact/embedded-mongo/build-lock';
import { SetupProblem } from '@petpact/embedded-mongo/java-program';
import { startEmbeddedMongo } from '@petpact/embedded-mongo/launch';
import { startKafka } from './kafka.ts';
import { fetchAlipayKeys, makeKeys } from './keys.ts';
import { PidFile } from './pid-file.ts';
import { fixedPorts, freePorts } from './ports.ts';
import { foldersOf, type ProcessSpec, processesOf, type Urls, urlsOf, type World } from './processes.ts';
import { ROOT, type Running, startScript } from './script-process.ts';
import { Supervised } from './supervised.ts';

export interface PlatformStart {
  dataDir: string;
  /** 'fixed': the documented ports and the store and Kafka that the environment names, if it does. 'free': everything of its own. */
  ports: 'fixed' | 'free';
  /** For every Node process, such as SETTLE_TIME_MS or KAFKA_SESSION_MS. */
  env?: Record<string, string>;
  /** Only these processes, such as ['store', 'clock', 'billing']; everything by default. */
  only?: string[];
  /** Other processes than the platform's own, for the supervisor's own tests. */
  processes?: (world: World) => ProcessSpec[];
  say?: (line: string) => void;
  /** Gives up the start and stops what is up already. */
  signal?: AbortSignal;
  /** Told each time a process becomes ready during the start, with those still awaited. */
  onProgress?: (awaited: string[]) => void;
}

/** A running platform. Processes go by their names: 'store', 'kafka', 'clock', 'alipay', 'warehouse', a service's, 'gateway'. */
export interface Platform {
  urls: Urls;
  dataDir: string;
  keysDir: string;
  names: string[];
  pid(name: string): number | undefined;
  /** The process dies and is started again by the supervisor; await `ready` to go on. */
  kill(name: string, signal?: NodeJS.Signals): Promise<void>;
  /** Stops it in order and keeps it down until `restart`. */
  hold(name: string): Promise<void>;
  restart(name: string): Promise<void>;
  ready(name: string, withinMs?: number): Promise<void>;
  logFile(name: string): string;
  stop(): Promise<void>;
}

/** Starts a whole platform on this machine and answers when every part of it is ready. */
export async function startPlatform(start: PlatformStart): Promise<Platform> {
  const dataDir = resolve(ROOT, start.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = await takeLock(dataDir);
  if (!lock) throw new SetupProblem(`PetPact already runs on the data in ${dataDir}; stop it there first (Ctrl-C).`);
  let platform: RunningPlatform | undefined;
  try {
    const pids = new PidFile(join(dataDir, 'pids.json'));
    await pids.stopOrphans(start.say ?? (() => {}));
    platform = new RunningPlatform({ ...start, dataDir }, await worldOf(start, dataDir), pids);
    start.signal?.addEventListener('abort', () => void platform?.stop());
    void platform.stopped.then(() => lock.close());
    await platform.start();
    return platform;
  } catch (error) {
    await platform?.stop();
    lock.close();
    throw error;
  }
}

async function worldOf({ ports: kind, say = () => {} }: PlatformStart, dataDir: string): Promise<World> {
  const ports = kind === 'fixed' ? await fixedPorts(process.env, say) : await freePorts();
  const given = kind === 'fixed' ? process.env : {};
  return {
    dataDir,
    ports,
    mongoUri: given.MONGODB_URI || `mongodb://127.0.0.1:${ports.STORE_PORT}`,
    kafkaBrokers: given.KAFKA_BROKERS || `127.0.0.1:${ports.KAFKA_PORT}`,
  };
}

class RunningPlatform implements Platform {
  readonly urls: Urls;
  readonly dataDir: string;
  readonly keysDir: string;
  readonly stopped: Promise<void>;
  readonly #start: PlatformStart;
  readonly #world: World;
  readonly #pids: PidFile;
  readonly #logs = new Map<string, WriteStream>();
  readonly #children = new Map<string, Supervised>();
  readonly #stages: Supervised[][] = [];
  readonly #say: (line: string) => void;
  #setStopped: () => void = () => {};
  #stopping: Promise<void> | undefined;

  constructor(start: PlatformStart, world: World, pids: PidFile) {
    this.#start = start;
    this.#world = world;
    this.#say = start.say ?? (() => {});
    this.urls = urlsOf(world);
    this.dataDir = start.dataDir;
    this.keysDir = foldersOf(start.dataDir).keys;
    this.#pids = pids;
    this.stopped = new Promise((resolve) => {
      this.#setStopped = resolve;
    });
  }

  get names(): string[] {
    return [...this.#children.keys()];
  }

  async start(): Promise<void> {
    await makeKeys(this.dataDir);
    const processes = (this.#start.processes ?? processesOf)(this.#world);
    const stage = (name: ProcessSpec['stage']) =>
      Promise.all(processes.filter((spec) => spec.stage === name && this.#isAsked(spec.name)).map((spec) => this.#script(spec)));
    await this.#startStage([...(await this.#infrastructure()), ...(await stage('sandbox'))]);
    if (this.#children.has('alipay') && !this.#start.processes) await fetchAlipayKeys(this.urls.alipay, this.dataDir);
    await this.#startStage(await stage('service'));
  }

  #isAsked(name: string): boolean {
    return this.#start.only?.includes(name) ?? true;
  }

  async #infrastructure(): Promise<Supervised[]> {
    const { ports, mongoUri, kafkaBrokers } = this.#world;
    const { store, kafka } = foldersOf(this.dataDir);
    const own: Supervised[] = [];
    if (this.#isAsked('store') && mongoUri === `mongodb://127.0.0.1:${ports.STORE_PORT}`) {
      own.push(await this.#java('store', (log) => startEmbeddedMongo({ port: ports.STORE_PORT, dataDir: store, log })));
    }
    if (this.#isAsked('kafka') && kafkaBrokers === `127.0.0.1:${ports.KAFKA_PORT}`) {
      own.push(await this.#java('kafka', (log) => startKafka({ port: ports.KAFKA_PORT, dataDir: kafka, log })));
    }
    return own;
  }

  async #java(
    name: string,
    start: (log: (line: string) => void) => Promise<{ pid: number; ended: Promise<void>; stop(): Promise<void> }>,
  ): Promise<Supervised> {
    await this.#freshLog(name);
    const log = createWriteStream(this.logFile(name), { flags: 'a' });
    this.#logs.set(name, log);
    const run = async (): Promise<Running> => {
      const { pid, ended, stop } = await start((line) => log.write(`${line}\n`));
      return { pid, stop, ended: ended.then(() => 'its Java process is gone') };
    };
    return this.#supervise(name, run, async () => true);
  }

  async #script(spec: ProcessSpec): Promise<Supervised> {
    await this.#freshLog(spec.name);
    const { name, script, readyUrl } = spec;
    const env = { ...spec.env, ...this.#start.env };
    return this.#supervise(
      name,
      () => startScript({ name, script, env, logFile: this.logFile(name) }),
      () => answers(readyUrl),
    );
  }

  #supervise(name: string, start: () => Promise<Running>, isReady: () => Promise<boolean>): Supervised {
    const onPid = (pid: number | undefined): void => this.#pids.note(name, pid);
    const child = new Supervised({ name, start, isReady, say: this.#say, onPid });
    this.#children.set(name, child);
    return child;
  }

  async #startStage(children: Supervised[]): Promise<void> {
    if (this.#stopping) throw new SetupProblem('The platform was stopped while it was starting.');
    this.#stages.push(children);
    const awaited = new Set(children.map((child) => child.name));
    this.#start.onProgress?.([...awaited]);
    for (const child of children) child.start();
    await Promise.all(
      children.map(async (child) => {
        await child.ready(120_000).catch((error: Error) => {
          throw new SetupProblem(`${error.message}\nIts log: ${this.logFile(child.name)}`);
        });
        awaited.delete(child.name);
        this.#start.onProgress?.([...awaited]);
      }),
    );
  }

  /** The log of the start before stays beside the new one. */
  async #freshLog(name: string): Promise<void> {
    await mkdir(foldersOf(this.dataDir).logs, { recursive: true });
    const file = this.logFile(name);
    if (existsSync(file)) await rename(file, `${file}.before`);
  }

  logFile(name: string): string {
    return join(foldersOf(this.dataDir).logs, `${name}.log`);
  }

  pid(name: string): number | undefined {
    return this.#child(name).pid;
  }

  kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    return this.#child(name).kill(signal);
  }

  hold(name: string): Promise<void> {
    return this.#child(name).stop();
  }

  async restart(name: string): Promise<void> {
    const child = this.#child(name);
    await child.stop();
    child.start();
    await child.ready();
  }

  ready(name: string, withinMs?: number): Promise<void> {
    return this.#child(name).ready(withinMs);
  }

  #child(name: string): Supervised {
    const child = this.#children.get(name);
    if (!child) throw new Error(`no process is called ${name}; there are ${this.names.join(', ')}`);
    return child;
  }

  /** The services first, then what they stand on. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async #stopAll(): Promise<void> {
    for (const stage of this.#stages.toReversed()) await Promise.all(stage.map((child) => child.stop()));
    for (const log of this.#logs.values()) log.end();
    this.#setStopped();
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
