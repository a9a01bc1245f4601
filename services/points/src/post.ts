import type { AggregateStore } from '@petpact/kit/aggregate';
import type { Caller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection } from '@petpact/kit/collection';
import {
  type Account,
  type Entry,
  type EntryFact,
  endLot,
  expiredLots,
  expiryOf,
  goneAt,
  type Lot,
  reverse,
  SEEN_KEPT,
  type Taking,
  tidyLots,
} from './domain/points.ts';

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
  const points = await move(stores, entry, caller);
  await stores.entries.decide(entry.merchantId, entry._id, caller, (state) => {
    if (state.state === 'applied') return { state, facts: [] };
    const { nextActionAt: _, ...rest } = state;
    return { state: { ...rest, points, state: 'applied' }, facts: points === 0 ? [] : [factOf(state, points)] };
  });
}

/** Signed points that this entry moved in the account, now or before a crash. */
async function move(stores: PointsStores, entry: Entry, caller: Caller): Promise<number> {
  if (entry.kind === 'reverse') return 0 - (await takeBack(stores, entry, caller));
  if (entry.kind === 'expire') return 0 - (await take(stores, entry, caller, (account) => endLot(account, entry)));
  return grant(stores.accounts.collection, entry);
}

function factOf({ adopterId, contractId, period, kind }: Entry, points: number): EntryFact {
  if (kind === 'expire') return { type: 'pointsExpired', adopterId, points: -points };
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
  // A grant that a crash left pending would come after its own reversal, and stay.
  await apply(stores, granted, caller);
  return take(stores, reversal, caller, (account) => reverse(account, reversal, granted.points));
}

async function take(stores: PointsStores, entry: Entry, caller: Caller, decision: (account: Account) => Taking): Promise<number> {
  let points = 0;
  await stores.accounts.decide(entry.merchantId, entry.adopterId, caller, (account) => {
    const { account: state, taken } = decision(account);
    points = taken;
    return { state, facts: [] };
  });
  return points;
}

/** Ends the lots of an account whose time has come; each end is an entry of its own. */
export async function expire(stores: PointsStores, merchantId: string, adopterId: string, caller: Caller): Promise<void> {
  const now = stores.clock.now();
  const account = await stores.accounts.require(merchantId, adopterId);
  for (const lot of expiredLots(account, now)) await post(stores, expiryOf(account, lot, now), caller);
  await stores.accounts.decide(merchantId, adopterId, caller, (state) => ({ state: tidyLots(state, now), facts: [] }));
}

async function openAccount({ accounts }: PointsStores, { adopterId, merchantId }: Entry, caller: Caller): Promise<void> {
  if (await accounts.read(merchantId, adopterId)) return;
  await accounts.create({ _id: adopterId, merchantId, version: 0, schema: 1, balance: 0, debt: 0, lots: [], seen: [] }, [], caller);
}
