import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { percentOf, secondsOf } from './leap.ts';

describe('a leap of the test clock', () => {
  it('over a day is a day', () => assert.equal(secondsOf('day', '2026-11-22T02:00:00Z'), 86_400));
  it('over a period ends on the same day of the next month', () => {
    assert.equal(secondsOf('period', '2026-11-22T02:00:00Z'), 30 * 86_400);
    assert.equal(secondsOf('period', '2027-01-31T02:00:00Z'), 28 * 86_400);
  });
  it('to the end leaves time for twelve periods and their waiting times', () => {
    assert.equal(secondsOf('end', '2026-11-22T02:00:00Z'), 400 * 86_400);
  });
  it('tells how far it has come', () => {
    assert.deepEqual([percentOf(0, 0, 200), percentOf(0, 50, 200), percentOf(0, 300, 200), percentOf(5, 5, 5)], [0, 25, 100, 100]);
  });
});
