import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDate } from '@petpact/kit/civil-date';
import { aDraft, anActive, aSigned, byAdopter, NOW } from '../../test/builders.ts';
import { dutyDone, petHeld, renewHold } from './contract.ts';
import { bookHandover, confirmHandover } from './handover.ts';
import { applyPause, applyResume, dropPause, dropResume, endPauseDue, wantPause, wantResume } from './pausing.ts';
import { hearPlan, type PlanFact } from './plan-facts.ts';
import { checkSigning, expireDraft, sign } from './signing.ts';

const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
const read = { textHash: 'hash-1', consent: true };
const request = { requestId: 'r1', reason: '出差', actorKind: 'adopter' };
const handover = { policy: { planStart: 'handover' as const } };

describe('signing', () => {
  it('takes only the text that was read, with consent, in time', () => {
    checkSigning(aDraft(), read, { textHash: 'hash-1', now: NOW });
    assert.throws(() => checkSigning(aDraft(), read, { textHash: 'hash-2', now: NOW }), { reason: 'AGREEMENT_CHANGED' });
    assert.throws(() => checkSigning(aDraft(), { ...read, consent: false }, { textHash: 'hash-1', now: NOW }), {
      reason: 'CONSENT_MISSING',
    });
    assert.throws(() => checkSigning(aDraft(), read, { textHash: 'hash-1', now: days(2) }), { reason: 'DRAFT_EXPIRED' });
    assert.throws(() => checkSigning(aSigned(), read, { textHash: 'hash-1', now: NOW }), { reason: 'CONTRACT_NOT_DRAFT' });
  });
  it('leaves the plan to be opened, the application to be closed and the pet to be held', () => {
    assert.deepEqual(aSigned().duties, [{ kind: 'openPlan' }, { kind: 'markContracted' }, { kind: 'holdPet' }, { kind: 'recordConsent' }]);
  });
  it('opens no plan before a handover is booked where the plan starts there', () => {
    assert.equal(
      aSigned(handover).duties.some(({ kind }) => kind === 'openPlan'),
      false,
    );
  });
  it('has a line in the contract’s story and happens once', () => {
    const signed = aSigned();
    assert.deepEqual(
      signed.timeline.map(({ type }) => type),
      ['contractDrafted', 'contractSigned'],
    );
    const copy = { pdfHash: '', pdfBlob: '', signatureBlob: '', signedAt: NOW };
    assert.throws(() => sign(signed, copy, ''), { reason: 'CONTRACT_NOT_DRAFT' });
  });
  it('is over for a draft that expired, and a signed contract never expires', () => {
    assert.equal(expireDraft(aDraft(), byAdopter).state.state, 'expired');
    assert.throws(() => expireDraft(aSigned(), byAdopter), { reason: 'CONTRACT_NOT_DRAFT' });
  });
});

describe('what must still be told to others', () => {
  it('is due at once and stays due until it is done', () => {
    const signed = aSigned();
    assert.deepEqual(signed.nextActionAt, NOW);
    const one = dutyDone(signed, { kind: 'openPlan' }, days(1)).state;
    assert.deepEqual(one.nextActionAt, NOW);
    assert.deepEqual(dutyDone(one, { kind: 'openPlan' }, NOW).state, one);
  });
  it('renews the hold of the pet while the contract waits for its mandate', () => {
    const told = { ...aSigned({ rules: { handoverWithinDays: 60 } }), duties: [{ kind: 'holdPet' as const }] };
    const held = petHeld(told, NOW).state;
    assert.deepEqual(held.nextActionAt, days(28));
    assert.deepEqual(renewHold(held, days(27)).state, held);
    assert.deepEqual(renewHold(held, days(28)).state.duties, [{ kind: 'holdPet' }]);
  });
});

