import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ContractBooks, wrongWith, wrongWithLedger } from './books.ts';

const fair: ContractBooks = {
  contractId: 'C',
  trades: [{ outTradeNo: 'C_1_1', amountFen: 12_900, refundedFen: 0, paidAt: '2026-12-01T02:00:00Z' }],
  shipments: [{ shipmentNo: 'C_1', orderCount: 1, parcelCount: 1 }],
  points: [{ kind: 'earn', contractId: 'C', period: 1, points: 129 }],
  instalments: ['STATE_PAID', 'STATE_SCHEDULED'],
  delivered: [1],
};
const [trade] = fair.trades as [ContractBooks['trades'][number]];
const [grant] = fair.points as [ContractBooks['points'][number]];

describe('judging a contract by the books', () => {
  it('finds nothing where each due period was charged, shipped and granted once', () => {
    assert.deepEqual(wrongWith(fair, { due: 1 }), []);
  });
  const faults: [string, Partial<ContractBooks>, RegExp][] = [
    ['no charge', { trades: [] }, /0 successful charges/],
    ['a charge under a second number', { trades: [trade, { ...trade, outTradeNo: 'C_1_2' }] }, /2 successful charges/],
    ['a charge that went back', { trades: [{ ...trade, refundedFen: 12_900 }] }, /given back/],
    ['another amount', { trades: [{ ...trade, amountFen: 1 }] }, /another amount/],
    ['a charge for a period that is not due', { trades: [trade, { ...trade, outTradeNo: 'C_2_1' }] }, /before it is due/],
    ['no parcel', { shipments: [] }, /0 parcels/],
    ['two parcels', { shipments: [{ shipmentNo: 'C_1', orderCount: 2, parcelCount: 2 }] }, /2 parcels of 2 orders/],
    ['no points', { points: [] }, /0 grants/],
    ['points twice', { points: [grant, grant] }, /2 grants/],
    ['a platform that does not know of the payment', { instalments: ['STATE_UNKNOWN'] }, /STATE_UNKNOWN/],
    ['a platform that does not know of the parcel', { delivered: [] }, /arrived/],
  ];
  for (const [what, change, sentence] of faults) {
    it(`finds ${what}`, () => {
      const wrong = wrongWith({ ...fair, ...change }, { due: 1 });
      assert.equal(wrong.length, 1, wrong.join('; '));
      assert.match(wrong[0] ?? '', sentence);
    });
  }
  it('does not count a trade that was closed unpaid', () => {
    const closed = { outTradeNo: 'C_1_2', amountFen: 12_900, refundedFen: 0 };
    assert.deepEqual(wrongWith({ ...fair, trades: [trade, closed] }, { due: 1 }), []);
  });
});

describe('judging a ledger', () => {
  const ledger = { 'cash:alipay': 12_900, 'revenue:deferred': 0, revenue: -12_900 };
  it('finds nothing where it sums to zero and says what Alipay says', () => {
    assert.deepEqual(wrongWithLedger({ slug: 'a', netFen: 12_900, ledger }), []);
  });
  it('finds a missing entry and a missing leg', () => {
    assert.equal(wrongWithLedger({ slug: 'a', netFen: 25_800, ledger }).length, 2);
    assert.match(wrongWithLedger({ slug: 'a', netFen: 12_900, ledger: { ...ledger, 'revenue:deferred': 1 } })[0] ?? '', /sum to 1/);
  });
});
