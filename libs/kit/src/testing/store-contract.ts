import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Collection, Database, Document } from '../collection.ts';
import { aggregateContract } from './aggregate-contract.ts';

interface Shelf extends Document {
  merchantId?: string;
  amount?: number;
  big?: number;
  since?: Date;
  seen?: string[];
  lines?: { sku: string; count: number; at?: Date }[];
  address?: { city: string; zip?: string };
  bytes?: Uint8Array;
  none?: null;
  open?: boolean;
}

/** A store under test; `close` also stops what was started for it. */
export interface OpenStore {
  database: Database;
  close(): Promise<void>;
}

/** What every store must do alike: run on memory, on the embedded server, and on MongoDB where one is given. */
export function storeContract(title: string, open: () => Promise<OpenStore>): void {
  describe(title, () => {
    let store: OpenStore;
    before(async () => {
      store = await open();
    });
    after(() => store?.close());
    const shelf = async (...documents: Shelf[]): Promise<Collection<Shelf>> => {
      const collection = store.database.collection<Shelf>(`shelf-${randomUUID()}`);
      for (const document of documents) await collection.insertOne(document);
      return collection;
    };
    documentCases(shelf);
    filterCases(shelf);
    updateCases(shelf);
    aggregateContract(() => store.database);
  });
}

type NewShelf = (...documents: Shelf[]) => Promise<Collection<Shelf>>;

function documentCases(shelf: NewShelf): void {
  it('gives back what was stored: numbers, instants to the millisecond, bytes as Buffers, lists and nested fields', async () => {
    const whole = {
      _id: 'a',
      amount: 1.5,
      big: 9_007_199_254_740_991,
      since: new Date('2026-12-01T00:00:00.123Z'),
      lines: [{ sku: 's', count: 2, at: new Date(0) }],
      address: { city: '上海' },
      none: null,
      open: false,
    };
    const shelves = await shelf({ ...whole, bytes: new Uint8Array([0, 255]), seen: [] });
    assert.deepEqual(await shelves.findOne({ _id: 'a' }), { ...whole, bytes: Buffer.from([0, 255]), seen: [] });
  });

  it('leaves undefined fields out', async () => {
    const shelves = await shelf({ _id: 'a', amount: undefined });
    assert.deepEqual(Object.keys((await shelves.findOne({ _id: 'a' })) ?? {}), ['_id']);
  });

  it('does not change what is stored when a caller changes what he got or gave', async () => {
    const given = { _id: 'a', seen: ['x'] };
    const shelves = await shelf(given);
    given.seen.push('y');
    (await shelves.findOne({ _id: 'a' }))?.seen?.push('z');
    assert.deepEqual((await shelves.findOne({ _id: 'a' }))?.seen, ['x']);
  });

  it('takes an _id once, however many ask at the same time', async () => {
    const shelves = await shelf();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, amount) => shelves.insertOne({ _id: 'a', amount })));
    assert.equal(answers.filter(Boolean).length, 1);
    assert.equal(await shelves.count({}), 1);
  });

  it('deletes one document, once', async () => {
    const shelves = await shelf({ _id: 'a' }, { _id: 'b' });
    assert.deepEqual(
      [await shelves.deleteOne({ _id: 'a' }), await shelves.deleteOne({ _id: 'a' }), await shelves.count({})],
      [true, false, 1],
    );
  });

  it('sorts, limits and projects', async () => {
    const shelves = await shelf({ _id: 'a', amount: 2, open: true }, { _id: 'b', amount: 1 }, { _id: 'c' }, { _id: 'd', amount: 2 });
    const ids = (found: Shelf[]) => found.map(({ _id }) => _id).join('');
    assert.equal(ids(await shelves.find({}, { sort: { amount: 1, _id: -1 } })), 'cbda');
    assert.equal(ids(await shelves.find({}, { sort: { amount: -1, _id: 1 }, limit: 2 })), 'ad');
    assert.deepEqual(await shelves.find({ _id: 'a' }, { projection: { amount: 1 } }), [{ _id: 'a', amount: 2 }]);
    assert.deepEqual(await shelves.findOne({ _id: 'a' }, { projection: { amount: 0 } }), { _id: 'a', open: true });
  });
}

