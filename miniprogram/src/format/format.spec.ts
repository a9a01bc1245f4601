import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, addMonth, civilDateOf, monthsOld, sayDate, sayDay, sayMoment, secondsUntil } from './date.ts';
import { kilograms, percent, yuan } from './money.ts';

describe('money', () => {
  it('is written in yuan with two decimals and thousands apart', () => {
    assert.equal(yuan(12900), '¥129.00');
    assert.equal(yuan(154805), '¥1,548.05');
    assert.equal(yuan(123456789), '¥1,234,567.89');
    assert.equal(yuan(0), '¥0.00');
    assert.equal(yuan(-100), '-¥1.00');
  });

  it('writes weights and shares as people say them', () => {
    assert.equal(kilograms(3450), '3.5 kg');
    assert.equal(percent(1000), '10%');
  });
});

describe('dates', () => {
  it('are said in the language of the person', () => {
    assert.equal(sayDate('2026-11-22', 'zh'), '2026年11月22日');
    assert.equal(sayDate('2026-11-22', 'en'), 'Nov 22, 2026');
    assert.equal(sayDay('2026-11-22', 'en'), 'Nov 22');
    assert.equal(sayDate(undefined, 'zh'), '');
  });

  it('show instants on a clock in Shanghai, wherever the phone is', () => {
    assert.equal(civilDateOf('2026-11-22T16:30:00Z'), '2026-11-23');
    assert.equal(sayMoment('2026-11-22T02:00:00Z', 'zh'), '11月22日 10:00');
    assert.equal(sayDate('2026-11-22T16:30:00Z', 'en'), 'Nov 23, 2026');
  });

  it('count an age in whole months', () => {
    assert.equal(monthsOld('2026-03-02', '2026-11-01'), 7);
    assert.equal(monthsOld('2026-03-02', '2026-11-02'), 8);
    assert.equal(monthsOld('2027-01-01', '2026-11-02'), 0);
  });

  it('step a month without running over its end', () => {
    assert.equal(addMonth('2027-01-31'), '2027-02-28');
    assert.equal(addMonth('2026-12-22'), '2027-01-22');
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  });

  it('count the seconds to a time of day in Shanghai', () => {
    assert.equal(secondsUntil('2026-11-22T00:00:00Z', '2026-11-23', '08:00'), 86_400);
    assert.equal(secondsUntil('2026-11-22T00:00:00.700Z', '2026-11-23', '08:00'), 86_400);
  });
});
