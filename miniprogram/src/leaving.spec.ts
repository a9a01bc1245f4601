import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Contract, Instalment, Plan, Settlement } from '@/api/model';
import { canLeave, graceEnds, isEnding, linesOf, owedOf, runsOf, skippable, toComeOf } from './leaving';

const settlement: Settlement = {
  settlementId: 's',
  cause: 'adopterWish',
  coolingOff: false,
  effectiveDate: '2026-12-01',
  refundPeriods: [2],
  refundFen: 17_900,
  keptPeriods: [1],
  keptFen: 17_900,
  inFlightPeriod: 0,
  cancelledPeriods: [3, 4],
  cancelledFen: 35_800,
  feeFen: 0,
  feeBp: 1000,
  compensationFen: 0,
  compensationBp: 0,
};
const instalment = (period: number, state: Instalment['state']) =>
  ({ period, state, planDate: '2026-12-31', amountFen: 100 }) as Instalment;
const plan = (...instalments: Instalment[]) => ({ state: 'active', instalments, dues: [] as Plan['dues'] }) as Plan;
const contract = (change: Partial<Contract> = {}) =>
  ({ state: 'active', pauseCount: 0, terms: { rules: { pauseTimesMax: 2 } }, ...change }) as Contract;

describe('the lines of a settlement', () => {
  it('are those that come to something', () => {
    assert.deepEqual(
      linesOf(settlement, 17_900).map(({ kind }) => kind),
      ['refund', 'kept', 'cancelled'],
    );
    const flying = linesOf({ ...settlement, inFlightPeriod: 3, feeFen: 500 }, 17_900);
    assert.deepEqual(flying.find(({ kind }) => kind === 'cancelled')?.periods, [4], 'what is being charged is told on its own');
    assert.deepEqual(
      flying.map(({ kind, amountFen }) => [kind, amountFen]),
      [
        ['refund', 17_900],
        ['inFlight', 17_900],
        ['kept', 17_900],
        ['cancelled', 17_900],
        ['fee', 500],
      ],
    );
  });
  it('name runs of periods', () => {
    assert.deepEqual(runsOf([1, 2, 3, 7, 5]), [
      [1, 3],
      [5, 5],
      [7, 7],
    ]);
    assert.deepEqual(runsOf([]), []);
  });
});

describe('what can be done with a contract', () => {
  it('is to leave it while it runs, also when the shop has given notice', () => {
    assert.equal(canLeave(contract()), true);
    assert.equal(canLeave(contract({ ending: { cause: 'shopWish' } as Contract['ending'] })), true);
    assert.equal(canLeave(contract({ ending: { cause: 'adopterWish' } as Contract['ending'] })), false);
    assert.equal(canLeave(contract({ state: 'completed' })), false);
  });
  it('is to pay what is overdue and the open fees', () => {
    const owing = {
      ...plan(instalment(1, 'paid'), instalment(2, 'overdue')),
      dues: [{ kind: 'lateFee', amountFen: 500, state: 'open', ofPeriod: 2 }],
    };
    assert.deepEqual(
      owedOf(owing as Plan).map(({ kind }) => kind),
      ['period', 'due'],
    );
    assert.equal(graceEnds(instalment(2, 'overdue'), 3), '2027-01-03');
  });
  it('is to skip the next period, unless it is being charged or the pauses are used up', () => {
    assert.deepEqual(skippable(contract(), plan(instalment(1, 'paid'), instalment(2, 'scheduled'))), {
      period: 2,
      from: '2026-12-31',
      to: '2027-01-31',
    });
    assert.equal(skippable(contract(), plan(instalment(1, 'unknown'), instalment(2, 'scheduled'))), undefined);
    assert.equal(skippable(contract({ pauseCount: 2 }), plan(instalment(1, 'scheduled'))), undefined);
  });
});

describe('after the end', () => {
  const ended = contract({ state: 'terminated', ending: { cause: 'adopterWish', settlement } as Contract['ending'] });
  const closed = { state: 'revoked' } as Plan['mandate'];

  it('the refunds under way and the mandate are still to come', () => {
    const shipped = { ...instalment(1, 'paid'), shippedTime: '2026-11-30T08:00:00Z' };
    const open = {
      ...plan(shipped, instalment(2, 'paid'), instalment(3, 'refunding'), instalment(4, 'cancelled')),
      mandate: { ...closed, state: 'signed' },
    };
    assert.deepEqual(toComeOf(ended, open as Plan), [
      { kind: 'refund', periods: [3], amountFen: 100 },
      { kind: 'proof', periods: [2], amountFen: 100 },
      { kind: 'mandate' },
    ]);
  });

  it('nothing is once all went back, nor while the contract runs', () => {
    const done = { ...plan(instalment(1, 'refunded'), instalment(2, 'cancelled')), mandate: closed };
    assert.deepEqual(toComeOf(ended, done), []);
    assert.deepEqual(toComeOf(contract(), { ...done, mandate: { ...closed, state: 'signed' } }), []);
    assert.deepEqual(toComeOf(ended, undefined), []);
  });

  it('an end that is asked for is being carried out, one that the shop announced is not', () => {
    assert.equal(isEnding(contract({ ending: { cause: 'adopterWish' } as Contract['ending'] })), true);
    assert.equal(isEnding(contract({ ending: { cause: 'shopWish' } as Contract['ending'] })), false);
    assert.equal(isEnding(ended), false);
  });
});
