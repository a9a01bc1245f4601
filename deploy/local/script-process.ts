import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from '@petpact/embedded-mongo/java-program';

export const ROOT = resolve(import.meta.dirname, '../..');
const END_WITH_SUPERVISOR = join(import.meta.dirname, 'end-with-supervisor.ts');

/** A process that has been started, whatever it is written in. */
export interface Running {
  pid: number;
  /** Settles when it has ended, for whatever reason, and says how. */
  ended: Promise<string>;
  /** Asks it to finish, and kills it when it takes too long. */
  stop(): Promise<void>;
}

export interface ScriptStart {
  name: string;
  /** Under the repository, or absolute. */
  script: string;
  env: Record<string, string>;
  /** Takes what it prints; written by the process itself, so nothing is lost when the supervisor dies. */
  logFile: string;
  drainMs?: number;
}

/** Starts a script with this very Node, in a process group of its own: Ctrl-C in the terminal reaches the supervisor only. */
export async function startScript(start: ScriptStart): Promise<Running> {
  const script = resolve(ROOT, start.script);
  if (!existsSync(script)) throw new SetupProblem(`${start.name} cannot start: ${start.script} is missing.`);
  await mkdir(dirname(start.logFile), { recursive: true });
  const log = await open(start.logFile, 'a');
  const child = spawn(process.execPath, ['--import', END_WITH_SUPERVISOR, script], {
    cwd: ROOT,
    env: { ...inherited(), ...start.env },
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
    detached: true,
  });
  const pipe = child.stdio[3] as Socket | null;
  pipe?.on('error', () => {});
  pipe?.unref();
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  await log.close();
  if (child.pid === undefined) throw new SetupProblem(`${start.name} cannot start: ${await ended}`);
  return { pid: child.pid, ended, stop: () => stopScript(child, ended, start.drainMs ?? 15_000) };
}

function inherited(): Record<string, string | undefined> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  return { ...env, TZ: 'Asia/Shanghai', NODE_COMPILE_CACHE: join(ROOT, '.cache/node-compile') };
}

async function stopScript(child: ChildProcess, ended: Promise<string>, drainMs: number): Promise<void> {
  child.kill('SIGTERM');
  const giveUp = new AbortController();
  const late = sleep(drainMs, true, { signal: giveUp.signal }).catch(() => false);
  if (await Promise.race([ended.then(() => false), late])) child.kill('SIGKILL');
  giveUp.abort();
  await ended;
}
