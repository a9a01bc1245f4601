import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Account, DEFAULT_RULES, endLot, entriesFor, expiredLots, expiryOf, reversalOf, reverse } from './points.ts';

const now = new Date('2026-11-23T02:00:00Z');
const paid = (period: number, streak = period) => ({ merchantId: 'm', adopterId: 'a', contractId: 'c', period, amountFen: 12_950, streak });
const [first] = entriesFor(paid(1), DEFAULT_RULES, now);
assert.ok(first);
const account = (left: number): Account => ({
  _id: 'a',
  merchantId: 'm',
  version: 1,
  schema: 1,
  balance: left,
  debt: 0,
  seen: [first._id],
  lots: [{ lotId: first.lotId, left, expireDate: first.expireDate!, contractId: 'c' }],
});

describe('points for a paid period', () => {
  it('are one for each full yuan, good for twelve months', () => {
    assert.equal(first.points, 129);
    assert.equal(first.expireDate, '2027-11-23');
  });
  it('bring a bonus with every third period in a row', () => {
    const kinds = [1, 2, 3, 4, 5, 6].map((period) => entriesFor(paid(period), DEFAULT_RULES, now).length);
    assert.deepEqual(kinds, [1, 1, 2, 1, 1, 2]);
    assert.equal(entriesFor(paid(6, 1), DEFAULT_RULES, now).length, 1);
  });
  it('have a name that follows from the period', () => {
    assert.deepEqual(
      entriesFor(paid(3), DEFAULT_RULES, now).map((entry) => entry._id),
      ['instalment:c_3', 'streak:c_3'],
    );
  });
});

describe('taking points back', () => {
  it('empties their lot once', () => {
    const once = reverse(account(129), reversalOf(first, now), 129);
    assert.deepEqual([once.account.balance, once.account.debt, once.taken], [0, 0, 129]);
    assert.deepEqual(reverse(once.account, reversalOf(first, now), 129), { account: once.account, taken: 129 });
  });
  it('makes spent points a debt, never a negative balance', () => {
    const { account: after } = reverse(account(29), reversalOf(first, now), 129);
    assert.deepEqual([after.balance, after.debt], [0, 100]);
  });
  it('costs nothing when the points had expired', () => {
    const expiry = expiryOf(account(129), account(129).lots[0]!, now);
    const gone = endLot(account(129), expiry).account;
    assert.deepEqual([gone.balance, reverse(gone, reversalOf(first, now), 129).taken], [0, 0]);
    const back = reverse(account(129), reversalOf(first, now), 129).account;
    assert.deepEqual([back.balance, endLot(back, expiry).taken], [0, 0]);
  });
});

describe('expiry', () => {
  it('comes after the last day in Shanghai is over', () => {
    assert.deepEqual(expiredLots(account(129), new Date('2027-11-23T15:59:59Z')), []);
    assert.deepEqual(expiredLots(account(129), new Date('2027-11-23T16:00:00Z')), account(129).lots);
  });
});
