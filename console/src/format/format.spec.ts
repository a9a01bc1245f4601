import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, addMonth, civilDateOf, daysBetween, monthsOld, sayDate, sayMoment, sayNow, timeOfDay } from './date.ts';
import { fenOfYuan, kilograms, percent, signedYuan, yuan } from './money.ts';

describe('money', () => {
  it('is said in yuan with two places and thousands apart', () => {
    assert.deepEqual([0, 5, 12900, 154800, 123456789].map(yuan), ['¥0.00', '¥0.05', '¥129.00', '¥1,548.00', '¥1,234,567.89']);
  });
  it('that leaves has its sign before the currency', () => assert.equal(yuan(-154800), '-¥1,548.00'));
  it('that moves always says its sign', () => assert.deepEqual([12900, -5, 0].map(signedYuan), ['+¥129.00', '-¥0.05', '¥0.00']));
  it('typed in yuan becomes whole fen', () => assert.deepEqual([5, 19.99, 0.07, 1.1].map(fenOfYuan), [500, 1999, 7, 110]));
  it('shares are said in per cent', () => assert.deepEqual([1000, 1250, 0].map(percent), ['10%', '12.5%', '0%']));
});

describe('dates', () => {
  it('are civil dates of Shanghai, whatever the machine’s zone', () => {
    assert.equal(civilDateOf('2026-11-22T16:30:00.000Z'), '2026-11-23');
    assert.equal(timeOfDay('2026-11-22T16:30:00.000Z'), '00:30');
  });
  it('are said as each language says them', () => {
    assert.equal(sayDate('2026-11-02', 'zh'), '2026年11月2日');
    assert.equal(sayDate('2026-11-02', 'en'), 'Nov 2, 2026');
    assert.equal(sayMoment('2026-11-22T02:00:00Z', 'zh'), '2026年11月22日 10:00');
    assert.equal(sayMoment('2026-11-22T02:00:00Z', 'en'), 'Nov 22, 2026, 10:00');
    assert.equal(sayNow('2026-11-22T02:00:00Z', 'zh'), '11月22日 周日 10:00');
    assert.equal(sayNow('2026-11-22T02:00:00Z', 'en'), 'Sun, Nov 22, 10:00');
  });
  it('that are not known are a dash', () => assert.deepEqual([sayDate('', 'zh'), sayMoment(undefined, 'en')], ['—', '—']));
  it('a month later fall on the same day or the last one', () => {
    assert.deepEqual(['2026-11-22', '2026-12-31', '2027-01-31'].map(addMonth), ['2026-12-22', '2027-01-31', '2027-02-28']);
    assert.equal(daysBetween('2026-11-22', '2026-12-22'), 30);
    assert.equal(addDays('2026-12-22', 60), '2027-02-20');
  });
  it('of birth give whole months', () => {
    assert.deepEqual(
      [monthsOld('2026-01-31', '2026-02-28'), monthsOld('2025-11-22', '2026-11-22'), monthsOld('2027-01-01', '2026-01-01')],
      [0, 12, 0],
    );
  });
});

describe('weights', () => {
  it('are said in kilograms', () => assert.deepEqual([3450, 12000, 85].map(kilograms), ['3.45 kg', '12 kg', '0.09 kg']));
});
