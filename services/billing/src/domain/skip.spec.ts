import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDateOf } from '@petpact/kit/civil-date';
import { anActivePlan, at, PACE } from '../../test/plan.builder.ts';
import { World } from '../../test/plan-world.ts';
import { beginCharge } from './charging.ts';
import { pausePlan } from './pause.ts';
import { skipPeriod } from './skip.ts';

describe('leaving a month out', () => {
  it('moves the next period and all after it by a month, announced anew, and Alipay’s date with them', () => {
    const world = new World(3, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-28 09:00'));
    world.apply((plan) => skipPeriod(plan, { period: 2, skipId: 's1' }));
    world.apply((plan) => skipPeriod(plan, { period: 2, skipId: 's1' }));
    assert.deepEqual(
      world.plan.instalments.map(({ planDate }) => planDate),
      ['2026-12-06', '2027-02-06', '2027-03-06'],
    );
    world.runToEnd();
    assert.deepEqual(
      world.sent.map(({ at: time }) => civilDateOf(time)),
      ['2026-12-06', '2027-02-01', '2027-03-01'],
    );
    assert.equal(world.agreement.date, '2027-04-06');
  });
  it('comes too late for a period that is being charged', () => {
    const now = at('2026-12-06 09:00');
    const charging = beginCharge(anActivePlan({ periods: 3 }), 1, now, PACE).state;
    assert.throws(() => skipPeriod(charging, { period: 1, skipId: 's1' }), { reason: 'PERIOD_NOT_NEXT', details: { next: '2' } });
  });
  it('is for a plan that runs', () => {
    const paused = pausePlan(anActivePlan(), 'adopterAsked').state;
    assert.throws(() => skipPeriod(paused, { period: 1, skipId: 's1' }), { reason: 'PLAN_NOT_ACTIVE' });
  });
});
