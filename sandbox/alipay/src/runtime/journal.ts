import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { SimEvent } from '../domain/event.ts';

/**
 * The simulator's memory: one line per decision, all its events in it, so that a line is either whole or not there.
 * `append` resolves when the line is on the disk; lines that arrive during one fsync share the next.
 */
export class Journal {
  #file: FileHandle;
  #waiting: string[] = [];
  #flushing: Promise<void> | undefined;

  #onBroken: (error: unknown) => void;

  private constructor(file: FileHandle, onBroken: (error: unknown) => void) {
    this.#file = file;
    this.#onBroken = onBroken;
  }

  /**
   * Opens the journal and hands every event in it to `apply`. A last line without its end was never acknowledged and
   * is cut off. `onBroken` is called when a write fails: what is in memory is then ahead of the disk and must not be served.
   */
  static async open(path: string, apply: (event: SimEvent) => void, onBroken: (error: unknown) => void): Promise<Journal> {
    const file = await open(path, 'a+', 0o600);
    const content = await readFile(path);
    const end = content.lastIndexOf(0x0a) + 1;
    if (end < content.length) {
      await file.truncate(end);
      await file.datasync();
    }
    let from = 0;
    for (let line = 1; from < end; line++) {
      const to = content.indexOf(0x0a, from);
      for (const event of readLine(content.toString('utf8', from, to), `${path}:${line}`)) apply(event);
      from = to + 1;
    }
    return new Journal(file, onBroken);
  }

  append(events: readonly SimEvent[]): Promise<void> {
    if (events.length > 0) this.#waiting.push(`${JSON.stringify(events)}\n`);
    return this.settled();
  }

  /** Resolves when everything appended so far is on the disk: an answer that only reads must wait for it too. */
  settled(): Promise<void> {
    if (this.#waiting.length === 0) return this.#flushing ?? Promise.resolve();
    return this.#flushing ? this.#flushing.then(() => this.settled()) : this.#flush();
  }

  get idle(): boolean {
    return this.#waiting.length === 0 && !this.#flushing;
  }

  async close(): Promise<void> {
    await this.settled();
    await this.#file.close();
  }

  #flush(): Promise<void> {
    const lines = this.#waiting.join('');
    this.#waiting = [];
    this.#flushing = this.#write(lines).finally(() => {
      this.#flushing = undefined;
    });
    return this.#flushing;
  }

  async #write(lines: string): Promise<void> {
    try {
      await this.#file.appendFile(lines);
      await this.#file.datasync();
    } catch (error) {
      this.#onBroken(error);
      throw error;
    }
  }
}

function readLine(line: string, place: string): SimEvent[] {
  try {
    return JSON.parse(line) as SimEvent[];
  } catch {
    throw new Error(`The journal is damaged at ${place}. Restore it, or delete the data folder to begin anew.`);
  }
}
