import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

interface Entry {
  name: string;
  pid: number;
  /** Clock ticks since the machine started: with the pid it names a process for good. */
  bornAt: string;
}

/** Remembers which processes a platform has started, so that the next start finds those that a killed supervisor left behind. */
export class PidFile {
  readonly #file: string;
  readonly #entries = new Map<string, Entry>();

  constructor(file: string) {
    this.#file = file;
  }

  note(name: string, pid: number | undefined): void {
    const bornAt = pid === undefined ? undefined : birthOf(pid);
    if (pid === undefined || bornAt === undefined) this.#entries.delete(name);
    else this.#entries.set(name, { name, pid, bornAt });
    if (this.#entries.size === 0) {
      rmSync(this.#file, { force: true });
      return;
    }
    writeFileSync(`${this.#file}.unfinished`, JSON.stringify([...this.#entries.values()], undefined, 1), { mode: 0o600 });
    renameSync(`${this.#file}.unfinished`, this.#file);
  }

  /** Stops what an earlier supervisor left running on the same data. Checks that each is really the process that was noted. */
  async stopOrphans(say: (line: string) => void): Promise<void> {
    const orphans = this.#read().filter(isStill);
    if (orphans.length === 0) return;
    say(`An earlier start was killed and left ${orphans.map(({ name, pid }) => `${name} (${pid})`).join(', ')} behind; stopping them.`);
    for (const orphan of orphans) signal(orphan, 'SIGTERM');
    for (let waited = 0; orphans.some(isStill) && waited < 10_000; waited += 50) await sleep(50);
    for (const orphan of orphans.filter(isStill)) signal(orphan, 'SIGKILL');
  }

  #read(): Entry[] {
    if (!existsSync(this.#file)) return [];
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Entry[];
    } catch {
      return [];
    }
  }
}

function signal({ pid }: Entry, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself in between.
  }
}

const isStill = ({ pid, bornAt }: Entry): boolean => birthOf(pid) === bornAt;

/** When a process was started, or nothing when there is none or it is only waiting to be collected by its parent. */
function birthOf(pid: number): string | undefined {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return afterName[0] === 'Z' ? undefined : afterName[19];
  } catch {
    return undefined;
  }
}
