import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDate } from '@petpact/kit/civil-date';
import { planDayFrom, planDayOfSigning, planDays } from './plan-day.ts';

describe('the plan day', () => {
  it('is the Shanghai day of signing', () => {
    assert.equal(planDayOfSigning(new Date('2026-11-22T16:30:00Z')), '2026-11-23');
  });
  it('is the next day when the contract is signed after ten in the evening', () => {
    assert.equal(planDayOfSigning(new Date('2026-11-23T13:59:00Z')), '2026-11-23');
    assert.equal(planDayOfSigning(new Date('2026-11-23T14:00:00Z')), '2026-11-24');
  });
  it('is the first of the next month when the day is the 29th, 30th or 31st', () => {
    for (const day of ['2026-12-29', '2026-12-30', '2026-12-31']) assert.equal(planDayFrom(civilDate(day)), '2027-01-01');
    assert.equal(planDayFrom(civilDate('2026-12-28')), '2026-12-28');
    assert.equal(planDayFrom(civilDate('2027-01-31')), '2027-02-01');
    assert.equal(planDayOfSigning(new Date('2026-12-28T15:00:00Z')), '2027-01-01');
  });
  it('has the same number every month', () => {
    assert.deepEqual(planDays(civilDate('2026-12-28'), 3), ['2026-12-28', '2027-01-28', '2027-02-28']);
  });
});
