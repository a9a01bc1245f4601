import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Breaker } from './breaker.ts';

const at = (seconds: number) => new Date(Date.parse('2026-12-01T02:00:00Z') + seconds * 1000);
const fail = (breaker: Breaker, times: number, seconds = 0) => {
  for (let count = 0; count < times; count += 1) breaker.note('hz1', false, at(seconds));
};

describe('a warehouse that keeps failing', () => {
  it('is left alone after five failures in a row, and not after four', () => {
    const breaker = new Breaker();
    fail(breaker, 4);
    assert.equal(breaker.waitUntil('hz1', at(0)), undefined);
    fail(breaker, 1);
    assert.deepEqual(breaker.waitUntil('hz1', at(0)), at(30));
    assert.equal(breaker.waitUntil('sz1', at(0)), undefined);
  });
  it('is tried by one alone when the pause is over', () => {
    const breaker = new Breaker();
    fail(breaker, 5);
    assert.equal(breaker.waitUntil('hz1', at(30)), undefined);
    assert.deepEqual(breaker.waitUntil('hz1', at(30)), at(35));
  });
  it('is left alone longer and longer while the tries fail', () => {
    const breaker = new Breaker();
    fail(breaker, 5);
    let now = 30;
    for (const seconds of [60, 300, 900, 3600, 3600]) {
      assert.equal(breaker.waitUntil('hz1', at(now)), undefined);
      fail(breaker, 1, now);
      assert.deepEqual(breaker.waitUntil('hz1', at(now)), at(now + seconds));
      now += seconds;
    }
  });
  it('is called freely again once it answers', () => {
    const breaker = new Breaker();
    fail(breaker, 5);
    assert.equal(breaker.waitUntil('hz1', at(30)), undefined);
    breaker.note('hz1', true, at(31));
    assert.equal(breaker.waitUntil('hz1', at(31)), undefined);
  });
});