describe('what billing says', () => {
  const hear = (fact: PlanFact, planVersion = 9) => hearPlan(anActive(), fact, { planVersion, now: NOW });

  it('tells in the contract’s story that arrears stopped the plan, that a period is late, and that it goes on', () => {
    const story: PlanFact[] = [
      { type: 'instalmentLate', period: 2 },
      { type: 'planSuspended', reason: 'arrears' },
      { type: 'planResumed', nextPlanDate: '2027-03-23' },
      { type: 'planResumed', nextPlanDate: '2027-03-23' },
    ];
    const { timeline, state } = story.reduce(
      (contract, fact, at) => hearPlan(contract, fact, { planVersion: 9 + at, now: NOW }).state,
      anActive(),
    );
    assert.deepEqual([timeline.slice(-3).map(({ type }) => type), state], [['instalmentLate', 'planSuspended', 'planLifted'], 'active']);
  });
  it('activates a signed contract with its mandate, and gives the pet to the adopter', () => {
    const { state, facts } = hearPlan(aSigned(), { type: 'mandateSigned' }, { planVersion: 2, now: NOW });
    assert.equal(state.state, 'active');
    assert.deepEqual(facts, [{ type: 'contractActivated' }]);
    assert.deepEqual(state.duties.at(-1), { kind: 'adoptPet' });
  });
  it('counts once however often it is said', () => {
    const once = hear({ type: 'mandateRevoked', cause: 'user' }).state;
    assert.deepEqual(hearPlan(once, { type: 'mandateRevoked', cause: 'user' }, { planVersion: 9, now: NOW }).state, once);
  });
  it('completes the contract when every instalment is settled', () => {
    const { state, facts } = hear({ type: 'planCompleted', overdue: 0 });
    assert.equal(state.state, 'completed');
    assert.deepEqual(facts, [{ type: 'contractCompleted' }]);
    assert.equal(state.nextActionAt, undefined);
  });
  it('completes no contract that is still owed something, until it is paid after all', () => {
    const paused = hear({ type: 'planPaused', reason: 'support' }).state;
    for (const before of [anActive(), paused]) {
      const owing = hearPlan(before, { type: 'planCompleted', overdue: 2 }, { planVersion: 10, now: NOW }).state;
      assert.deepEqual([owing.state, owing.pause, owing.nextActionAt], ['active', undefined, undefined]);
      const settled = hearPlan(owing, { type: 'planCompleted', overdue: 0 }, { planVersion: 11, now: NOW });
      assert.deepEqual([settled.state.state, settled.facts], ['completed', [{ type: 'contractCompleted' }]]);
    }
  });
  it('pauses and resumes the contract with the plan', () => {
    const paused = hear({ type: 'planPaused', reason: 'support' }).state;
    assert.equal(paused.state, 'paused');
    assert.equal(
      hearPlan(paused, { type: 'planResumed', nextPlanDate: '2027-02-23' }, { planVersion: 10, now: NOW }).state.state,
      'active',
    );
  });
  it('does not pause again by a fact that an answer has overtaken', () => {
    const resumed = { ...anActive(), planVersion: 12 };
    assert.equal(hearPlan(resumed, { type: 'planPaused', reason: 'x' }, { planVersion: 11, now: NOW }).state.state, 'active');
  });
  it('does not wake a contract that has ended', () => {
    const completed = hear({ type: 'planCompleted', overdue: 0 }).state;
    assert.equal(
      hearPlan(completed, { type: 'planResumed', nextPlanDate: '2027-02-23' }, { planVersion: 10, now: NOW }).state.state,
      'completed',
    );
  });
});

describe('a pause', () => {
  const wanted = wantPause(anActive(), request, NOW).state;

  it('is asked for first and counts only when billing has stopped the charges', () => {
    assert.equal(wanted.state, 'active');
    assert.deepEqual(wanted.duties, [{ kind: 'pausePlan' }]);
    const { state, facts } = applyPause(wanted, byAdopter, wanted.pauseWanted!);
    assert.deepEqual([state.state, state.pauseCount, state.duties], ['paused', 1, []]);
    assert.deepEqual(facts, [{ type: 'contractPaused', reason: '出差' }]);
  });
  it('ends by itself after as many days as the terms allow', () => {
    const { state } = applyPause(wanted, byAdopter, wanted.pauseWanted!);
    assert.equal(state.pause?.until, '2027-01-22');
    assert.deepEqual(endPauseDue(state, days(59)).state, state);
    assert.deepEqual(endPauseDue(state, state.nextActionAt!).state.duties, [{ kind: 'resumePlan' }]);
  });
  it('is refused beyond the times the terms allow', () => {
    const often = { ...anActive(), pauseCount: 2 };
    assert.throws(() => wantPause(often, request, NOW), { reason: 'PAUSE_LIMIT', details: { times: '2' } });
    assert.throws(() => wantPause(anActive({ rules: { pauseTimesMax: 0 } }), request, NOW), { reason: 'PAUSE_LIMIT' });
    assert.throws(() => wantPause(aSigned(), request, NOW), { reason: 'CONTRACT_NOT_ACTIVE' });
  });
  it('is one pause for one request', () => {
    assert.deepEqual(wantPause(wanted, request, NOW).state, wanted);
    assert.throws(() => wantPause(wanted, { ...request, requestId: 'r2' }, NOW), { reason: 'PAUSE_PENDING' });
    const { state } = applyPause(wanted, byAdopter, wanted.pauseWanted!);
    assert.deepEqual(wantPause(state, request, NOW).state, state);
  });
  it('names the charge in flight even when billing’s fact came before its answer', () => {
    const byFact = hearPlan(wanted, { type: 'planPaused', reason: '' }, { planVersion: 4, now: NOW }).state;
    assert.deepEqual([byFact.state, byFact.pause?.reason], ['paused', '出差']);
    const { state, facts } = applyPause(byFact, byAdopter, { ...wanted.pauseWanted!, inFlightPeriod: 3 });
    assert.deepEqual([state.lastPause?.inFlightPeriod, state.pauseCount, facts], [3, 1, []]);
  });
  it('leaves nothing behind when billing will not pause', () => {
    const { state } = dropPause(wanted, NOW);
    assert.deepEqual([state.state, state.pauseWanted, state.duties, state.pauseCount], ['active', undefined, [], 0]);
  });
  it('owes billing nothing more when the plan completes while it is on its way', () => {
    const paused = applyPause(wanted, byAdopter, wanted.pauseWanted!).state;
    for (const under of [wanted, wantResume(paused, 'r3', NOW).state]) {
      const { state } = hearPlan(under, { type: 'planCompleted', overdue: 0 }, { planVersion: 9, now: NOW });
      assert.deepEqual([state.state, state.duties, state.nextActionAt], ['completed', [], undefined]);
    }
  });
  it('is dropped for good even where the wish itself is gone already', () => {
    const { pauseWanted: _, ...left } = wanted;
    assert.deepEqual([dropPause(left, NOW).state.duties, dropPause(left, NOW).state.nextActionAt], [[], undefined]);
    const resuming = wantResume(applyPause(wanted, byAdopter, wanted.pauseWanted!).state, 'r3', NOW).state;
    assert.deepEqual(dropResume({ ...resuming, resumeWanted: undefined }, NOW).state.duties, []);
  });
  it('ends when asked, once', () => {
    const paused = applyPause(wanted, byAdopter, wanted.pauseWanted!).state;
    const resuming = wantResume(paused, 'r3', NOW).state;
    const { state } = applyResume(resuming, byAdopter, '2027-02-23');
    assert.deepEqual([state.state, state.pause, state.duties], ['active', undefined, []]);
    assert.deepEqual(wantResume(state, 'r3', NOW).state, state);
    assert.throws(() => wantResume(state, 'r4', NOW), { reason: 'CONTRACT_NOT_PAUSED' });
  });
});

