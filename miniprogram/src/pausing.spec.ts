import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Contract, Instalment, Plan } from '@/api/model';
import { canPause, pausedUntil, pauseHindrance, pauseReasonOf, untouchedByPause } from './pausing';

const contract = (change: Partial<Contract> = {}, pauseTimesMax = 2) =>
  ({ state: 'active', pauseCount: 0, terms: { rules: { pauseTimesMax, pauseDaysMax: 30 } }, ...change }) as Contract;
const plan = (state: Plan['state'], reason = '', instalments: Partial<Instalment>[] = []) => ({ state, reason, instalments }) as Plan;

describe('a pause', () => {
  it('can be had while the contract runs and pauses are left', () => {
    assert.ok(canPause(contract(), plan('active')));
    assert.ok(canPause(contract({ pauseCount: 1 }), undefined));
    assert.ok(!canPause(contract({ state: 'paused' }), plan('paused')));
    assert.ok(!canPause(contract(), plan('ended')));
  });

  it('is missing for a reason that can be told', () => {
    assert.equal(pauseHindrance(contract({}, 0), plan('active')), 'notOffered');
    assert.equal(pauseHindrance(contract({ state: 'signed' }), undefined), 'notStarted');
    assert.equal(pauseHindrance(contract({ pauseCount: 2 }), plan('active')), 'usedUp');
    assert.equal(pauseHindrance(contract(), plan('suspended', 'arrears')), 'arrears');
    assert.equal(pauseHindrance(contract(), plan('suspended', 'mandateRevoked')), 'mandateRevoked');
    assert.equal(pauseHindrance(contract(), plan('suspended', 'capBroken: single')), 'stopped');
    assert.equal(pauseHindrance(contract(), plan('active')), undefined);
  });

  it('ends by itself after the days of the contract', () => {
    assert.equal(pausedUntil(contract(), '2026-12-15'), '2027-01-14');
  });

  it('keeps back neither a parcel that is paid nor a charge under way', () => {
    const instalments: Partial<Instalment>[] = [
      { period: 1, state: 'paid', shippedTime: '2026-11-23T08:00:00Z' },
      { period: 2, state: 'paid' },
      { period: 3, state: 'unknown' },
      { period: 4, state: 'scheduled' },
    ];
    assert.deepEqual(untouchedByPause(plan('active', '', instalments)), { parcels: [2], charging: 3 });
    assert.deepEqual(untouchedByPause(undefined), { parcels: [], charging: 0 });
  });

  it('is asked for in the adopter’s own words where there are any', () => {
    assert.equal(pauseReasonOf('其他', ' 搬家 '), '搬家');
    assert.equal(pauseReasonOf('其他', '  '), '其他');
  });
});
