import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Collection, Document, Filter, UpdateFilter } from 'mongodb';
import { StoreForTest } from './store-for-test.ts';

type Account = Document & { _id: string };

describe('what services ask of the embedded store', () => {
  const shop = new StoreForTest();
  let points: Collection<Account>;
  before(() => shop.start());
  after(() => shop.stop());

  beforeEach(async () => {
    points = shop.db.collection('points');
    await points.deleteMany({});
    await points.insertOne({
      _id: 'p1',
      available: 10,
      seen: ['e1'],
      lots: [
        { lot: 'a', left: 3 },
        { lot: 'b', left: 7 },
      ],
      outbox: [],
    });
  });

  async function changed(filter: Document, update: Document): Promise<Document | undefined> {
    const { matchedCount } = await points.updateOne(filter as Filter<Account>, update as UpdateFilter<Account>);
    return matchedCount === 0 ? undefined : ((await points.findOne({ _id: 'p1' })) ?? undefined);
  }

  it('takes an amount only while it is there, and only once for each command', async () => {
    const take = (id: string, amount: number): Promise<Document | undefined> =>
      changed({ _id: 'p1', available: { $gte: amount }, seen: { $ne: id } }, { $inc: { available: -amount }, $push: { seen: id } });
    assert.equal((await take('e2', 6))?.available, 4);
    assert.equal(await take('e2', 1), undefined);
    assert.equal(await take('e3', 5), undefined);
    assert.deepEqual((await points.findOne({ _id: 'p1' }))?.seen, ['e1', 'e2']);
  });

  it('lets one of a hundred simultaneous decisions about the same version win', async () => {
    await changed({ _id: 'p1' }, { $set: { version: 1 } });
    const wins = await Promise.all(
      Array.from({ length: 100 }, (_, n) => points.updateOne({ _id: 'p1', version: 1 }, { $set: { version: 2, by: n } })),
    );
    assert.equal(wins.filter((win) => win.modifiedCount === 1).length, 1);
  });

  it('lets a hundred simultaneous buyers each take their one piece', async () => {
    await changed({ _id: 'p1' }, { $set: { available: 60 } });
    const taken = await Promise.all(
      Array.from({ length: 100 }, () => points.updateOne({ _id: 'p1', available: { $gte: 1 } }, { $inc: { available: -1 } })),
    );
    assert.equal(taken.filter((one) => one.modifiedCount === 1).length, 60);
    assert.equal((await points.findOne({ _id: 'p1' }))?.available, 0);
  });

  it('appends several events at once and keeps only the newest of a window', async () => {
    assert.deepEqual((await changed({ _id: 'p1' }, { $push: { outbox: { $each: [{ id: 1 }, { id: 2 }] } } }))?.outbox, [
      { id: 1 },
      { id: 2 },
    ]);
    assert.deepEqual((await changed({ _id: 'p1' }, { $push: { seen: { $each: ['e2', 'e3'], $slice: -2 } } }))?.seen, ['e2', 'e3']);
  });

  it('pulls a published event by its id and leaves the others', async () => {
    await changed({ _id: 'p1' }, { $set: { outbox: [{ id: 1 }, { id: 2 }, { id: 3 }] } });
    assert.deepEqual((await changed({ _id: 'p1' }, { $pull: { outbox: { id: 2 } } }))?.outbox, [{ id: 1 }, { id: 3 }]);
    assert.deepEqual((await changed({ _id: 'p1' }, { $pull: { outbox: { id: { $in: [1, 3] } } } }))?.outbox, []);
    assert.deepEqual((await changed({ _id: 'p1' }, { $pull: { seen: 'e1' } }))?.seen, []);
  });

  it('adds to a set once, removes a field, and reaches into fields by dotted paths', async () => {
    await changed({ _id: 'p1' }, { $addToSet: { seen: 'e1' } });
    const after = await changed(
      { _id: 'p1' },
      { $addToSet: { seen: 'e2' }, $unset: { available: '' }, $set: { 'owner.name': 'sealed', 'lots.1.left': 0 } },
    );
    assert.deepEqual(after?.seen, ['e1', 'e2']);
    assert.equal(Object.hasOwn(after ?? {}, 'available'), false);
    assert.equal(after?.owner.name, 'sealed');
    assert.equal(after?.lots[1].left, 0);
  });

  it('matches one element that meets all conditions, not two that share them', async () => {
    assert.equal(await points.countDocuments({ lots: { $elemMatch: { lot: 'a', left: 7 } } }), 0);
    assert.equal(await points.countDocuments({ lots: { $elemMatch: { lot: 'b', left: { $gte: 7 } } } }), 1);
    assert.equal(await points.countDocuments({ 'lots.lot': 'a', 'lots.left': 7 }), 1);
  });

  it('combines alternatives, absence and lists of values', async () => {
    const leased = { $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: new Date(0) } }] };
    assert.equal(await points.countDocuments({ $and: [{ _id: { $in: ['p1', 'p9'] } }, leased] }), 1);
    assert.equal(await points.countDocuments({ _id: { $nin: ['p1'] } }), 0);
  });

  it('keeps whole numbers whole and dates to the millisecond', async () => {
    const at = new Date('2026-02-28T23:59:59.123Z');
    await points.insertOne({ _id: 'n', fen: 9_007_199_254_740_991, small: 12_900, at, key: new Uint8Array([1, 2, 3]) });
    const read = await points.findOne({ _id: 'n' });
    assert.deepEqual([read?.fen, read?.small, read?.at], [9_007_199_254_740_991, 12_900, at]);
    assert.deepEqual([...(read?.key.buffer ?? [])], [1, 2, 3]);
  });

  it('refuses a second document with the id or the unique key of another', async () => {
    await assert.rejects(points.insertOne({ _id: 'p1' }), { code: 11000 });
    const merchants = shop.db.collection('merchants');
    await merchants.createIndex({ appId: 1 }, { unique: true });
    await merchants.insertOne({ appId: '2021', name: 'a' });
    await assert.rejects(merchants.insertOne({ appId: '2021', name: 'b' }), { code: 11000 });
    await merchants.insertOne({ appId: '2022', name: 'b' });
    await assert.rejects(merchants.updateOne({ appId: '2022' }, { $set: { appId: '2021' } }), { code: 11000 });
    assert.equal(await merchants.countDocuments({ appId: '2021' }), 1);
  });

  it('hands out a large answer in several batches', async () => {
    await points.insertMany(Array.from({ length: 2500 }, (_, n) => ({ _id: `b${n}` })));
    assert.equal((await points.find({ _id: { $gte: 'b' } }).toArray()).length, 2501);
    assert.equal((await points.deleteMany({ _id: { $lt: 'c' } })).deletedCount, 2500);
  });

  it('projects, skips and sorts as a list of the console asks', async () => {
    await points.insertMany([3, 1, 2].map((n) => ({ _id: `s${n}`, n, secret: 'x' })));
    const page = await points
      .find({ n: { $exists: true } }, { projection: { n: 1 } })
      .sort({ n: -1 })
      .skip(1)
      .limit(1)
      .toArray();
    assert.deepEqual(page, [{ _id: 's2', n: 2 }]);
  });

  it('lists the declared indexes, and says that a collection is not there as MongoDB does', async () => {
    await points.createIndex({ merchantId: 1, _id: -1 });
    await points.createIndex({ merchantId: 1, _id: -1 });
    const keys = (await points.listIndexes().toArray()).map((index) => index.key);
    assert.deepEqual(keys, [{ _id: 1 }, { merchantId: 1, _id: -1 }]);
    await assert.rejects(shop.db.collection('nowhere').listIndexes().toArray(), { code: 26 });
  });

  it('refuses an index that would mean something else than on MongoDB', async () => {
    await assert.rejects(points.createIndex({ a: 1 }, { partialFilterExpression: { a: 1 } }), /partialFilterExpression/);
    await assert.rejects(points.createIndex({ a: 'text' }), /text/);
  });
});