describe('a handover', () => {
  const day = civilDate('2026-11-30');
  const onDay = { now: new Date('2026-11-30T04:00:00Z'), actorKind: 'staff' };
  const booked = bookHandover(aSigned(handover), day, byAdopter).state;
  const ready = hearPlan({ ...booked, duties: [], dutySince: undefined }, { type: 'mandateSigned' }, { planVersion: 2, now: NOW }).state;

  it('makes the booked day the plan day and opens the plan', () => {
    assert.equal(booked.firstPlanDate, '2026-12-01');
    assert.deepEqual(booked.duties.at(-1), { kind: 'openPlan', handoverDate: '2026-11-30' });
  });
  it('starts the plan only with both confirmations', () => {
    assert.equal(ready.state, 'awaitingHandover');
    const one = confirmHandover(ready, 'shop', onDay);
    assert.equal(one.state.state, 'awaitingHandover');
    assert.deepEqual(one.state.duties, []);
    const both = confirmHandover(one.state, 'adopter', onDay);
    assert.equal(both.state.state, 'active');
    assert.deepEqual(both.state.duties, [{ kind: 'startPlan', date: '2026-11-30' }, { kind: 'adoptPet' }]);
    assert.deepEqual(
      both.facts.map((fact) => ('step' in fact ? fact.step : fact.type)),
      ['adopterConfirmed', 'done', 'contractActivated'],
    );
  });
  it('counts each side once', () => {
    const one = confirmHandover(ready, 'shop', onDay).state;
    assert.deepEqual(confirmHandover(one, 'shop', onDay), { state: one, facts: [] });
  });
  it('is not confirmed before its day, nor before the mandate stands', () => {
    assert.throws(() => confirmHandover(ready, 'shop', byAdopter), { reason: 'HANDOVER_TOO_EARLY' });
    assert.throws(() => confirmHandover(booked, 'shop', onDay), { reason: 'MANDATE_MISSING' });
    assert.throws(() => confirmHandover(aSigned(), 'shop', onDay), { reason: 'HANDOVER_NOT_BOOKED' });
  });
  it('moves the plan when it is put off, and is never brought forward', () => {
    const moved = bookHandover(ready, civilDate('2026-12-08'), byAdopter).state;
    assert.deepEqual(moved.duties, [{ kind: 'movePlan', date: '2026-12-08' }]);
    assert.equal(moved.firstPlanDate, '2026-12-08');
    assert.throws(() => bookHandover(moved, civilDate('2026-12-01'), byAdopter), { reason: 'HANDOVER_ONLY_LATER' });
    const again = bookHandover(moved, civilDate('2026-12-10'), byAdopter).state;
    assert.deepEqual(again.duties, [{ kind: 'movePlan', date: '2026-12-10' }]);
  });
  it('goes back to waiting when the mandate is revoked before it', () => {
    assert.equal(hearPlan(ready, { type: 'mandateRevoked', cause: 'user' }, { planVersion: 5, now: NOW }).state.state, 'signed');
  });
  it('moves no money where the plan started at signing', () => {
    const active = bookHandover(anActive(), day, byAdopter).state;
    assert.deepEqual(active.duties, []);
    const done = confirmHandover(confirmHandover(active, 'shop', onDay).state, 'adopter', onDay);
    assert.deepEqual([done.state.state, done.state.duties], ['active', []]);
  });
  it('needs a signed contract and a day that is to come', () => {
    assert.throws(() => bookHandover(aDraft(), day, byAdopter), { reason: 'CONTRACT_NOT_SIGNED' });
    assert.throws(() => bookHandover(aSigned(), civilDate('2026-11-22'), byAdopter), { reason: 'INVALID_DATE' });
  });
});
