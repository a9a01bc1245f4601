import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LedgerEntry } from '@petpact/proto/billing/v1/billing_service';
import { Shipment } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import { Entry } from '@petpact/proto/points/v1/points_service';
import { statementView } from './statement.ts';

const at = (day: number) => new Date(`2026-12-${String(day).padStart(2, '0')}T02:00:00Z`);
const money = (entryId: string, kind: string, period: number, amountFen: number, day: number) =>
  LedgerEntry.fromPartial({
    entryId,
    kind,
    period,
    atTime: at(day),
    postings: [
      { account: 'cash:alipay', amountFen },
      { account: 'x', amountFen: -amountFen },
    ],
  });

describe('the statement of an adoption', () => {
  it('has every movement once, newest first, and sums that are those of its lines', () => {
    const { lines, ...sums } = statementView({
      ledger: [
        money('charge:C_1_1', 'charge', 1, 12_900, 1),
        LedgerEntry.fromPartial({ entryId: 'ship:C_1', kind: 'ship', period: 1, atTime: at(2) }),
        money('charge:C_2_1', 'charge', 2, 12_900, 3),
        money('refund:C_2_1_R', 'refund', 2, -12_900, 5),
        money('fee:C_901_1', 'fee', 901, 500, 6),
      ],
      points: [
        Entry.fromPartial({ entryId: 'e1', kind: 'earn', points: 129, period: 1, atTime: at(1) }),
        Entry.fromPartial({ entryId: 'e2', kind: 'reverse', points: 0, period: 2, atTime: at(5) }),
      ],
      shipments: [
        Shipment.fromPartial({ shipmentId: 'C_1', period: 1, shippedTime: at(2), parcels: [{ carrier: '顺丰速运', trackingNo: 'SF1' }] }),
        Shipment.fromPartial({ shipmentId: 'C_2', period: 2 }),
      ],
    });
    assert.deepEqual(sums, { paidFen: 25_800, feesFen: 500, refundedFen: 12_900, points: 129, parcels: 1 });
    assert.deepEqual(
      lines.map(({ kind, period, amountFen, text }) => [kind, period, amountFen, text]),
      [
        ['fee', 0, 500, 'C_901_1'],
        ['refund', 2, -12_900, 'C_2_1'],
        ['charge', 2, 12_900, 'C_2_1'],
        ['shipped', 1, 0, '顺丰速运 SF1'],
        ['earn', 1, 0, ''],
        ['charge', 1, 12_900, 'C_1_1'],
      ],
    );
  });
});
