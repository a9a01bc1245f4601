import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyAnswer, TRIES, writeMessage } from './message.ts';
import { choose, TEMPLATES, templateFor } from './opt-ins.ts';
import { wordsOf } from './words.ts';

const now = new Date('2026-11-23T02:00:00Z');
const to = { source: 'c_2', merchantId: 'm', adopterId: 'a' };
const notice = { kind: 'chargeNotice' as const, contractId: 'c', period: 2, amountFen: 12_900, date: '2026-12-18', planDate: '2026-12-23' };
const { state: message } = writeMessage(to, notice, now);

describe('a message', () => {
  it('is named for what it tells of, so that it exists once', () => {
    assert.equal(message._id, 'chargeNotice:c_2');
  });
  it('names amount, first try and plan day before a charge, in both languages', () => {
    const { text, textEn } = wordsOf(notice);
    for (const part of ['129.00', '2026-12-18', '2026-12-23']) {
      assert.ok(text.includes(part));
      assert.ok(textEn.includes(part));
    }
  });
  it('is tried again when the answer is unknown, and given up after a few tries', () => {
    let state = message;
    for (let n = 1; n < TRIES; n += 1) {
      state = applyAnswer(state, 'unknown', now).state;
      assert.equal(state.delivery, 'queued');
      assert.ok(state.nextActionAt && state.nextActionAt > now);
    }
    assert.equal(applyAnswer(state, 'unknown', now).state.delivery, 'failed');
  });
  it('is not tried again when the adopter did not subscribe', () => {
    const { state, facts } = applyAnswer(message, 'notSubscribed', now);
    assert.equal(state.nextActionAt, undefined);
    assert.deepEqual(facts, [{ type: 'messageDelivered', adopterId: 'a', delivery: 'notSubscribed' }]);
    assert.deepEqual(applyAnswer(state, 'sent', now).facts, []);
  });
});

describe('subscription templates', () => {
  it('cover every kind of message and are at most three', () => {
    assert.ok(TEMPLATES.length <= 3);
    assert.equal(templateFor('overdue')?.templateId, 'petpact-charge');
  });
  it('are granted and refused one by one', () => {
    const granted = choose([], { granted: ['petpact-charge', 'petpact-parcel'], refused: [] });
    assert.deepEqual(choose(granted, { granted: [], refused: ['petpact-charge'] }), ['petpact-parcel']);
    assert.throws(() => choose([], { granted: ['other'], refused: [] }), { reason: 'UNKNOWN_TEMPLATE' });
  });
});
