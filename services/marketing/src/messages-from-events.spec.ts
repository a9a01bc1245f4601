import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aCaller } from '@petpact/kit/testing/ports';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { ContractEvent } from '@petpact/proto/contract/v1/contract_events';
import { wordsOf } from './domain/words.ts';
import { messageFor } from './messages-from-events.ts';

const ABOUT = { eventId: 'C:7:0', occurTime: new Date('2026-12-01T02:00:00Z'), merchantId: 'm-1', aggregateId: 'C', version: 7 };
const incoming = (topic: string, type: string, value: Uint8Array) =>
  messageFor({
    topic,
    type,
    value,
    key: 'C',
    headers: {},
    eventId: ABOUT.eventId,
    source: 'test',
    time: ABOUT.occurTime,
    version: 7,
    caller: aCaller({ merchantId: 'm-1' }),
  });
const ofContract = (payload: NonNullable<ContractEvent['payload']>) =>
  incoming('contract.events.v1', payload.$case, ContractEvent.encode({ ...ABOUT, payload }).finish());
const ofBilling = (payload: NonNullable<BillingEvent['payload']>) =>
  incoming('billing.events.v1', payload.$case, BillingEvent.encode({ ...ABOUT, payload }).finish());
const ended = (reason: string) => ofContract({ $case: 'contractTerminated', value: { adopterId: 'a-1', reason } });

describe('an adopter whose contract ends', () => {
  it('is told of it once, whatever the cause', () => {
    assert.deepEqual(ended('petDied'), {
      merchantId: 'm-1',
      adopterId: 'a-1',
      source: 'C:7:0',
      content: { kind: 'ended', contractId: 'C', period: 0, detail: 'petDied' },
    });
  });
  it('reads why, in both languages', () => {
    const say = (cause: string) => wordsOf(ended(cause)!.content);
    assert.match(say('petDied').text, /^很遗憾它离开了，请节哀/);
    assert.match(say('shopBreach').text, /^因店铺违约/);
    assert.match(say('adopterWish').textEn, /^You have ended the contract/);
    for (const cause of ['adopterWish', 'petReturned', 'guaranteeIllness', 'shopWish', 'of a later version'])
      assert.match(say(cause).text, /代扣协议同时关闭，不会再有扣款/);
  });
  it('is not told of a mandate being closed where there never was one', () => {
    const { title, text, textEn } = wordsOf(ended('mandateMissing')!.content);
    assert.equal(title, '合约已自动结束');
    assert.doesNotMatch(text, /关闭|退款/);
    assert.doesNotMatch(textEn, /refund/i);
  });
  it('by his own breach is told so', () => {
    const due = ofContract({ $case: 'contractBreached', value: { adopterId: 'a-1' } });
    assert.deepEqual([due?.adopterId, due?.source, due?.content.kind], ['a-1', 'C:7:0', 'breached']);
  });
  it('by the shop’s notice is told the day, and that he may leave for free until then', () => {
    const due = ofContract({ $case: 'endingAnnounced', value: { adopterId: 'a-1', effectiveDate: '2027-01-07' } });
    assert.deepEqual([due?.source, due?.content.kind, due?.content.date], ['C:7:0', 'endingAnnounced', '2027-01-07']);
    const { text, textEn } = wordsOf(due!.content);
    assert.match(text, /2027-01-07 终止.*不收取任何费用/);
    assert.match(textEn, /2027-01-07.*for free/);
  });
  it('is told of every refund by its own number', () => {
    const value = {
      adopterId: 'a-1',
      period: 2,
      amountFen: 12_900,
      refundId: 'C_2_1_R',
      instalmentRefunded: true,
      reason: 'CONTRACT_ENDED',
    };
    const due = ofBilling({ $case: 'refundSucceeded', value });
    assert.deepEqual([due?.source, due?.content], ['C_2_1_R', { contractId: 'C', kind: 'refunded', period: 2, amountFen: 12_900 }]);
    const extra = ofBilling({ $case: 'refundSucceeded', value: { ...value, instalmentRefunded: false, reason: 'paidTwice' } });
    assert.equal(extra?.content.kind, 'overpaid');
  });
  it('gets no message for the plan besides that of the contract', () => {
    assert.equal(ofBilling({ $case: 'planEnded', value: { adopterId: 'a-1', reason: 'petDied' } }), undefined);
  });
});

describe('a mandate that is gone', () => {
  const gone = (cause: string) => wordsOf(ofBilling({ $case: 'mandateRevoked', value: { adopterId: 'a-1', cause } })!.content);
  it('by the person or by Alipay is a thing to ask about', () => {
    for (const cause of ['user', 'alipay']) assert.match(gone(cause).text, /如非本人操作，请联系店铺/);
  });
  it('by the shop wants nothing of the adopter', () => {
    assert.match(gone('merchant').text, /您无需任何操作/);
    assert.doesNotMatch(gone('merchant').text, /联系|重新|签/);
    assert.match(gone('merchant').textEn, /nothing for you to do/);
  });
});
