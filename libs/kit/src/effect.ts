import type { Collection, Document, Filter, Update } from './collection.ts';
import { Conflict, Refusal } from './refusal.ts';

/** A document whose amount many change at once: stock of a SKU, a coupon budget, seats. */
export interface Counter extends Document {
  merchantId: string;
  /** Entries that moved it, or were refused by it, and are not yet forgotten. */
  seen?: string[];
}

export interface Move<C extends Counter> {
  counters: Collection<C>;
  merchantId: string;
  counterId: string;
  /** The natural key of the entry this move belongs to. */
  entryId: string;
  /** What must hold for the move, for instance `{ available: { $gte: quantity } }`. */
  guard: Filter<C>;
  update: Update<C>;
}

/**
 * Moves a counter once for one entry, however often and from wherever it is asked, without a version that
 * a hundred buyers would fight over (ARCHITECTURE, rule 2). The caller first stores the entry as pending with a
 * `nextActionAt`, so that a worker finishes it if this process dies; then moves; then marks the entry applied or refused;
 * and calls `forgetMove` no sooner than ten lease times after that. A refusal is remembered as well: two who finish
 * the same entry get the same answer. Refuses COUNTER_NOT_FOUND when there is no such counter.
 */
export async function moveOnce<C extends Counter>(move: Move<C>): Promise<'moved' | 'refused'> {
  const { merchantId, counterId, entryId, guard } = move;
  const counters = move.counters as unknown as Collection<Counter>;
  const update = move.update as Update<Counter>;
  const own = { _id: counterId, merchantId };
  const unseen = { ...own, seen: { $nin: [entryId, refusalOf(entryId)] } };
  const remembered = { ...update, $push: { ...update.$push, seen: entryId } };
  if (await counters.updateOne({ ...unseen, $and: [guard as Filter<Counter>] }, remembered)) return 'moved';
  if (await counters.updateOne(unseen, { $push: { seen: refusalOf(entryId) } })) return 'refused';

  const counter = await counters.findOne(own, { projection: { seen: 1 } });
  if (!counter) throw new Refusal('COUNTER_NOT_FOUND', 'notFound', { id: counterId });
  if (counter.seen?.includes(entryId)) return 'moved';
  if (counter.seen?.includes(refusalOf(entryId))) return 'refused';
  throw new Conflict(`${counters.name} ${counterId} forgot an entry that is still being applied`);
}

/** Takes a settled entry out of `seen`. */
export async function forgetMove<C extends Counter>(
  move: Pick<Move<C>, 'counters' | 'merchantId' | 'counterId' | 'entryId'>,
): Promise<void> {
  const counters = move.counters as unknown as Collection<Counter>;
  const { counterId, merchantId, entryId } = move;
  await counters.updateOne({ _id: counterId, merchantId }, { $pull: { seen: { $in: [entryId, refusalOf(entryId)] } } });
}

function refusalOf(entryId: string): string {
  return `!${entryId}`;
}
