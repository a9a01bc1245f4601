import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const RETRY_MS = 1000;

/**
 * Business time = real time + an offset that the test clock tells. The last known offset is kept on disk,
 * so that time does not run backward while the clock is not up yet.
 */
export class BusinessClock {
  #offsetMs: number;
  #path: string;
  #told = false;
  #writes: Promise<void> = Promise.resolve();

  constructor(dataDir: string, followsTestClock: boolean) {
    this.#path = join(dataDir, 'clock.json');
    this.#offsetMs = followsTestClock ? storedOffset(this.#path) : 0;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  async setOffset(offsetMs: number): Promise<void> {
    this.#told = true;
    this.#offsetMs = offsetMs;
    this.#writes = this.#writes.then(() => this.#keep(offsetMs));
    await this.#writes;
  }

  async #keep(offsetMs: number): Promise<void> {
    await writeFile(`${this.#path}.new`, JSON.stringify({ offsetMs }));
    await rename(`${this.#path}.new`, this.#path);
  }

  /** Joins the test clock, trying until it is there. Resolves when joined or stopped. */
  async join(clockUrl: string, participant: { name: string; url: string }, stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      try {
        const now = (await ask(`${clockUrl}/clock`)) as { offsetMs: number };
        // What the clock pushed in the meantime is newer than what it was asked for.
        if (!this.#told) await this.setOffset(now.offsetMs);
        await ask(`${clockUrl}/clock/participants`, participant);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
  }
}

function storedOffset(path: string): number {
  try {
    const { offsetMs } = JSON.parse(readFileSync(path, 'utf8')) as { offsetMs: unknown };
    return typeof offsetMs === 'number' ? offsetMs : 0;
  } catch {
    return 0;
  }
}

async function ask(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(2000),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
