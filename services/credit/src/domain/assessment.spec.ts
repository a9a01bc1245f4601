import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CALLS_A_DAY,
  type CreditRecord,
  conclude,
  countCall,
  newRecord,
  nextQuestion,
  rememberStep,
  type StepAnswer,
  standing,
} from './assessment.ts';
import { checkTiers, DEFAULT_TIERS } from './ladder.ts';

const now = new Date('2026-11-23T02:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);
const nobody = newRecord('a1', 'm1');

/** Walks the ladder with a person whose Zhima score is given; `calls` counts what Zhima was asked. */
function check(
  score: number | null,
  start: CreditRecord = nobody,
  at = now,
): { record: CreditRecord; calls: number; outcome: string; tier?: string } {
  let record = start;
  for (let calls = 0; ; calls += 1) {
    const next = nextQuestion(record, DEFAULT_TIERS, at);
    if ('outcome' in next) return { record, calls, ...next };
    const answer: StepAnswer = score === null ? 'notAvailable' : score >= next.ask ? 'yes' : 'no';
    record = rememberStep(countCall(record, at), next.ask, answer as 'yes', at);
  }
}

describe('a credit check', () => {
  it('gives the highest step a person reaches', () => {
    assert.equal(check(720).tier, 'platinum');
    assert.equal(check(655).tier, 'gold');
    assert.equal(check(550).tier, 'basic');
  });
  it('rejects a person below the lowest step after one question', () => {
    const { outcome, calls } = check(549);
    assert.deepEqual([outcome, calls], ['rejected', 1]);
  });
  it('sends a person without Zhima to the shop', () => {
    assert.equal(check(null).outcome, 'notAvailable');
  });
  it('never asks more than four times in 24 hours, whatever the score', () => {
    fc.assert(fc.property(fc.integer({ min: 350, max: 950 }), (score) => check(score).calls <= CALLS_A_DAY));
  });
  it('asks nothing again within a day and everything again after it', () => {
    const first = check(655);
    assert.equal(check(655, first.record, hours(23)).calls, 0);
    assert.ok(check(655, first.record, hours(25)).calls > 0);
  });
  it('counts calls that were never answered', () => {
    const asked = Array.from({ length: CALLS_A_DAY }).reduce<CreditRecord>((record) => countCall(record, now), nobody);
    assert.throws(() => nextQuestion(asked, DEFAULT_TIERS, hours(1)), { reason: 'CREDIT_CALLS_EXHAUSTED' });
  });
  it('stands for 24 hours, but not when Zhima could not be reached', () => {
    const passed = conclude(nobody, { assessmentId: 'x', outcome: 'passed', tier: 'gold' }, now).state;
    assert.equal(standing(passed, hours(23))?.tier, 'gold');
    assert.equal(standing(passed, hours(24)), undefined);
    assert.equal(standing(conclude(nobody, { assessmentId: 'y', outcome: 'unreachable' }, now).state, now), undefined);
  });
});

describe("a shop's tiers", () => {
  it('may leave out the lower steps of the ladder', () => {
    const strict = DEFAULT_TIERS.filter((one) => one.tier !== 'basic');
    assert.equal(checkTiers(strict).length, 4);
    assert.deepEqual(nextQuestion(nobody, strict, now), { ask: 600 });
  });
  it('cannot invent a step or let a higher step allow less', () => {
    assert.throws(
      () => checkTiers([...DEFAULT_TIERS, { tier: 'diamond', admittanceScore: 800, monthlyLimitFen: 1, periods: [12], depositFen: 0 }]),
      { reason: 'INVALID_TIERS' },
    );
    const shrinking = DEFAULT_TIERS.map((one) => (one.tier === 'gold' ? { ...one, monthlyLimitFen: 100 } : one));
    assert.throws(() => checkTiers(shrinking), { reason: 'INVALID_TIERS' });
  });
  it('promise no deposit, which nothing would take', () => {
    const asking = DEFAULT_TIERS.map((one) => ({ ...one, depositFen: 10_000 }));
    assert.throws(() => checkTiers(asking), { reason: 'INVALID_TIERS' });
  });
});
