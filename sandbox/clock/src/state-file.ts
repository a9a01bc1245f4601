import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the clock must know again after a restart. */
export interface ClockState {
  offsetMs: number;
  participants: { name: string; url: string }[];
}

const FRESH: ClockState = { offsetMs: 0, participants: [] };

/**
 * The clock's memory: one small file, replaced as a whole and on the disk
 * before the write returns, so that after a power cut it holds the old state or
 * the new one and no participant was ever told a time that the clock forgot.
 */
export class StateFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
  }

  read(): ClockState {
    return existsSync(this.#path) ? { ...FRESH, ...JSON.parse(readFileSync(this.#path, 'utf8')) } : FRESH;
  }

  write(state: ClockState): void {
    const draft = `${this.#path}.draft`;
    const file = openSync(draft, 'w');
    try {
      writeSync(file, `${JSON.stringify(state, undefined, 2)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, this.#path);
    const folder = openSync(dirname(this.#path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}
