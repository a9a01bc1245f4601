import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Database } from '../collection.ts';
import { type Counter, forgetMove, moveOnce } from '../effect.ts';

interface Stock extends Counter {
  available: number;
}

/** What moving a hot counter must keep, whatever store lies under it. */
export function effectContract(database: () => Database): void {
  const opened = async (available: number) => {
    const counters = database().collection<Stock>(`stock-${randomUUID()}`);
    await counters.insertOne({ _id: 'sku', merchantId: 'm-1', available });
    const take = (entryId: string, given: { quantity?: number; merchantId?: string } = {}) => {
      const { quantity = 1, merchantId = 'm-1' } = given;
      const guard = { available: { $gte: quantity } };
      return moveOnce<Stock>({ counters, merchantId, counterId: 'sku', entryId, guard, update: { $inc: { available: -quantity } } });
    };
    return { counters, take, left: async () => (await counters.findOne({ _id: 'sku' }))?.available };
  };

  describe('moving a counter in this store', () => {
    it('happens once for an entry that is applied many times at once', async () => {
      const { take, left } = await opened(10);
      const answers = await Promise.all(Array.from({ length: 8 }, () => take('order-1', { quantity: 3 })));
      assert.deepEqual(new Set(answers), new Set(['moved']));
      assert.equal(await left(), 7);
    });

    it('stops at the guard, and every entry gets one answer for good', async () => {
      const { take, left, counters } = await opened(5);
      const rivals = Array.from({ length: 12 }, (_, n) => `order-${n}`);
      const answers = await Promise.all(rivals.map((entry) => take(entry)));
      assert.equal(answers.filter((answer) => answer === 'moved').length, 5);
      await counters.updateOne({ _id: 'sku' }, { $inc: { available: 100 } });
      assert.deepEqual(await Promise.all(rivals.map((entry) => take(entry))), answers, 'a refusal stays one when stock comes in');
      assert.equal(await left(), 100);
    });

    it('forgets an entry when told, and only that one', async () => {
      const { take, counters } = await opened(5);
      await take('order-1');
      await take('order-2');
      await take('order-3', { quantity: 50 });
      for (const entryId of ['order-1', 'order-3']) await forgetMove({ counters, merchantId: 'm-1', counterId: 'sku', entryId });
      assert.deepEqual((await counters.findOne({ _id: 'sku' }))?.seen, ['order-2']);
    });

    it("never moves another merchant's counter, nor one that is not there", async () => {
      const { take, left } = await opened(5);
      await assert.rejects(take('order-1', { merchantId: 'm-2' }), { reason: 'COUNTER_NOT_FOUND', kind: 'notFound' });
      assert.equal(await left(), 5);
    });
  });
}
