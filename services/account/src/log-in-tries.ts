import { PLATFORM } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection, Document } from '@petpact/kit/collection';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';

/** Passwords tried for a login, or a place where it was right; `_id` is a digest, so no address is kept. Gone after `untilTime`. */
export interface TriesDocument extends Document {
  merchantId: string;
  count: number;
  /** Real time. */
  untilTime: Date;
}

const FROM_ONE_PLACE = 5;
/** More than people mistype, far less than guessing takes. */
const FROM_EVERYWHERE = 100;
const WINDOW_MS = 15 * 60_000;
const REMEMBERED_MS = 30 * 24 * 3_600_000;

/**
 * How often a password may be guessed: so often from one place, so often from all together, in a quarter of an hour. Counted
 * by place, so that nobody can lock somebody else out; where a login was right before, what others guess does not count.
 * A login that does not exist is counted alike, so that nobody learns which ones do.
 */
export class LogInTries {
  readonly #tries: Collection<TriesDocument>;
  readonly #clock: Clock;

  constructor(tries: Collection<TriesDocument>, realClock: Clock) {
    this.#tries = tries;
    this.#clock = realClock;
  }

  /** Counts a try before its password is looked at, so that guesses sent at once count as well. Refuses TOO_MANY_ATTEMPTS. */
  async take(personId: string, source: string): Promise<void> {
    const isFree =
      (await this.#count(naturalId('tries', personId, source), FROM_ONE_PLACE)) &&
      ((await this.#count(naturalId('tries', personId), FROM_EVERYWHERE)) || (await this.#isKnown(personId, source)));
    if (!isFree) throw new Refusal('TOO_MANY_ATTEMPTS', 'denied');
  }

  /** The password was right: this place starts anew, and is known from now on. */
  async right(personId: string, source: string): Promise<void> {
    await this.#tries.deleteOne({ _id: naturalId('tries', personId, source), merchantId: PLATFORM });
    const _id = naturalId('known', personId, source);
    const untilTime = new Date(this.#clock.now().getTime() + REMEMBERED_MS);
    if (await this.#tries.insertOne({ _id, merchantId: PLATFORM, count: 0, untilTime })) return;
    await this.#tries.updateOne({ _id, merchantId: PLATFORM }, { $set: { untilTime } });
  }

  async #count(_id: string, most: number): Promise<boolean> {
    const now = this.#clock.now();
    const untilTime = new Date(now.getTime() + WINDOW_MS);
    if (await this.#tries.insertOne({ _id, merchantId: PLATFORM, count: 1, untilTime })) return true;
    if (await this.#tries.updateOne({ _id, merchantId: PLATFORM, untilTime: { $gt: now }, count: { $lt: most } }, { $inc: { count: 1 } }))
      return true;
    return this.#tries.updateOne({ _id, merchantId: PLATFORM, untilTime: { $lte: now } }, { $set: { count: 1, untilTime } });
  }

  async #isKnown(personId: string, source: string): Promise<boolean> {
    const known = { _id: naturalId('known', personId, source), merchantId: PLATFORM, untilTime: { $gt: this.#clock.now() } };
    return (await this.#tries.findOne(known)) !== undefined;
  }
}
