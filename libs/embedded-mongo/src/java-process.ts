import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { javaTool, SetupProblem } from './java-program.ts';

export interface JavaStart {
  name: string;
  classPath: string;
  mainClass: string;
  /** Options of the virtual machine, such as `-Xmx512m`. */
  options: string[];
  args: string[];
  log: (line: string) => void;
  /** Tells from a line of output that the program is up; what it returns is handed to the caller. */
  readyOn: (line: string) => string | undefined;
  readyWithinMs: number;
}

export interface JavaProcess {
  pid: number;
  /** What `readyOn` found. */
  ready: string;
  /** Settles when the process has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends it in order, by closing its input; kills it if that takes longer than ten seconds. */
  stop(): Promise<void>;
}

const FAILED = 'FAILED ';

/**
 * Starts a Java program in a process group of its own (Ctrl-C in the terminal does not reach it) and waits until it is up.
 * Its main class must end when its standard input does: so it never outlives the process that started it.
 */
export async function startJava(start: JavaStart): Promise<JavaProcess> {
  const child = spawn(javaTool('java'), [...start.options, '-cp', start.classPath, start.mainClass, ...start.args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = (): Promise<void> => stopChild(child, ended);
  try {
    const ready = await readiness(child, start, ended);
    return { pid: child.pid as number, ready, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readiness(child: ChildProcess, start: JavaStart, ended: Promise<void>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const lastLines: string[] = [];
  const fail = (what: string): void => reject(new SetupProblem(`${start.name} ${what}\n${lastLines.join('\n')}`));
  const timeout = setTimeout(() => fail(`did not come up within ${start.readyWithinMs / 1000} s:`), start.readyWithinMs);
  const onLine = (line: string): void => {
    start.log(line);
    lastLines.push(line);
    if (lastLines.length > 15) lastLines.shift();
    const ready = start.readyOn(line);
    if (ready !== undefined) resolve(ready);
    if (line.startsWith(FAILED)) reject(new SetupProblem(line.slice(FAILED.length)));
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  }
  child.once('error', (error) => fail(`could not be started: ${error.message}`));
  void ended.then(() => fail('ended while it was starting:'));
  try {
    return await promise;
  } finally {
    clearTimeout(timeout);
  }
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.stdin?.end();
  const giveUp = new AbortController();
  const inTime = await Promise.race([ended.then(() => true), sleep(10_000, false, { signal: giveUp.signal }).catch(() => true)]);
  giveUp.abort();
  if (!inTime) {
    child.kill('SIGKILL');
    await ended;
  }
}
