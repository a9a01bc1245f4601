import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Document, Filter, Sort } from 'mongodb';
import { StoreForTest } from './store-for-test.ts';

const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b') },
  { weight: 1, arbitrary: fc.constantFrom(null, true, new Date(0), 2.5) },
);
const field = fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) });
const document = fc.record({ a: field, b: field, c: value, d: fc.record({ e: value }, { requiredKeys: [] }) }, { requiredKeys: [] });
const condition = fc.oneof(
  value,
  fc.record({ $in: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $gt: value }),
  fc.record({ $gte: value, $lt: value }),
  fc.record({ $lte: value }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $ne: value }),
  fc.record({ $nin: fc.array(value, { maxLength: 2 }) }),
);
const filter = fc.record({ a: condition, b: condition, c: condition, 'd.e': condition }, { requiredKeys: [] });
const direction = fc.constantFrom<1 | -1>(1, -1);
const sort = fc
  .record({ a: direction, c: direction, 'd.e': direction }, { requiredKeys: [] })
  .map((keys) => ({ ...keys, _id: 1 as const }));
const change = fc.record({ id: fc.nat(29), set: document });
type Stored = Document & { _id: string };
const INDEXES: Record<string, 1 | -1>[] = [
  { a: 1 },
  { a: 1, c: -1, _id: 1 },
  { c: 1, a: -1 },
  { 'd.e': -1, b: 1 },
  { b: 1, c: 1 },
  { c: -1 },
];

describe('a query of the embedded store', () => {
  const shop = new StoreForTest();
  before(() => shop.start());
  after(() => shop.stop());

  it('gives the same documents in the same order with and without indexes, after every mix of writes', async () => {
    const bare = shop.db.collection<Stored>('bare');
    const indexed = shop.db.collection<Stored>('indexed');
    for (const keys of INDEXES) await indexed.createIndex(keys);
    const input = fc.record({
      documents: fc.array(document, { minLength: 5, maxLength: 30 }),
      changes: fc.array(change, { maxLength: 10 }),
      removed: fc.array(fc.nat(29), { maxLength: 3 }),
      queries: fc.array(fc.record({ filter, sort, limit: fc.constantFrom(0, 1, 3) }), { minLength: 10, maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(input, async ({ documents, changes, removed, queries }) => {
        for (const collection of [bare, indexed]) {
          await collection.deleteMany({});
          await collection.insertMany(documents.map((fields, n) => ({ _id: `id${n}`, ...fields }) as Stored));
          for (const { id, set } of changes) {
            if (Object.keys(set).length > 0) await collection.updateOne({ _id: `id${id}` }, { $set: set });
          }
          for (const id of removed) await collection.deleteOne({ _id: `id${id}` });
        }
        for (const query of queries) {
          const ask = (collection: typeof bare): Promise<Document[]> =>
            collection
              .find(query.filter as Filter<Stored>)
              .sort(query.sort as Sort)
              .limit(query.limit)
              .toArray();
          assert.deepEqual(await ask(indexed), await ask(bare), JSON.stringify(query));
        }
      }),
      { numRuns: 150, seed: 7 },
    );
    const { scans, byIndex } = await shop.touched('indexed');
    assert.ok(byIndex > scans, `${byIndex} by index, ${scans} scans`);
  });
});
