import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The simulator's memory on disk: one JSON record a line, each a whole thing in
 * its newest state. Records that arrive while a write is under way share the
 * next one (group commit). A promise of `append` is kept only once the record
 * is on the disk.
 */
export class Journal<R> {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #underWay = 0;
  /** The write under way, and the one that will take what waits now. */
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * Opens the journal and hands out what is in it. `compact` turns all records into the few that matter; they become the new file. A last line
   * without its end was never promised to anybody and is dropped; any other broken line means that the file was tampered with, and throws.
   */
  static async open<R>(path: string, compact: (records: R[]) => R[]): Promise<Journal<R>> {
    mkdirSync(dirname(path), { recursive: true });
    const kept = compact(readRecords<R>(path));
    const draft = `${path}.draft`;
    const file = openSync(draft, 'w');
    try {
      for (const record of kept) writeSync(file, `${JSON.stringify(record)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    const folder = openSync(dirname(path), 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
    return new Journal<R>(await open(path, 'a'));
  }

  /** Records that were handed in and are not on the disk yet. */
  get pending(): number {
    return this.#waiting.length + this.#underWay;
  }

  append(record: R): Promise<void> {
    this.#waiting.push(`${JSON.stringify(record)}\n`);
    return this.flushed();
  }

  /** Resolves when everything handed in so far is on the disk. */
  flushed(): Promise<void> {
    if (this.#waiting.length === 0) return this.#current ?? Promise.resolve();
    this.#next ??= (this.#current ?? Promise.resolve()).then(() => this.#write());
    return this.#next;
  }

  async close(): Promise<void> {
    while (this.pending > 0) await this.flushed();
    await this.#file.close();
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    this.#waiting = [];
    this.#underWay = lines.length;
    this.#current = this.#next;
    this.#next = undefined;
    try {
      await this.#file.appendFile(lines.join(''));
      await this.#file.datasync();
    } catch (error) {
      // Promises were made that cannot be kept: better no simulator than one that forgets.
      console.error('the journal cannot be written', error);
      process.exit(1);
    }
    this.#underWay = 0;
    this.#current = undefined;
  }
}

function readRecords<R>(path: string): R[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  lines.pop();
  return lines.map((line) => JSON.parse(line) as R);
}
