import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anAdoption, anInstalment, aPlan } from '../../../test/fixtures/adoption.ts';
import { TEXTS } from '../../i18n/texts.ts';
import { nextOf, sayNext } from './next-step.ts';
import { storyOf } from './story-lines.ts';

const { zh, en } = TEXTS;

describe('what happens next', () => {
  it('to a running plan is its next charge, with period and time', () => {
    const plan = aPlan({
      nextStep: 'charge',
      nextStepTime: '2026-12-18T02:00:00Z',
      instalments: [anInstalment(1, { state: 'paid' }), anInstalment(2)],
    });
    const next = nextOf(anAdoption({ plan }));
    assert.deepEqual(next, { kind: 'charge', period: 2, time: '2026-12-18T02:00:00Z' });
    assert.equal(sayNext(next, zh, 'zh'), '2026年12月18日 10:00 扣第 2 期');
    assert.equal(sayNext(next, en, 'en'), 'Period 2 is charged at Dec 18, 2026, 10:00');
  });
  it('to a charge without a proved outcome names the period that is being looked up', () => {
    const instalments = [anInstalment(1, { state: 'paid' }), anInstalment(2, { state: 'unknown' }), anInstalment(3)];
    assert.deepEqual(nextOf(anAdoption({ plan: aPlan({ nextStep: 'resolve', nextStepTime: undefined, instalments }) })), {
      kind: 'resolve',
      period: 2,
      time: undefined,
    });
  });
  it('to a signed contract is the mandate, or the day of handover where the plan starts there', () => {
    const plan = aPlan({ state: 'awaitingMandate' });
    assert.equal(nextOf(anAdoption({ contract: { state: 'signed' }, plan })).kind, 'signed');
    assert.equal(nextOf(anAdoption({ contract: { state: 'signed' }, plan: undefined })).kind, 'planOpening');
    assert.equal(
      nextOf(anAdoption({ contract: { state: 'signed', handoverDate: '', terms: { planStart: 'handover' } }, plan: undefined })).kind,
      'bookHandover',
    );
  });
  it('before a handover waits for whoever has not confirmed', () => {
    const booked = { state: 'awaitingHandover', handoverDate: '2026-11-25', adopterConfirmed: false, shopConfirmed: false } as const;
    const kindOf = (contract: object) => nextOf(anAdoption({ contract: { ...booked, ...contract } })).kind;
    assert.deepEqual(
      [kindOf({}), kindOf({ adopterConfirmed: true }), kindOf({ shopConfirmed: true }), kindOf({ handoverDate: '' })],
      ['handoverOn', 'shopConfirms', 'adopterConfirms', 'bookHandover'],
    );
  });
  it('to a paused contract is its own end of the pause', () => {
    const next = nextOf(anAdoption({ contract: { state: 'paused', pausedUntilDate: '2027-01-20' } }));
    assert.equal(sayNext(next, zh, 'zh'), '已暂停，2027年1月20日 后自动恢复');
  });
  it('to a stopped plan says why it stopped', () => {
    const next = nextOf(anAdoption({ plan: aPlan({ state: 'suspended', reason: 'stopManual: RISK' }) }));
    assert.equal(sayNext(next, zh, 'zh'), '扣款已中止：支付宝要求人工处理');
  });
  it('to a contract that is over is nothing', () => {
    for (const state of ['completed', 'terminated', 'breached', 'expired'] as const)
      assert.equal(nextOf(anAdoption({ contract: { state } })).kind, 'ended');
  });
});

describe('the story of a contract', () => {
  it('is told from the newest to the oldest, with payments and parcels in it', () => {
    const lines = storyOf(anAdoption({}), zh);
    assert.deepEqual(
      lines.map(({ atTime }) => atTime),
      lines
        .map(({ atTime }) => atTime)
        .toSorted()
        .reverse(),
    );
    assert.ok(lines.some(({ words }) => words === '第 1 期扣款成功 ¥129.00'));
    assert.ok(lines.some(({ words }) => words === '第 1 期口粮已发货'));
    assert.equal(lines.at(-1)?.words, '协议已生成');
  });
  it('says a fact it has no words for as an update, never as a code', () => {
    const timeline = [{ type: 'somethingNew', atTime: '2026-11-22T02:00:00Z', actorKind: 'service', reason: '' }];
    assert.equal(storyOf(anAdoption({ contract: { timeline }, plan: undefined, shipments: [] }), en)[0]?.words, 'Contract updated');
  });
});
