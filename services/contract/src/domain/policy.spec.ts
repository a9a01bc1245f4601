import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aFood, someTerms } from '../../test/agreement.builder.ts';
import { nextPolicy, PLATFORM_POLICY } from './policy.ts';
import { mostPieces, termsFor } from './terms.ts';

const { version: _, ...wanted } = PLATFORM_POLICY;
const limit = { tier: 'gold', monthlyLimitFen: 30_000, periods: [12, 24] };
const basis = { policy: PLATFORM_POLICY, limit, approvedBy: 'policy' as const, templateVersion: 'standard-1' };

describe('a shop’s policy', () => {
  it('gets a new version with every change', () => {
    assert.equal(nextPolicy(4, { ...wanted, planStart: 'handover' }).version, 5);
  });
  it('may not go below the legal cooling-off of seven days', () => {
    const rules = { ...wanted.rules, coolingOffDays: 6 };
    assert.throws(() => nextPolicy(1, { ...wanted, rules }), {
      reason: 'INVALID_POLICY',
      details: { rule: 'coolingOffDays', least: '7', most: '30' },
    });
  });
  it('may not ask more than thirty per cent for a breach', () => {
    assert.throws(() => nextPolicy(1, { ...wanted, rules: { ...wanted.rules, breachFeeBp: 3001 } }), { reason: 'INVALID_POLICY' });
  });
  it('may not call a breach before it suspends', () => {
    const rules = { ...wanted.rules, suspendAfterOverdue: 3, breachAfterOverdue: 2 };
    assert.throws(() => nextPolicy(1, { ...wanted, rules }), { details: { rule: 'breachAfterOverdue' } });
  });
  it('keeps its own clauses without the empty ones', () => {
    assert.deepEqual(nextPolicy(1, { ...wanted, extraClauses: [' 每年免费体检一次。 ', ''] }).extraClauses, ['每年免费体检一次。']);
    assert.throws(() => nextPolicy(1, { ...wanted, extraClauses: ['长'.repeat(301)] }), { details: { rule: 'extraClauses' } });
  });
});

describe('the terms of a contract', () => {
  it('price the choice and freeze every rule of the policy', () => {
    const terms = termsFor({ food: aFood, quantity: 2, periods: 24 }, basis);
    assert.equal(terms.amountFen, 25_800);
    assert.equal(terms.totalFen, 619_200);
    assert.deepEqual(terms.rules, PLATFORM_POLICY.rules);
    assert.equal(terms.termsVersion, 'standard-1-p1');
  });
  it('stay within the adopter’s tier', () => {
    assert.throws(() => termsFor({ food: aFood, quantity: 3, periods: 12 }, basis), { reason: 'OVER_TIER_LIMIT' });
    assert.throws(() => termsFor({ food: aFood, quantity: 1, periods: 18 }, basis), { reason: 'PERIODS_NOT_ALLOWED' });
    assert.throws(() => termsFor({ food: aFood, quantity: 0, periods: 12 }, basis), { reason: 'INVALID_QUANTITY' });
    assert.throws(() => termsFor({ food: aFood, quantity: 1.5, periods: 12 }, basis), { reason: 'INVALID_QUANTITY' });
  });
  it('do not change when the shop changes its policy later', () => {
    const before = someTerms();
    nextPolicy(1, { ...wanted, planStart: 'handover' });
    assert.equal(before.planStart, 'signing');
  });
  it('offer as many pieces as the tier can carry', () => {
    assert.equal(mostPieces(12_900, limit), 2);
    assert.equal(mostPieces(40_000, limit), 0);
  });
});