function filterCases(shelf: NewShelf): void {
  it('finds by each operator, and an absent field is neither smaller nor greater', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 11, day));
    const shelves = await shelf(
      {
        _id: 'a',
        amount: 1,
        since: at(1),
        seen: ['x', 'y'],
        lines: [
          { sku: 'p', count: 1 },
          { sku: 'q', count: 9 },
        ],
      },
      { _id: 'b', amount: 2, since: at(2), seen: [], address: { city: 'Wuhan' } },
      { _id: 'c', none: null },
    );
    const found = async (filter: object) => (await shelves.find(filter as never, { sort: { _id: 1 } })).map(({ _id }) => _id).join('');
    const cases: [object, string][] = [
      [{ amount: 1 }, 'a'],
      [{ amount: { $eq: 2 } }, 'b'],
      [{ amount: { $ne: 1 } }, 'bc'],
      [{ amount: { $gt: 1 } }, 'b'],
      [{ amount: { $gte: 1, $lt: 2 } }, 'a'],
      [{ amount: { $lte: 2 } }, 'ab'],
      [{ since: { $lte: at(1) } }, 'a'],
      [{ since: { $gt: new Date(0) } }, 'ab'],
      [{ amount: { $in: [2, 3] } }, 'b'],
      [{ amount: { $in: [] } }, ''],
      [{ amount: { $nin: [1] } }, 'bc'],
      [{ _id: { $in: ['a', 'c'] } }, 'ac'],
      [{ _id: { $gt: 'a' } }, 'bc'],
      [{ amount: { $exists: false } }, 'c'],
      [{ none: { $exists: true } }, 'c'],
      [{ amount: null }, 'c'],
      [{ seen: 'x' }, 'a'],
      [{ seen: { $ne: 'x' } }, 'bc'],
      [{ seen: { $nin: ['y', 'z'] } }, 'bc'],
      [{ 'seen.0': { $exists: true } }, 'a'],
      [{ 'seen.1': 'y' }, 'a'],
      [{ 'seen.2': { $exists: false } }, 'abc'],
      [{ 'lines.sku': 'q' }, 'a'],
      [{ 'lines.1.sku': 'q' }, 'a'],
      [{ 'lines.0.sku': 'q' }, ''],
      [{ lines: { $elemMatch: { sku: 'p', count: 9 } } }, ''],
      [{ lines: { $elemMatch: { sku: 'q', count: { $gt: 5 } } } }, 'a'],
      [{ 'address.city': 'Wuhan' }, 'b'],
      [{ 'address.zip': { $exists: false } }, 'abc'],
      [{ $or: [{ amount: 1 }, { none: null, amount: { $exists: false } }] }, 'ac'],
      [{ $and: [{ amount: { $gte: 1 } }, { seen: { $ne: 'x' } }] }, 'b'],
      [{ _id: 'a', $or: [{ amount: 2 }, { since: at(1) }] }, 'a'],
      [{ _id: 'a', amount: 2 }, ''],
    ];
    for (const [filter, ids] of cases) {
      assert.equal(await found(filter), ids, JSON.stringify(filter));
      assert.equal(await shelves.count(filter as never), ids.length, `count ${JSON.stringify(filter)}`);
    }
  });

  it('refuses a filter with an undefined value instead of leaving the condition out', async () => {
    const shelves = await shelf({ _id: 'a' });
    await assert.rejects(async () => shelves.find({ merchantId: undefined }), TypeError);
    await assert.rejects(async () => shelves.updateOne({ $or: [{ amount: undefined }] }, { $inc: { amount: 1 } }), TypeError);
    await assert.rejects(async () => shelves.deleteOne({ amount: { $gt: undefined } }), TypeError);
  });
}

