import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { whileLocked } from './build-lock.ts';

const CACHE = resolve(import.meta.dirname, '../../../.cache/java');
const OLDEST_JAVA = 17;

/** A problem of the machine that its user can cure; the message says how. */
export class SetupProblem extends Error {}

export interface JavaProgram {
  /** Names the program in messages and its folder in the cache. */
  name: string;
  /** Holds `pom.xml`, which names the jars. */
  folder: string;
  /** Holds the program's own Java sources. */
  sources: string;
}

/**
 * Fetches a Java program's jars by Maven and compiles its sources, once for each state of both, and returns the class path.
 * Safe to call from many processes at once: one builds, the others wait.
 */
export async function prepareJavaProgram(program: JavaProgram, log: (line: string) => void): Promise<string> {
  const sources = (await readdir(program.sources, { recursive: true })).filter((file) => file.endsWith('.java')).sort();
  const files = [join(program.folder, 'pom.xml'), ...sources.map((file) => join(program.sources, file))];
  const target = join(CACHE, `${program.name}-${await hashOf(files)}`);
  const classPath = `${join(target, 'classes')}:${join(target, 'lib')}/*`;
  if (existsSync(target)) return classPath;
  return whileLocked(target, async () => {
    if (!existsSync(target)) await build(program, { target, sources: files.slice(1), log });
    return classPath;
  });
}

async function hashOf(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function build(program: JavaProgram, to: { target: string; sources: string[]; log: (line: string) => void }): Promise<void> {
  await requireJdk();
  const unfinished = `${to.target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await fetchJars(program, join(unfinished, 'lib'), to.log);
  to.log(`${program.name}: compiling`);
  const compiler = await run(javaTool('javac'), [
    '-nowarn',
    '--release',
    String(OLDEST_JAVA),
    '-encoding',
    'UTF-8',
    '-d',
    join(unfinished, 'classes'),
    '-cp',
    `${join(unfinished, 'lib')}/*`,
    ...to.sources,
  ]);
  if (compiler.code !== 0) throw new SetupProblem(`${program.name} does not compile:\n${compiler.output}`);
  await rename(unfinished, to.target);
}

async function fetchJars(program: JavaProgram, into: string, log: (line: string) => void): Promise<void> {
  let fetched = 0;
  let toldAt = 0;
  log(`${program.name}: asking Maven for its jars`);
  const maven = await run(
    process.env.MAVEN ?? 'mvn',
    ['-B', '-f', join(program.folder, 'pom.xml'), 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${into}`],
    (line) => {
      if (!line.includes('Downloaded from')) return;
      fetched += 1;
      if (Date.now() - toldAt > 1000) {
        toldAt = Date.now();
        log(`${program.name}: ${fetched} files fetched`);
      }
    },
  );
  if (maven.missing) {
    throw new SetupProblem(
      'Maven is needed once to fetch the jars of the embedded store and Kafka: install it (Debian: apt-get install maven).',
    );
  }
  if (maven.code !== 0) {
    const errors = maven.output
      .split('\n')
      .filter((line) => line.startsWith('[ERROR]'))
      .slice(0, 5)
      .join('\n');
    throw new SetupProblem(
      `Maven could not fetch the jars of ${program.name}; check the network and Maven's settings, then start again.\n${errors}`,
    );
  }
}

/** Where the JDK's tool is: under JAVA_HOME when that is set, else on the PATH. */
export function javaTool(tool: 'java' | 'javac'): string {
  return process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', tool) : tool;
}

/** Refuses with one sentence that says what to do when there is no JDK, or only an old one. */
export async function requireJdk(): Promise<void> {
  for (const tool of ['java', 'javac'] as const) {
    const answer = await run(javaTool(tool), ['-version']);
    const version = Number(/(?:version "|javac )(\d+)/.exec(answer.output)?.[1] ?? 0);
    if (answer.missing || version < OLDEST_JAVA) {
      const found = answer.missing ? `no ${tool} was found` : `${tool} is version ${version}`;
      throw new SetupProblem(
        `A JDK of version ${OLDEST_JAVA} or newer is needed for the embedded store and Kafka, but ${found}: install one (Debian: apt-get install openjdk-17-jdk-headless) or set JAVA_HOME.`,
      );
    }
  }
}

interface Outcome {
  code: number | null;
  missing: boolean;
  output: string;
}

function run(command: string, args: string[], onLine: (line: string) => void = () => {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk;
      for (const line of chunk.toString().split('\n')) onLine(line);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error: NodeJS.ErrnoException) => resolve({ code: null, missing: error.code === 'ENOENT', output: error.message }));
    child.once('close', (code) => resolve({ code, missing: false, output }));
  });
}
