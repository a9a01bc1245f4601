import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, addMonths, civilDate, civilDateOf, dayOfMonth, daysBetween, instantAt } from '@petpact/kit/civil-date';
import fc from 'fast-check';
import { anOpenPlan, at, day } from '../../test/plan.builder.ts';
import { firstNoticeable, planDayOf } from './schedule.ts';
import { isWindowOpen, windowCloses, windowOpens } from './window.ts';

/** Any instant from 2024 to 2032, leap years included. */
const instants = fc.date({ min: new Date('2024-01-01T00:00:00+08:00'), max: new Date('2032-12-31T23:59:59+08:00'), noInvalidDate: true });

describe('the plan day', () => {
  const cases: [string, string][] = [
    ['2026-12-06 09:00', '2026-12-06'],
    ['2026-12-06 21:59', '2026-12-06'],
    ['2026-12-06 22:00', '2026-12-07'],
    ['2026-12-28 12:00', '2026-12-28'],
    ['2026-12-28 22:00', '2027-01-01'],
    ['2026-12-29 12:00', '2027-01-01'],
    ['2026-12-31 23:00', '2027-01-01'],
    ['2024-02-29 12:00', '2024-03-01'],
    ['2026-02-28 22:30', '2026-03-01'],
  ];
  for (const [signed, expected] of cases) {
    it(`is ${expected} for a contract signed at ${signed} in Shanghai`, () => {
      assert.equal(planDayOf(at(signed)), expected);
    });
  }

  it('is never after the 28th, never past, at most four days ahead, and its window is open at signing', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const date = planDayOf(now);
        assert.ok(dayOfMonth(date) <= 28);
        const ahead = daysBetween(civilDateOf(now), date);
        assert.ok(ahead >= 0 && ahead <= 4, `${ahead} days ahead`);
        assert.ok(isWindowOpen(date, now));
      }),
    );
  });

  it('is the same day number in every month of the plan, so that Alipay and we never drift apart', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 24 }), (now, periods) => {
        const dates = anOpenPlan({ periods }, now).instalments.map(({ planDate }) => planDate);
        assert.equal(new Set(dates.map(dayOfMonth)).size, 1);
        assert.equal(dates.length, periods);
        dates.forEach((date, index) => {
          assert.equal(date, addMonths(dates[0]!, index));
        });
      }),
    );
  });
});

describe('the window of a plan day', () => {
  it('opens five days before at midnight and closes half an hour before the day is over', () => {
    assert.deepEqual(windowOpens(day('2026-12-06')), at('2026-12-01 00:00'));
    assert.deepEqual(windowCloses(day('2026-12-06')), at('2026-12-06 23:30'));
  });

  it('lies wholly inside the days on which Alipay accepts the charge, in Shanghai', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -8 * 1440, max: 3 * 1440 }), (now, minutes) => {
        const planDate = planDayOf(now);
        const moment = new Date(instantAt(planDate, '00:00').getTime() + minutes * 60_000);
        const ahead = daysBetween(civilDateOf(moment), planDate);
        if (isWindowOpen(planDate, moment)) assert.ok(ahead >= 0 && ahead <= 5);
      }),
    );
  });
});

describe('the first plan day with time for a notice', () => {
  it('is ten days or more away and keeps the day of month', () => {
    assert.equal(firstNoticeable(day('2026-12-06'), day('2026-11-26')), '2026-12-06');
    assert.equal(firstNoticeable(day('2026-12-06'), day('2026-11-27')), '2027-01-06');
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 400 }), (now, days) => {
        const from = planDayOf(now);
        const today = addDays(from, days);
        const date = firstNoticeable(from, today);
        assert.equal(dayOfMonth(date), dayOfMonth(from));
        assert.ok(addDays(date, -10) >= today);
        assert.ok(date === from || addDays(addMonths(date, -1), -10) < today);
      }),
    );
  });
  it('refuses a date that does not exist', () => {
    assert.throws(() => civilDate('2026-02-29'));
  });
});
