import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MemoryOperation, openMemory } from '@petpact/kit/memory';
import { assemble } from './assemble.ts';
import { DEFAULT_RULES, entriesFor, reversalOf } from './domain/points.ts';
import { apply, expire, post } from './post.ts';

const now = new Date('2026-11-23T02:00:00Z');
const clock = { now: () => now };
const caller = { merchantId: 'm', actor: { kind: 'service' as const, id: 'billing' }, requestId: 'r' };
const entryOf = (period: number) =>
  entriesFor({ merchantId: 'm', adopterId: 'a', contractId: 'c', period, amountFen: 12_900, streak: 1 }, DEFAULT_RULES, now)[0]!;

function service(before?: (operation: MemoryOperation, collection: string) => Promise<void>) {
  const { implementation, stores } = assemble({ database: openMemory({ before }), clock, realClock: clock });
  const [entries, accounts] = stores as [never, never];
  const balance = async () => (await implementation.getAccount({ adopterId: 'a', contractId: '' }, caller, {} as never)).balance;
  return { implementation, stores: { entries, accounts, clock } as Parameters<typeof post>[0], balance };
}

describe('posting points', () => {
  it('counts a grant once however often and however concurrently it comes', async () => {
    const { stores, balance } = service();
    await Promise.all(Array.from({ length: 20 }, () => post(stores, entryOf(1), caller)));
    assert.equal(await balance(), 129);
  });
  it('loses none of many grants to one account at the same moment', async () => {
    const { stores, balance } = service();
    await Promise.all(Array.from({ length: 50 }, (_, n) => post(stores, entryOf(n + 1), caller)));
    assert.equal(await balance(), 50 * 129);
  });
  it('finishes a grant that a crash left between the account and the entry', async () => {
    const { stores, balance } = service();
    await post(stores, entryOf(1), caller);
    const entry = await stores.entries.require('m', 'instalment:c_1');
    await stores.entries.save(entry, { ...entry, state: 'pending', nextActionAt: now }, [], caller);
    await apply(stores, await stores.entries.require('m', 'instalment:c_1'), caller);
    assert.equal(await balance(), 129);
    assert.equal((await stores.entries.require('m', 'instalment:c_1')).state, 'applied');
  });
  it('takes a refunded grant back once', async () => {
    const { stores, balance, implementation } = service();
    await post(stores, entryOf(1), caller);
    await post(stores, entryOf(2), caller);
    await Promise.all([1, 2, 3].map(() => post(stores, reversalOf(entryOf(1), now), caller)));
    assert.equal(await balance(), 129);
    const { entries } = await implementation.listEntries(
      { adopterId: 'a', contractId: '', pageSize: 20, pageToken: '' },
      caller,
      {} as never,
    );
    assert.deepEqual(
      entries.map((entry) => entry.points).toSorted((a, b) => a - b),
      [-129, 129, 129],
    );
  });
  it('takes the same number back when a crash cut it off between the account and the entry', async () => {
    let crash = false;
    let updates = 0;
    const { stores, balance } = service(async (operation) => {
      if (crash && operation === 'updateOne' && ++updates === 2) throw new Error('crash');
    });
    await post(stores, entryOf(1), caller);
    crash = true;
    await assert.rejects(post(stores, reversalOf(entryOf(1), now), caller), { message: 'crash' });
    await post(stores, reversalOf(entryOf(1), now), caller);
    assert.equal(await balance(), 0);
    assert.equal((await stores.entries.require('m', 'reverse:instalment:c_1')).points, -129);
  });
  it('takes a grant back that was still pending, so that it does not come afterwards', async () => {
    const { stores, balance } = service();
    await stores.entries.create(entryOf(1), [], caller);
    await post(stores, reversalOf(entryOf(1), now), caller);
    await apply(stores, entryOf(1), caller);
    assert.equal(await balance(), 0);
    assert.equal((await stores.entries.require('m', 'instalment:c_1')).state, 'applied');
  });
  it('has a history that adds up to the balance when a lot expires and is taken back at the same moment', async () => {
    let reversing: Promise<void> | undefined;
    const { stores, balance } = service(async (operation, collection) => {
      if (operation === 'updateOne' && collection === 'accounts' && reversing === undefined && expiring) {
        reversing = Promise.resolve();
        await post(stores, reversalOf(entryOf(1), now), caller);
      }
    });
    let expiring = false;
    await post(stores, entryOf(1), caller);
    expiring = true;
    await expire({ ...stores, clock: { now: () => new Date('2027-12-01T00:00:00Z') } }, 'm', 'a', caller);
    const history = await stores.entries.collection.find({ merchantId: 'm' });
    assert.deepEqual([await balance(), history.reduce((sum, entry) => sum + entry.points, 0)], [0, 0]);
  });
  it('ends lots after their last day', async () => {
    const { stores, balance } = service();
    await post(stores, entryOf(1), caller);
    await expire({ ...stores, clock: { now: () => new Date('2027-12-01T00:00:00Z') } }, 'm', 'a', caller);
    assert.equal(await balance(), 0);
  });
  it("tells nobody another person's points", async () => {
    const { implementation } = service();
    const stranger = { merchantId: 'm', actor: { kind: 'adopter' as const, id: 'b' }, requestId: 'r' };
    await assert.rejects(implementation.getAccount({ adopterId: 'a', contractId: '' }, stranger, {} as never), {
      reason: 'ADOPTER_NOT_FOUND',
    });
  });
});
