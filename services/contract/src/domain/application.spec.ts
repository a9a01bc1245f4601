import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anApplication, NOW } from '../../test/builders.ts';
import { contracted, draftFrom, expire, losePet, petDutyDone, submit, withdraw } from './application.ts';
import { PLATFORM_POLICY } from './policy.ts';
import { answerQuestion, applyCredit, decideByStaff } from './review.ts';

const at = { policy: PLATFORM_POLICY, now: NOW };
const strict = { policy: { ...PLATFORM_POLICY, autoApprove: false, withoutScore: 'decline' as const }, now: NOW };
const underReview = anApplication({ state: 'underReview', creditOutcome: 'notAvailable' });
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe('an application', () => {
  it('holds its pet until its time runs out', () => {
    const application = anApplication();
    assert.deepEqual(application.holdUntil, later(48));
    assert.deepEqual(expire(application, later(47)).facts, []);
    const { state, facts } = expire(application, later(48));
    assert.equal(state.state, 'expired');
    assert.deepEqual(state.petDuty, { kind: 'release' });
    assert.deepEqual(facts, [{ type: 'applicationChanged', state: 'expired', reason: 'HOLD_EXPIRED' }]);
  });
  it('names the answer that is wrong', () => {
    const { answers } = anApplication();
    for (const [field, value] of [
      ['housing', 'tent'],
      ['household', 0],
      ['hoursAlone', 25],
      ['reason', '  '],
    ] as const) {
      const about = { ...anApplication(), answers: { ...answers, [field]: value } };
      assert.throws(() => submit(about, { now: NOW, holdHours: 48 }), { reason: 'INVALID_ANSWERS', details: { field } });
    }
  });
  it('gives the pet up when the adopter withdraws, once', () => {
    const { state } = withdraw(anApplication(), NOW);
    assert.equal(state.state, 'withdrawn');
    assert.deepEqual(state.nextActionAt, NOW);
    assert.deepEqual(withdraw(state, NOW).facts, []);
    assert.throws(() => withdraw(anApplication({ state: 'declined' }), NOW), { reason: 'APPLICATION_CLOSED' });
  });
  it('has nothing due once catalog was told', () => {
    const { state } = withdraw(anApplication(), NOW);
    assert.equal(petDutyDone(state, { kind: 'release' }).state.nextActionAt, undefined);
    assert.deepEqual(petDutyDone(state, { kind: 'hold', hours: 72 }).state, state);
  });
  it('ends when the pet went to someone else', () => {
    assert.equal(losePet(anApplication({ state: 'approved' }), NOW, 'PET_HELD').state.state, 'expired');
  });
});

describe('the credit check', () => {
  it('approves whoever passes where the shop says so, and holds the pet on', () => {
    const { state } = applyCredit(anApplication(), { outcome: 'passed', tier: 'gold' }, at);
    assert.equal(state.state, 'approved');
    assert.equal(state.tier, 'gold');
    assert.equal(state.approvedBy, 'policy');
    assert.deepEqual(state.holdUntil, later(72));
    assert.deepEqual(state.petDuty, { kind: 'hold', hours: 72 });
  });
  it('sends whoever passes to a shop that looks at everyone', () => {
    assert.equal(applyCredit(anApplication(), { outcome: 'passed', tier: 'gold' }, strict).state.state, 'underReview');
  });
  it('declines below the threshold, with the reason', () => {
    const { state } = applyCredit(anApplication(), { outcome: 'rejected' }, at);
    assert.deepEqual([state.state, state.reason, state.petDuty], ['declined', 'ZHIMA_BELOW_THRESHOLD', { kind: 'release' }]);
  });
  for (const [outcome, reason] of [
    ['notAvailable', 'ZHIMA_NO_DATA'],
    ['notAuthorised', 'ZHIMA_NOT_AUTHORISED'],
  ] as const) {
    it(`goes to review or is declined, as the shop says, when the answer is ${outcome}`, () => {
      const reviewed = applyCredit(anApplication(), { outcome }, at).state;
      assert.deepEqual([reviewed.state, reviewed.reason], ['underReview', reason]);
      assert.equal(applyCredit(anApplication(), { outcome }, strict).state.state, 'declined');
    });
  }
  it('can be tried again after Zhima could not be reached', () => {
    const { state } = applyCredit(anApplication(), { outcome: 'unreachable' }, strict);
    assert.deepEqual([state.state, state.reason], ['underReview', 'ZHIMA_UNREACHABLE']);
    assert.equal(applyCredit(state, { outcome: 'passed', tier: 'basic' }, at).state.state, 'approved');
  });
  it('does not take a decided application back', () => {
    const approved = applyCredit(anApplication(), { outcome: 'passed', tier: 'gold' }, at).state;
    assert.deepEqual(applyCredit(approved, { outcome: 'rejected' }, at).facts, []);
    assert.throws(() => applyCredit(anApplication({ state: 'withdrawn' }), { outcome: 'passed' }, at), { reason: 'APPLICATION_CLOSED' });
  });
});

describe('the shop’s review', () => {
  it('approves without a score at the tier for reviewed adopters', () => {
    const { state, facts } = decideByStaff(underReview, { kind: 'approve', text: '' }, at);
    assert.deepEqual([state.state, state.tier, state.approvedBy], ['approved', 'manual', 'staff']);
    assert.deepEqual(facts, [{ type: 'applicationChanged', state: 'approved', reason: 'SHOP_APPROVED' }]);
  });
  it('needs words for a refusal and for a question', () => {
    for (const kind of ['decline', 'ask'] as const) {
      assert.throws(() => decideByStaff(underReview, { kind, text: ' ' }, at), { reason: 'REASON_REQUIRED' });
    }
  });
  it('gets an answer to its question, and then decides', () => {
    const asked = decideByStaff(underReview, { kind: 'ask', text: '白天谁照顾它？' }, at).state;
    assert.equal(asked.state, 'asked');
    const answered = answerQuestion(asked, '我母亲在家。', NOW).state;
    assert.deepEqual([answered.state, answered.answer], ['underReview', '我母亲在家。']);
    assert.equal(decideByStaff(answered, { kind: 'approve', text: '' }, at).state.state, 'approved');
  });
  it('does the same thing twice only once', () => {
    const declined = decideByStaff(underReview, { kind: 'decline', text: '住处太小' }, at).state;
    assert.deepEqual(decideByStaff(declined, { kind: 'decline', text: '住处太小' }, at).facts, []);
    assert.throws(() => decideByStaff(declined, { kind: 'approve', text: '' }, at), { reason: 'APPLICATION_NOT_UNDER_REVIEW' });
  });
  it('takes no answer where nothing was asked', () => {
    assert.throws(() => answerQuestion(underReview, '嗯', NOW), { reason: 'NO_QUESTION' });
  });
});

describe('an approved application', () => {
  const approved = anApplication({ state: 'approved' });
  it('can be drafted from, the last draft counting', () => {
    const first = draftFrom(approved, 'C1').state;
    assert.equal(draftFrom(first, 'C2').state.contractId, 'C2');
    assert.throws(() => draftFrom(underReview, 'C1'), { reason: 'APPLICATION_NOT_APPROVED' });
  });
  it('ends with its contract and never expires after', () => {
    const { state } = contracted(approved, 'C1', NOW);
    assert.equal(state.state, 'contracted');
    assert.equal(state.nextActionAt, undefined);
    assert.deepEqual(contracted(state, 'C1', NOW).facts, []);
  });
});
