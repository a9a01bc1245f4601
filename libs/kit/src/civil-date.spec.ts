import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, civilDate, civilDateOf, dayOfMonth, daysBetween, instantAt, timeOfDay } from './civil-date.ts';

const FIRST = civilDate('2024-01-01');
const DAYS = daysBetween(FIRST, civilDate('2032-12-31'));
const someDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST, days));
const shortRun = { numRuns: 60 };

describe('a civil date', () => {
  it('is a day that exists, written as the calendar writes it', () => {
    assert.equal(civilDate('2028-02-29'), '2028-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '2026-01-01T00:00:00Z', '', 'tomorrow']) {
      assert.throws(() => civilDate(text), { reason: 'INVALID_DATE', kind: 'invalid' }, text);
    }
  });

  it('agrees with a calendar that knows nothing of time zones, on every day from 2024 to 2032', () => {
    for (let days = 0; days <= DAYS; days += 1) {
      const expected = new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
      assert.equal(addDays(FIRST, days), expected);
    }
  });

  it('counts days as it adds them', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -4_000, max: 4_000 }), (date, days) => {
        assert.equal(daysBetween(date, addDays(date, days)), days);
        assert.equal(addDays(addDays(date, days), -days), date);
      }),
      shortRun,
    );
  });

  it('keeps its day a month later, or takes the last day of a shorter month', () => {
    assert.equal(addMonths(civilDate('2026-01-31'), 1), '2026-02-28');
    assert.equal(addMonths(civilDate('2028-01-31'), 1), '2028-02-29');
    assert.equal(addMonths(civilDate('2026-03-31'), -1), '2026-02-28');
    assert.equal(addMonths(civilDate('2026-12-06'), 1), '2027-01-06');
    fc.assert(
      fc.property(someDay, fc.integer({ min: -24, max: 24 }), (date, months) => {
        const later = addMonths(date, months);
        const lastDay = dayOfMonth(addDays(civilDate(`${addMonths(later, 1).slice(0, 7)}-01`), -1));
        assert.equal(dayOfMonth(later), Math.min(dayOfMonth(date), lastDay));
      }),
      shortRun,
    );
  });

  it('begins at midnight in Shanghai, which is 16:00 the day before in London', () => {
    assert.equal(civilDateOf(new Date('2026-12-05T15:59:59.999Z')), '2026-12-05');
    assert.equal(civilDateOf(new Date('2026-12-05T16:00:00.000Z')), '2026-12-06');
    assert.equal(instantAt(civilDate('2026-12-06'), '00:00').toISOString(), '2026-12-05T16:00:00.000Z');
    assert.equal(instantAt(civilDate('2026-12-06'), '10:00').toISOString(), '2026-12-06T02:00:00.000Z');
  });

  it('and time of day name the instant they came from', () => {
    const minute = fc.integer({ min: Date.UTC(2024, 0, 1) / 60_000, max: Date.UTC(2032, 11, 31) / 60_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const instant = new Date(minutes * 60_000);
        assert.deepEqual(instantAt(civilDateOf(instant), timeOfDay(instant)), instant);
      }),
      shortRun,
    );
  });

  it('sorts as text', () => {
    fc.assert(
      fc.property(someDay, someDay, (a, b) => assert.equal(a < b, daysBetween(a, b) > 0)),
      shortRun,
    );
  });

  it('takes only a real time of day', () => {
    for (const time of ['24:00', '9:00', '10:60', '10:00:00', '']) assert.throws(() => instantAt(FIRST, time), RangeError);
  });
});
