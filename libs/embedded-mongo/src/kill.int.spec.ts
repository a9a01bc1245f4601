import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Collection } from 'mongodb';
import { StoreForTest } from './store-for-test.ts';

interface Account {
  _id: string;
  owner: string;
  version: number;
  entries: number[];
}

const WRITERS = 12;
const ROUNDS = 5;
const ACCOUNTS_A_ROUND = 150;

describe('the embedded store, killed under load', () => {
  const shop = new StoreForTest();
  /** The last version of each account that the store acknowledged or showed to a reader. */
  const known = new Map<string, number>();
  const accounts = (): Collection<Account> => shop.db.collection<Account>('accounts');

  before(async () => {
    await shop.start();
    await accounts().createIndex({ owner: 1, version: -1 });
  });
  after(() => shop.stop());

  function remember(id: string, version: number): void {
    known.set(id, Math.max(version, known.get(id) ?? 0));
  }

  async function write(writer: number, round: number): Promise<void> {
    for (let n = 0; ; n += 1) {
      const id = `${round}-${writer}-${n}`;
      await accounts().insertOne({ _id: id, owner: `o${n % 5}`, version: 1, entries: [1] });
      remember(id, 1);
      for (let version = 1; version < 4; version += 1) {
        const { matchedCount } = await accounts().updateOne(
          { _id: id, version },
          { $inc: { version: 1 }, $push: { entries: version + 1 } },
        );
        assert.equal(matchedCount, 1);
        remember(id, version + 1);
      }
    }
  }

  async function read(): Promise<void> {
    for (;;) {
      const newest = await accounts().find({ owner: 'o1' }).sort({ version: -1 }).limit(20).toArray();
      for (const account of newest) remember(account._id, account.version);
    }
  }

  for (let round = 1; round <= ROUNDS; round += 1) {
    it(`has every write it acknowledged, and every write it showed, after kill ${round}`, async () => {
      const load = [...Array.from({ length: WRITERS }, (_, writer) => write(writer, round)), read(), read()];
      const broken = Promise.allSettled(load);
      while (known.size < ACCOUNTS_A_ROUND * round) await sleep(10);
      await sleep(round * 7);
      await shop.kill();
      for (const outcome of await broken) {
        assert.equal(outcome.status, 'rejected');
        assert.doesNotMatch(String(outcome.status === 'rejected' && outcome.reason), /Assertion|E11000/);
      }
      await shop.start();
      const stored = new Map((await accounts().find().toArray()).map((account) => [account._id, account]));
      const lost = [...known].filter(([id, version]) => (stored.get(id)?.version ?? 0) < version);
      assert.deepEqual(lost.slice(0, 5), [], `${lost.length} of ${known.size} lost`);
      for (const { version, entries } of stored.values()) assert.equal(entries.length, version);
    });
  }

  it('still finds, changes and deletes each of them by id and by index', async () => {
    const all = await accounts().find().toArray();
    for (const owner of ['o0', 'o1', 'o2', 'o3', 'o4']) {
      const expected = all.filter((account) => account.owner === owner).length;
      assert.equal((await accounts().find({ owner }).toArray()).length, expected);
    }
    for (const account of all.slice(-300)) {
      const changed = await accounts().updateOne({ _id: account._id, version: account.version }, { $inc: { version: 1 } });
      assert.equal(changed.modifiedCount, 1);
    }
    const { deletedCount } = await accounts().deleteMany({});
    assert.equal(deletedCount, all.length);
  });
});
