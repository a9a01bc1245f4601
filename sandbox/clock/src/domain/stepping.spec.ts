import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isQuiet, isWaitedFor, nextInstant, pauseBeforeRound, targetOf, type WorkAnswer, withNewer } from './stepping.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const idle = (name: string, changes: Partial<WorkAnswer> = {}): WorkAnswer => ({
  name,
  reachable: true,
  idle: true,
  nextDueMs: null,
  activity: 7,
  busy: [],
  ...changes,
});

describe('how far time is asked to move', () => {
  it('counts seconds from now', () => assert.deepEqual(targetOf({ seconds: 86_400 }, NOW), { targetMs: NOW + DAY_MS }));
  it('may be no step at all, which only waits until all are idle', () =>
    assert.deepEqual(targetOf({ seconds: 0 }, NOW), { targetMs: NOW }));
  it('is never back', () => {
    assert.deepEqual(targetOf({ seconds: -1 }, NOW), { refusal: 'NEGATIVE_STEP' });
    assert.deepEqual(targetOf({ untilMs: NOW - 1 }, NOW), { refusal: 'NEGATIVE_STEP' });
  });
  it('is at most 1100 days', () => {
    assert.deepEqual(targetOf({ seconds: 1100 * 86_400 }, NOW), { targetMs: NOW + 1100 * DAY_MS });
    assert.deepEqual(targetOf({ seconds: 1100 * 86_400 + 1 }, NOW), { refusal: 'STEP_TOO_LONG' });
  });
  it('is a number', () => assert.deepEqual(targetOf({ untilMs: Number.NaN }, NOW), { refusal: 'INVALID_STEP' }));
});

describe('when time may move on', () => {
  const round = [idle('billing'), idle('points')];
  it('after two idle rounds in which nothing happened', () => assert.equal(isQuiet(round, round, NOW), true));
  it('not after the first round', () => assert.equal(isQuiet([], round, NOW), false));
  it('not when somebody did something between the rounds', () => {
    assert.equal(isQuiet(round, [idle('billing'), idle('points', { activity: 8 })], NOW), false);
  });
  it('not while somebody is busy in either round', () => {
    const busy = [idle('billing'), idle('points', { idle: false })];
    assert.equal(isQuiet(busy, round, NOW), false);
    assert.equal(isQuiet(round, busy, NOW), false);
  });
  it('not while somebody cannot be asked', () => {
    assert.equal(isQuiet(round, [idle('billing'), idle('points', { reachable: false })], NOW), false);
  });
  it('not while an instant that was named has passed, whatever its owner says', () => {
    const overdue = [idle('billing', { nextDueMs: NOW }), idle('points')];
    assert.equal(isQuiet(overdue, overdue, NOW), false);
    assert.equal(isWaitedFor(idle('billing', { nextDueMs: NOW + 1 }), NOW), false);
  });
  it('not when another participant joined between the rounds', () => {
    assert.equal(isQuiet(round, [...round, idle('catalog')], NOW), false);
    assert.equal(isQuiet(round, [idle('billing'), idle('catalog')], NOW), false);
  });
  it('at once where nobody takes part', () => assert.equal(isQuiet([], [], NOW), true));
});

describe('asking only those who were busy', () => {
  it('lets their newest answers stand for them in the round before', () => {
    const round = [idle('billing', { idle: false }), idle('points')];
    const after = withNewer(round, [idle('billing', { activity: 9 })]);
    assert.equal(isQuiet(after, [idle('billing', { activity: 9 }), idle('points')], NOW), true);
    assert.equal(isQuiet(after, [idle('billing', { activity: 9 }), idle('points', { activity: 8 })], NOW), false);
    assert.equal(isQuiet(after, [idle('billing', { activity: 10 }), idle('points')], NOW), false);
  });
});

describe('the instant of the next step', () => {
  const targetMs = NOW + 10 * DAY_MS;
  it('is the earliest anybody names', () => {
    const answers = [idle('billing', { nextDueMs: NOW + 3 * DAY_MS }), idle('warehouse', { nextDueMs: NOW + DAY_MS }), idle('points')];
    assert.equal(nextInstant({ answers, nowMs: NOW, targetMs }), NOW + DAY_MS);
  });
  it('is the target where nobody waits for anything earlier', () => {
    assert.equal(nextInstant({ answers: [idle('billing', { nextDueMs: targetMs + 1 })], nowMs: NOW, targetMs }), targetMs);
    assert.equal(nextInstant({ answers: [], nowMs: NOW, targetMs }), targetMs);
  });
  it('never lies in the past', () => {
    assert.equal(nextInstant({ answers: [idle('billing', { nextDueMs: NOW - 5 })], nowMs: NOW, targetMs }), NOW);
  });
});

describe('asking again', () => {
  it('is quick at first and backs off to 50 ms', () => {
    assert.equal(pauseBeforeRound(0), 5);
    assert.equal(pauseBeforeRound(4), 10);
    assert.equal(pauseBeforeRound(1000), 50);
  });
});
