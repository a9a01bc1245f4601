import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import fc from 'fast-check';
import { anActive, aSigned, NOW } from '../../test/builders.ts';
import { type EndCause, type PeriodMoney, settle } from './settlement.ts';

const DAY = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY);
const period = (number: number, stand: PeriodMoney['stand'], hasShipped = false): PeriodMoney => ({
  period: number,
  amountFen: fen(12_900),
  stand,
  hasShipped,
});
/** Two shipped, one paid and not shipped, three to come. */
const money = [
  period(1, 'paid', true),
  period(2, 'paid', true),
  period(3, 'paid'),
  period(4, 'open'),
  period(5, 'open'),
  period(6, 'open'),
];

describe('the settlement of a contract that ends early', () => {
  it('gives back what is paid and not shipped, keeps what is shipped, and asks the agreed share of the unpaid rest', () => {
    assert.deepEqual(settle(anActive(), money, 'adopterWish', later(30)), {
      cause: 'adopterWish',
      coolingOff: false,
      effectiveDate: '2026-12-23',
      refundPeriods: [3],
      refundFen: 12_900,
      keptPeriods: [1, 2],
      keptFen: 25_800,
      inFlightPeriod: 0,
      cancelledPeriods: [4, 5, 6],
      cancelledFen: 38_700,
      feeFen: 3_870,
      feeBp: 1000,
      compensationFen: 0,
      compensationBp: 0,
    });
  });
  for (const [when, days, free] of [
    ['on the day of signing', 0, true],
    ['on the last cooling-off day', 7, true],
    ['on the day after', 8, false],
  ] as const) {
    it(`${free ? 'costs nothing' : 'costs the fee'} ${when}`, () => {
      const { coolingOff, feeFen } = settle(anActive(), money, 'adopterWish', later(days));
      assert.deepEqual([coolingOff, feeFen === 0], [free, free]);
    });
  }
  it('lasts through the evening of the last cooling-off day, by the clock in Shanghai', () => {
    const evening = new Date('2026-11-30T15:59:00Z');
    assert.equal(settle(anActive(), money, 'adopterWish', evening).coolingOff, true);
    assert.equal(settle(anActive(), money, 'adopterWish', new Date(evening.getTime() + 60_000)).coolingOff, false);
  });
  it('costs nothing while the plan has never begun', () => {
    assert.equal(settle(aSigned(), money, 'adopterWish', later(10)).feeFen, 0);
  });
  it('counts a charge in flight and what is overdue to the unpaid rest, but not what was sent all the same', () => {
    const mixed = [period(1, 'overdue'), period(2, 'overdue', true), period(3, 'inFlight'), period(4, 'givenBack'), period(5, 'cancelled')];
    const { cancelledPeriods, inFlightPeriod, refundPeriods, keptPeriods } = settle(anActive(), mixed, 'adopterWish', later(30));
    assert.deepEqual([cancelledPeriods, inFlightPeriod, refundPeriods, keptPeriods], [[1, 3], 3, [], []]);
  });
  for (const cause of ['petDied', 'petReturned', 'guaranteeIllness', 'mandateMissing'] as const) {
    it(`costs nobody anything by ${cause}`, () => {
      const { feeFen, compensationFen, refundFen } = settle(anActive(), money, cause, later(30));
      assert.deepEqual([feeFen, compensationFen, refundFen], [0, 0, 12_900]);
    });
  }
  it('adds the shop’s liability on its breach to the refund', () => {
    const { feeFen, compensationFen, compensationBp } = settle(anActive(), money, 'shopBreach', later(30));
    assert.deepEqual([feeFen, compensationFen, compensationBp], [0, 2_580, 2000]);
  });
  it('comes on the day that leaves the notice, where the shop wishes it', () => {
    const { effectiveDate, feeFen } = settle(anActive(), money, 'shopWish', NOW);
    assert.deepEqual([effectiveDate, feeFen], ['2026-12-08', 0]);
  });
  it('is the adopter’s breach from the agreed number of overdue instalments on', () => {
    const owing = [period(1, 'overdue'), period(2, 'overdue'), period(3, 'open')];
    assert.throws(() => settle(anActive(), owing, 'adopterBreach', later(90)), { reason: 'BREACH_NOT_REACHED' });
    const { feeFen, feeBp } = settle(anActive(), [...owing, period(4, 'overdue')], 'adopterBreach', later(90));
    assert.deepEqual([feeFen, feeBp], [10_320, 2000]);
  });
  it('puts every period into one place at most, and every sum is the sum of its periods', () => {
    const stands: PeriodMoney['stand'][] = ['open', 'inFlight', 'paid', 'givenBack', 'overdue', 'cancelled'];
    const causes: EndCause[] = ['adopterWish', 'petDied', 'petReturned', 'guaranteeIllness', 'shopBreach', 'shopWish', 'mandateMissing'];
    const some = fc.record({ stand: fc.constantFrom(...stands), hasShipped: fc.boolean(), amount: fc.integer({ min: 1, max: 50_000 }) });
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 1, maxLength: 24 }),
        fc.constantFrom(...causes),
        fc.integer({ min: 0, max: 800 }),
        (drawn, cause, days) => {
          const all = drawn.map(({ stand, hasShipped, amount }, index) => ({
            ...period(index + 1, stand, hasShipped),
            amountFen: fen(amount),
          }));
          const found = settle(anActive(), all, cause, later(days));
          const places = [...found.refundPeriods, ...found.keptPeriods, ...found.cancelledPeriods];
          assert.equal(new Set(places).size, places.length);
          const sum = (numbers: number[]) => numbers.reduce((total, number) => total + all[number - 1]!.amountFen, 0);
          assert.deepEqual(
            [found.refundFen, found.keptFen, found.cancelledFen],
            [sum(found.refundPeriods), sum(found.keptPeriods), sum(found.cancelledPeriods)],
          );
          assert.ok(found.feeFen <= found.cancelledFen && found.compensationFen <= found.refundFen);
        },
      ),
    );
  });
});
