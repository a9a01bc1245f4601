import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Faults } from './faults.ts';
import { advanceOrder, type Habits, nextDueMs, type Order, refuseOrder, takeOrder, tellAgain } from './order.ts';

const NOW = Date.parse('2026-11-23T10:00+08:00');
const DAY_MS = 86_400_000;
const habits: Habits = { city: '苏州市', pickHours: 4, parcelsPerOrder: 1, confirmsByPush: false };
const request = {
  shipmentNo: 'C1_1',
  merchantRef: 'shop',
  lines: [
    { skuCode: 'FOOD', quantity: 2 },
    { skuCode: 'TOY', quantity: 1 },
  ],
  receiver: { name: '李雷', phone: '13800000000', region: '浙江省杭州市西湖区', address: '文三路 1 号' },
};
const taking = { warehouse: 'east', warehouseOrderNo: 'EAST-1', request, nowMs: NOW };
const taken = (changes: Partial<Habits> = {}, refusesLater?: string) =>
  takeOrder({ ...taking, habits: { ...habits, ...changes }, ...(refusesLater ? { refusesLater } : {}) });
/** Lets all happen, one due instant after the other, as the clock does; nothing is told on the way. */
const finish = (order: Order, faults: Faults = {}, own: Habits = habits): Order => {
  const [step] = order.upcoming;
  return step ? finish(advanceOrder(order, step.atMs, { habits: own, faults }), faults, own) : order;
};
const kinds = (order: Order) => order.pushes.map(({ kind }) => kind);

describe('an order in the warehouse', () => {
  it('is picked after its working hours and not before', () => {
    const order = taken();
    assert.equal(nextDueMs(order), NOW + 4 * 3600_000);
    assert.equal(advanceOrder(order, NOW + 4 * 3600_000 - 1, { habits, faults: {} }), order);
    const shipped = advanceOrder(order, NOW + 4 * 3600_000, { habits, faults: {} });
    assert.equal(shipped.status, 'shipped');
    assert.deepEqual(kinds(shipped), ['shipped']);
    assert.equal(nextDueMs(shipped), 0);
  });
  it('is delivered when its parcel is signed for, and says the whole track', () => {
    const order = finish(taken());
    assert.equal(order.status, 'delivered');
    assert.deepEqual(kinds(order), ['shipped', 'tracks']);
    assert.equal((order.pushes[1]!.body.track as unknown[]).length, 5);
    assert.equal(order.pushes[1]!.body.messageId, order.pushes[1]!.messageId);
  });
  it('makes up for everything when it was asleep for a week', () => {
    assert.equal(advanceOrder(taken(), NOW + 7 * DAY_MS, { habits, faults: {} }).status, 'delivered');
  });
  it('is one parcel, or as many as lines where the warehouse splits', () => {
    assert.equal(finish(taken()).parcels.length, 1);
    const split = { ...habits, parcelsPerOrder: 5 };
    const parcels = finish(taken(split), {}, split).parcels;
    assert.deepEqual(
      parcels.map(({ lines }) => lines.map(({ skuCode }) => skuCode)),
      [['FOOD'], ['TOY']],
    );
    assert.equal(finish(taken(split), {}, split).status, 'delivered');
  });
  it('confirms by a push where that is the habit', () => assert.deepEqual(kinds(taken({ confirmsByPush: true })), ['accepted']));
  it('says all again when asked', () =>
    assert.deepEqual(kinds(tellAgain({ ...finish(taken()), pushes: [] })), ['accepted', 'shipped', 'tracks']));
});

describe('an order that goes wrong', () => {
  it('is kept when it was refused at once', () => {
    const order = refuseOrder({ ...taking, reason: '缺货' });
    assert.deepEqual([order.status, order.reason, nextDueMs(order)], ['refused', '缺货', null]);
  });
  it('is refused by a push when the goods are missing while picking', () => {
    const order = finish(taken({}, '缺货'));
    assert.equal(order.status, 'refused');
    assert.deepEqual(
      order.pushes.map(({ kind, body }) => [kind, body.reason]),
      [['refused', '缺货']],
    );
  });
  it('never arrives when the parcel gets lost', () => {
    const order = finish(taken(), { losesParcels: { value: true, times: null } });
    assert.equal(order.status, 'shipped');
    assert.equal(order.parcels[0]!.track.at(-1)!.status, 'exception');
    assert.equal(order.upcoming.length, 0);
  });
  it('is told in a muddle where tracks come out of order', () => {
    const order = finish(taken(), { tracksOutOfOrder: { value: true, times: null } });
    assert.equal(order.status, 'delivered');
    assert.deepEqual(kinds(order), ['tracks', 'shipped', 'tracks']);
    const lists = order.pushes
      .filter(({ kind }) => kind === 'tracks')
      .map(({ body }) => (body.track as { status: string }[]).map(({ status }) => status));
    assert.equal(lists[0]![0], 'signed');
    assert.equal(lists[1]!.includes('signed'), false);
  });
});
