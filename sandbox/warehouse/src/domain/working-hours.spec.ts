import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addWorkingHours, dayStamp, shanghaiMidnight } from './working-hours.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const after = (from: string, hours: number) => new Date(addWorkingHours(at(from), hours)).toISOString();
const iso = (text: string) => new Date(at(text)).toISOString();

describe('picking takes working hours', () => {
  it('within one day', () => assert.equal(after('2026-11-23T10:00', 4), iso('2026-11-23T14:00')));
  it('rounded up to the next full hour', () => assert.equal(after('2026-11-23T10:10', 4), iso('2026-11-23T15:00')));
  it('never after closing because of the rounding', () => assert.equal(after('2026-11-23T13:30', 4.5), iso('2026-11-23T18:00')));
  it('and goes on the next morning, Sundays too', () => {
    assert.equal(after('2026-11-21T16:00', 4), iso('2026-11-22T11:00'));
    assert.equal(after('2026-11-22T23:30', 4), iso('2026-11-23T13:00'));
    assert.equal(after('2026-11-23T05:00', 4), iso('2026-11-23T13:00'));
  });
  it('over several days', () => assert.equal(after('2026-11-23T09:00', 20), iso('2026-11-25T11:00')));
  it('or none at all during the day', () => assert.equal(after('2026-11-23T11:00', 0), iso('2026-11-23T11:00')));
});

describe('a day in Shanghai', () => {
  it('begins eight hours before the day in Greenwich', () =>
    assert.equal(shanghaiMidnight(at('2026-11-23T00:00')), at('2026-11-23T00:00')));
  it('ends a millisecond before the next', () => {
    assert.equal(shanghaiMidnight(at('2026-11-23T23:59:59.999')), at('2026-11-23T00:00'));
    assert.equal(shanghaiMidnight(at('2026-12-31T12:00'), 1), at('2027-01-01T00:00'));
  });
  it('has a stamp of its own', () => assert.equal(dayStamp(at('2026-11-24T01:00')), '20261124'));
});
