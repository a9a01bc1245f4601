import type { AggregateStore } from '@petpact/kit/aggregate';
import type { Caller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection } from '@petpact/kit/collection';
import { type Account, type Entry, type EntryFact, expireLots, goneAt, type Lot, reverse, SEEN_KEPT } from './domain/points.ts';

/** An account's facts are told by its entries. */
export type NoFact = never;

export interface PointsStores {
  entries: AggregateStore<Entry, EntryFact>;
  accounts: AggregateStore<Account, NoFact>;
  clock: Clock;
}

/**
 * Brings an entry into its account, once, whatever crashes in between (ARCHITECTURE, rule 2): the entry is stored
 * pending, the account takes it in one guarded update, the entry is marked applied. A pending entry is work.
 */
export async function post(stores: PointsStores, entry: Entry, caller: Caller): Promise<void> {
  await stores.entries.create(entry, [], caller);
  const stored = await stores.entries.require(entry.merchantId, entry._id);
  if (stored.state === 'pending') await apply(stores, stored, caller);
}

/** Applies a pending entry; the due worker calls it for those a crash left behind. */
export async function apply(stores: PointsStores, entry: Entry, caller: Caller): Promise<void> {
  if (entry.state === 'applied') return;
  await openAccount(stores, entry, caller);
  const points = entry.kind === 'reverse' ? -(await takeBack(stores, entry, caller)) : await grant(stores.accounts.collection, entry);
  await stores.entries.decide(entry.merchantId, entry._id, caller, (state) => {
    if (state.state === 'applied') return { state, facts: [] };
    const { nextActionAt: _, ...rest } = state;
    return { state: { ...rest, points, state: 'applied' }, facts: [factOf(state, points)] };
  });
}

function factOf({ adopterId, contractId, period, kind }: Entry, points: number): EntryFact {
  if (kind === 'reverse') return { type: 'pointsReversed', adopterId, contractId, period, points: -points };
  return { type: 'pointsEarned', adopterId, contractId, period, points, kind };
}

/** One update, no reading first: any number of grants to one account may race. The `seen` guard makes each count once. */
async function grant(
  accounts: Collection<Account>,
  { _id, adopterId, merchantId, lotId, points, expireDate, contractId }: Entry,
): Promise<number> {
  if (expireDate === undefined) throw new Error(`grant ${_id} has no last day`);
  const lot: Lot = { lotId, left: points, expireDate, contractId };
  await accounts.updateOne(
    { _id: adopterId, merchantId, seen: { $ne: _id } },
    {
      $inc: { balance: points, version: 1 },
      $push: { lots: lot, seen: { $each: [_id], $slice: -SEEN_KEPT } },
      $min: { nextActionAt: goneAt(lot) },
    },
  );
  return points;
}

async function takeBack(stores: PointsStores, reversal: Entry, caller: Caller): Promise<number> {
  const granted = await stores.entries.require(reversal.merchantId, reversal.lotId);
  let taken = 0;
  await stores.accounts.decide(reversal.merchantId, reversal.adopterId, caller, (account) => {
    const result = reverse(account, reversal, granted.points);
    taken = result.taken;
    return { state: result.account, facts: [] };
  });
  return taken;
}

/** Ends the lots of an account whose time has come; each end is an entry of its own. */
export async function expire(stores: PointsStores, merchantId: string, adopterId: string, caller: Caller): Promise<void> {
  const now = stores.clock.now();
  const { expired } = expireLots(await stores.accounts.require(merchantId, adopterId), now);
  for (const { lotId, left, contractId } of expired) {
    const entry: Entry = {
      _id: `expire:${lotId}`,
      merchantId,
      version: 0,
      schema: 1,
      adopterId,
      kind: 'expire',
      points: -left,
      contractId,
      period: 0,
      state: 'applied',
      atTime: now,
      lotId,
    };
    await stores.entries.create(entry, [{ type: 'pointsExpired', adopterId, points: left }], caller);
  }
  await stores.accounts.decide(merchantId, adopterId, caller, (account) => ({ state: expireLots(account, now).account, facts: [] }));
}

async function openAccount({ accounts }: PointsStores, { adopterId, merchantId }: Entry, caller: Caller): Promise<void> {
  if (await accounts.read(merchantId, adopterId)) return;
  await accounts.create({ _id: adopterId, merchantId, version: 0, schema: 1, balance: 0, debt: 0, lots: [], seen: [] }, [], caller);
}
