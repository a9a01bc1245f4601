import type { EachBatchPayload } from 'kafkajs';
import type { Log } from './log.ts';

/** Offsets are committed at the end of a batch, and within a long one this often: a crash repeats no more than that. */
const COMMIT_EVERY = 100;
const COMMIT_EVERY_MS = 200;
const AGAIN_AFTER_MS = 500;

/** The group is forming anew: kafkajs has to hear of it, joins again and reads from what is committed. */
const REBALANCING = new Set(['REBALANCE_IN_PROGRESS', 'UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID']);

type Offsets = Pick<EachBatchPayload, 'commitOffsetsIfNecessary' | 'uncommittedOffsets'>;

/** Commits what one member of a group has dealt with: not after every message of a long batch, but often enough, and surely. */
export class KafkaCommits {
  readonly #log: Log;
  #again?: NodeJS.Timeout;

  constructor(log: Log) {
    this.#log = log;
  }

  batch(offsets: Offsets): { handled(): Promise<void>; end(): Promise<void> } {
    let since = 0;
    let last = Date.now();
    const end = async () => {
      if (since > 0) await this.#commit(offsets);
      since = 0;
      last = Date.now();
    };
    const handled = async () => {
      since += 1;
      if (since >= COMMIT_EVERY || Date.now() - last >= COMMIT_EVERY_MS) await end();
    };
    return { handled, end };
  }

  stop(): void {
    clearTimeout(this.#again);
  }

  async #commit(offsets: Offsets): Promise<void> {
    try {
      await offsets.commitOffsetsIfNecessary(offsets.uncommittedOffsets());
    } catch (error) {
      if (REBALANCING.has((error as { type?: string }).type ?? '')) throw error;
      this.#log.warn({ err: error }, 'not committed, trying again');
      this.#commitLater(offsets);
    }
  }

  /** kafkajs goes on behind what was dealt with, so without another message nobody would commit it. */
  #commitLater(offsets: Offsets): void {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#commit(offsets).catch(() => undefined), AGAIN_AFTER_MS);
  }
}