function updateCases(shelf: NewShelf): void {
  const updated = async (before: Omit<Shelf, '_id'>, update: object): Promise<Omit<Shelf, '_id'> | undefined> => {
    const shelves = await shelf({ _id: 'a', ...before });
    assert.equal(await shelves.updateOne({ _id: 'a' }, update as never), true, JSON.stringify(update));
    const { _id, ...rest } = (await shelves.findOne({ _id: 'a' })) ?? { _id: '' };
    return rest;
  };

  it('updates by each operator', async () => {
    const line = { sku: 'p', count: 1 };
    const cases: [Omit<Shelf, '_id'>, object, Omit<Shelf, '_id'>][] = [
      [{ amount: 1 }, { $set: { amount: 2, open: true } }, { amount: 2, open: true }],
      [{}, { $set: { 'address.city': 'Xi’an' } }, { address: { city: 'Xi’an' } }],
      [{ lines: [line, line] }, { $set: { 'lines.1.count': 5 } }, { lines: [line, { sku: 'p', count: 5 }] }],
      [{ amount: 1, address: { city: 'c', zip: 'z' } }, { $unset: { amount: '', 'address.zip': '' } }, { address: { city: 'c' } }],
      [{ amount: 1 }, { $inc: { amount: -3 } }, { amount: -2 }],
      [{}, { $inc: { amount: 2 }, $set: { open: true } }, { open: true, amount: 2 }],
      [{ lines: [line] }, { $inc: { 'lines.0.count': 2 } }, { lines: [{ sku: 'p', count: 3 }] }],
      [{}, { $min: { since: new Date(5) } }, { since: new Date(5) }],
      [{ since: new Date(5) }, { $min: { since: new Date(9) } }, { since: new Date(5) }],
      [{ since: new Date(5) }, { $min: { since: new Date(3) } }, { since: new Date(3) }],
      [{}, { $push: { seen: 'x' } }, { seen: ['x'] }],
      [{ seen: ['x'] }, { $push: { seen: { $each: ['y', 'z'] } } }, { seen: ['x', 'y', 'z'] }],
      [{ seen: ['x', 'y'] }, { $push: { seen: { $each: ['z'], $slice: -2 } } }, { seen: ['y', 'z'] }],
      [{}, { $push: { seen: { $each: ['x', 'y', 'z'], $slice: -2 } } }, { seen: ['y', 'z'] }],
      [{}, { $push: { lines: { $each: [line] } } }, { lines: [line] }],
      [{ seen: ['x', 'y', 'x'] }, { $pull: { seen: 'x' } }, { seen: ['y'] }],
      [{ seen: ['x', 'y', 'z'] }, { $pull: { seen: { $in: ['x', 'z'] } } }, { seen: ['y'] }],
      [{ lines: [line, { sku: 'q', count: 2 }] }, { $pull: { lines: { sku: { $in: ['p'] } } } }, { lines: [{ sku: 'q', count: 2 }] }],
      [{ seen: ['x'] }, { $addToSet: { seen: 'x' } }, { seen: ['x'] }],
      [{ seen: ['x'] }, { $addToSet: { seen: { $each: ['x', 'y'] } } }, { seen: ['x', 'y'] }],
      [{}, { $addToSet: { seen: 'x' } }, { seen: ['x'] }],
      [{ amount: 1 }, { $set: { amount: 1 }, $unset: {} }, { amount: 1 }],
    ];
    for (const [before, update, expected] of cases) assert.deepEqual(await updated(before, update), expected, JSON.stringify(update));
  });

  it('keeps bytes inside lists as Buffers', async () => {
    const bytes = await updated({}, { $push: { lines: { $each: [{ sku: 'p', payload: new Uint8Array([7]) }] } } });
    assert.deepEqual(bytes?.lines, [{ sku: 'p', payload: Buffer.from([7]) }]);
  });

  it('refuses an update that sets undefined or changes nothing', async () => {
    const shelves = await shelf({ _id: 'a' });
    await assert.rejects(async () => shelves.updateOne({ _id: 'a' }, { $set: { amount: undefined } }), TypeError);
    await assert.rejects(async () => shelves.updateOne({ _id: 'a' }, { $set: {} }), TypeError);
  });

  it('updates nothing and says so when the filter does not match', async () => {
    const shelves = await shelf({ _id: 'a', amount: 1 });
    assert.equal(await shelves.updateOne({ _id: 'a', amount: 2 }, { $set: { amount: 3 } }), false);
    assert.deepEqual(await shelves.find({}), [{ _id: 'a', amount: 1 }]);
  });

  it('lets exactly as many takers through as the guarded amount allows', async () => {
    const shelves = await shelf({ _id: 'stock', amount: 5, seen: [] });
    const take = (id: string) =>
      shelves.updateOne({ _id: 'stock', amount: { $gte: 1 }, seen: { $ne: id } }, { $inc: { amount: -1 }, $push: { seen: id } });
    const taken = await Promise.all(Array.from({ length: 24 }, (_, n) => take(`order-${n % 12}`)));
    assert.equal(taken.filter(Boolean).length, 5);
    assert.equal((await shelves.findOne({ _id: 'stock' }))?.amount, 0);
    assert.equal(new Set((await shelves.findOne({ _id: 'stock' }))?.seen).size, 5);
  });
}
