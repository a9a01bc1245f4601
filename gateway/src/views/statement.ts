import type { LedgerEntry } from '@petpact/proto/billing/v1/billing_service';
import type { Shipment } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import type { Entry } from '@petpact/proto/points/v1/points_service';
import type { components } from '../../../libs/api/gen/schema.ts';

type Statement = components['schemas']['Statement'];
type Line = Statement['lines'][number];

/** Numbers from here on are fees, not periods (billing's trade numbers). */
const FIRST_DUE = 901;
const POINTS_KINDS = ['earn', 'streakBonus', 'reverse', 'expire', 'spend'] as const;

/** One page of everything: the books' own entries, newest first, and sums that are those of its lines. */
export function statementView(books: { ledger: LedgerEntry[]; points: Entry[]; shipments: Shipment[] }): Statement {
  const lines = [...books.ledger.flatMap(moneyLine), ...books.points.flatMap(pointsLine), ...books.shipments.flatMap(parcelLine)];
  lines.sort((one, other) => other.atTime.localeCompare(one.atTime) || other.lineId.localeCompare(one.lineId));
  const sum = (kinds: readonly Line['kind'][]) =>
    lines.filter(({ kind }) => kinds.includes(kind)).reduce((total, { amountFen }) => total + amountFen, 0);
  return {
    paidFen: sum(['charge']),
    feesFen: sum(['fee']),
    refundedFen: -sum(['refund']),
    points: lines.reduce((total, { points }) => total + points, 0),
    parcels: lines.filter(({ kind }) => kind === 'shipped').length,
    lines,
  };
}

/** What moved at Alipay; earning at shipping moves nothing for the adopter. */
function moneyLine({ entryId, kind, period, postings, atTime }: LedgerEntry): Line[] {
  if (kind !== 'charge' && kind !== 'fee' && kind !== 'refund') return [];
  const amountFen = postings.filter(({ account }) => account === 'cash:alipay').reduce((total, posting) => total + posting.amountFen, 0);
  const text = entryId.slice(entryId.indexOf(':') + 1).replace(/_R$/, '');
  return [{ lineId: entryId, kind, period: period >= FIRST_DUE ? 0 : period, amountFen, points: 0, text, atTime: instant(atTime) }];
}

function pointsLine({ entryId, kind, points, period, atTime }: Entry): Line[] {
  const known = POINTS_KINDS.find((one) => one === kind);
  return known && points !== 0 ? [{ lineId: entryId, kind: known, period, amountFen: 0, points, text: '', atTime: instant(atTime) }] : [];
}

function parcelLine({ shipmentId, period, parcels, shippedTime }: Shipment): Line[] {
  if (!shippedTime) return [];
  const text = parcels.map(({ carrier, trackingNo }) => `${carrier} ${trackingNo}`.trim()).join('；');
  return [{ lineId: `ship:${shipmentId}`, kind: 'shipped', period, amountFen: 0, points: 0, text, atTime: instant(shippedTime) }];
}

const instant = (time: Date | undefined): string => (time ?? new Date(0)).toISOString();
