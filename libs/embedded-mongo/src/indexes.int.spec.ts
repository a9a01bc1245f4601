import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Document } from 'mongodb';
import { fill, StoreForTest } from './store-for-test.ts';

interface Plan extends Document {
  _id: string;
  version: number;
}

const DUE = new Date('2026-03-01T02:00:00Z');
const number = (n: number): string => String(n).padStart(7, '0');

describe('an index of the embedded store', () => {
  const shop = new StoreForTest();

  before(async () => {
    await shop.start();
    const plans = shop.db.collection('plans');
    await plans.createIndex({ nextActionAt: 1 });
    await plans.createIndex({ outboxSince: 1 });
    await fill(shop.db, 'plans', 200_000, (n) => ({
      _id: number(n),
      merchantId: `m${n % 7}`,
      version: 1,
      // 60 plans are due; of the others half wait for a later day and half for nothing.
      ...(n % 2 === 0 ? { nextActionAt: new Date(DUE.getTime() + (n < 120 ? -(n + 1) : n) * 60_000) } : {}),
      ...(n === 777 ? { outboxSince: DUE } : {}),
    }));
    await fill(shop.db, 'orders', 110_000, (n) => ({
      _id: number(n),
      merchantId: n % 11 === 0 ? 'small' : 'large',
      state: n % 5 === 0 ? 'open' : 'done',
      placedAt: new Date(DUE.getTime() + ((n * 7919) % 110_000) * 1000),
    }));
    const orders = shop.db.collection('orders');
    await orders.createIndex({ merchantId: 1, _id: -1 });
    await orders.createIndex({ merchantId: 1, state: 1, placedAt: -1 });
  });

  after(() => shop.stop());

  const dueNow = (): Promise<Document[]> =>
    shop.db
      .collection('plans')
      .find({ nextActionAt: { $lte: DUE }, $or: [{ leaseUntil: { $exists: false } }, { leaseUntil: { $lte: DUE } }] })
      .sort({ nextActionAt: 1 })
      .limit(20)
      .toArray();

  it('finds the 20 plans due first among 200,000 by looking at 20', async () => {
    const { answer, documents, scans, ms } = await shop.cost('plans', dueNow);
    assert.deepEqual(
      answer.map((plan) => plan._id),
      Array.from({ length: 20 }, (_, n) => number(118 - 2 * n)),
    );
    assert.equal(scans, 0);
    assert.equal(documents, 20);
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('passes over the plans that another worker has leased', async () => {
    await shop.db.collection<Plan>('plans').updateOne({ _id: number(118) }, { $set: { leaseUntil: new Date(DUE.getTime() + 1000) } });
    const { answer, documents } = await shop.cost('plans', dueNow);
    assert.equal(answer[0]?._id, number(116));
    assert.equal(documents, 21);
  });

  it('finds the one plan with an unpublished event without looking at those that have none', async () => {
    const { answer, documents, scans } = await shop.cost('plans', () =>
      shop.db
        .collection('plans')
        .find({ outboxSince: { $exists: true } })
        .toArray(),
    );
    assert.deepEqual([answer.length, documents, scans], [1, 1, 0]);
  });

  it('reads and updates one plan by its id, whatever else the condition says', async () => {
    const plans = shop.db.collection<Plan>('plans');
    const { answer, documents, ms } = await shop.cost('plans', () =>
      plans.updateOne({ _id: number(150_001), merchantId: 'm3', version: 1 }, { $inc: { version: 1 } }),
    );
    assert.deepEqual([answer.matchedCount, documents], [0, 1]);
    const own = await shop.cost('plans', () =>
      plans.updateOne({ _id: number(150_001), merchantId: `m${150_001 % 7}`, version: 1 }, { $inc: { version: 1 } }),
    );
    assert.deepEqual([own.answer.matchedCount, own.documents], [1, 1]);
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('lists the 20 newest of one merchant with 100,000 orders by touching no more than 50', async () => {
    const { answer, documents, scans } = await shop.cost('orders', () =>
      shop.db.collection('orders').find({ merchantId: 'large' }).sort({ _id: -1 }).limit(20).toArray(),
    );
    assert.equal(answer.length, 20);
    assert.equal(answer[0]?._id, number(109_999));
    assert.ok(answer.every((order) => order.merchantId === 'large'));
    assert.equal(scans, 0);
    assert.ok(documents <= 50, `${documents} documents`);
  });

  it('turns to the next page by the last id of the one before', async () => {
    const { answer, documents } = await shop.cost('orders', () =>
      shop.db
        .collection<Plan>('orders')
        .find({ merchantId: 'large', _id: { $lt: number(50_000) } })
        .sort({ _id: -1 })
        .limit(20)
        .toArray(),
    );
    assert.equal(answer[0]?._id, number(49_999));
    assert.equal(documents, 20);
  });

  it('keeps the order of the last key over several values of the one before it', async () => {
    const { answer, documents } = await shop.cost('orders', () =>
      shop.db
        .collection('orders')
        .find({ merchantId: 'large', state: { $in: ['open', 'done'] } })
        .sort({ placedAt: -1 })
        .limit(20)
        .toArray(),
    );
    const times = answer.map((order) => order.placedAt.getTime());
    assert.deepEqual(
      times,
      times.toSorted((a, b) => b - a),
    );
    assert.ok(documents <= 50, `${documents} documents`);
  });

  it('pages through a whole collection in the order of its ids', async () => {
    const { answer, documents, scans } = await shop.cost('orders', () =>
      shop.db
        .collection<Plan>('orders')
        .find({ _id: { $gt: number(70_000) } })
        .sort({ _id: 1 })
        .limit(100)
        .toArray(),
    );
    assert.equal(answer[0]?._id, number(70_001));
    assert.deepEqual([answer.length, scans], [100, 0]);
    assert.ok(documents <= 101, `${documents} documents`);
  });

  it("counts a merchant's few open orders without reading the others", async () => {
    const { answer, documents } = await shop.cost('orders', () =>
      shop.db.collection('orders').countDocuments({ merchantId: 'small', state: 'open' }),
    );
    assert.equal(answer, 2000);
    assert.equal(documents, 2000);
  });

  it('is complete again after a restart, and with what was written since it was made', async () => {
    await shop.db.collection<Plan>('plans').insertOne({ _id: 'late', version: 1, nextActionAt: new Date(0) });
    await shop.kill();
    const startedAt = performance.now();
    await shop.start();
    assert.ok(performance.now() - startedAt < 30_000);
    const names = (await shop.db.collection('orders').listIndexes().toArray()).map((index) => index.name);
    assert.deepEqual(names.toSorted(), ['_id_', 'merchantId_1__id_-1', 'merchantId_1_state_1_placedAt_-1']);
    const { answer, documents, scans } = await shop.cost('plans', dueNow);
    assert.equal(answer[0]?._id, 'late');
    assert.deepEqual([documents, scans], [21, 0]);
  });
});
