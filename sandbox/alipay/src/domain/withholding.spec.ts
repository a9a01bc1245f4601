import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AWorld } from '../../test/a-world.ts';

describe('a deduction from a signed agreement', () => {
  for (const [day, said] of [
    ['2026-06-30', 'ACQ.CYCLE_PAY_DATE_NOT_MATCH'],
    ['2026-07-01', 'ok'],
    ['2026-07-06', 'ok'],
    ['2026-07-07', 'ACQ.CYCLE_PAY_DATE_NOT_MATCH'],
  ] as const)
    it(`with the plan day 6 July is answered ${said} on ${day}`, () => {
      const alipay = new AWorld('2026-06-20');
      const { agreementNo } = alipay.sign();
      assert.equal(alipay.today(day).pay(agreementNo, 'P1'), said);
    });

  it('opens its window on Shanghai’s midnight, not on Greenwich’s', () => {
    const alipay = new AWorld('2026-06-20');
    const { agreementNo } = alipay.sign();
    alipay.now = Date.parse('2026-06-30T15:59:59Z');
    assert.equal(alipay.pay(agreementNo, 'P1'), 'ACQ.CYCLE_PAY_DATE_NOT_MATCH');
    alipay.now = Date.parse('2026-06-30T16:00:00Z');
    assert.equal(alipay.pay(agreementNo, 'P1'), 'ok');
  });

  it('has the window that the switch says', () => {
    const alipay = new AWorld('2026-06-20');
    alipay.world.switches = { ...alipay.world.switches, windowBefore: 3, windowAfter: 1 };
    const { agreementNo } = alipay.sign();
    assert.equal(alipay.today('2026-07-02').pay(agreementNo, 'P1'), 'ACQ.CYCLE_PAY_DATE_NOT_MATCH');
    assert.equal(alipay.today('2026-07-07').pay(agreementNo, 'P2'), 'ok');
  });

  it('succeeds once in a period, then the plan date is a month on', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    assert.equal(alipay.pay(agreementNo, 'P1'), 'ok');
    assert.equal(alipay.pay(agreementNo, 'P1'), 'ACQ.TRADE_HAS_SUCCESS');
    assert.equal(alipay.today('2026-07-06').pay(agreementNo, 'P2'), 'ACQ.CYCLE_PAY_DATE_NOT_MATCH');
    assert.equal(alipay.agreement(agreementNo).nextDate, '2026-08-06');
    assert.equal(alipay.today('2026-08-01').pay(agreementNo, 'P2'), 'ok');
  });

  it('leaves the date where it is after a miss, so that the next period cannot be taken until it is postponed', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    assert.equal(alipay.today('2026-08-06').pay(agreementNo, 'P2'), 'ACQ.CYCLE_PAY_DATE_NOT_MATCH');
    const modify = { agreement_no: agreementNo, deduct_time: '2026-08-06', memo: '' };
    assert.equal(alipay.says('alipay.user.agreement.executionplan.modify', modify), 'ok');
    assert.equal(alipay.pay(agreementNo, 'P2'), 'ok');
    assert.equal(alipay.agreement(agreementNo).nextDate, '2026-09-06');
  });

  it('never takes more than was signed: one amount, the sum, the count', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign({ totalPayments: 2, totalAmountFen: 20_000 });
    assert.equal(alipay.pay(agreementNo, 'P1', '129.01'), 'ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED');
    assert.equal(alipay.pay(agreementNo, 'P1', '129.00'), 'ok');
    assert.equal(alipay.today('2026-08-06').pay(agreementNo, 'P2', '71.01'), 'ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED');
    assert.equal(alipay.pay(agreementNo, 'P2', '71.00'), 'ok');
    assert.equal(alipay.today('2026-09-06').pay(agreementNo, 'P3', '0.01'), 'ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED');
  });

  it('refuses a number that was used with other data, and one whose trade is closed', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    alipay.pay(agreementNo, 'P1');
    assert.equal(alipay.pay(agreementNo, 'P1', '1.00'), 'ACQ.CONTEXT_INCONSISTENT');
    const other = alipay.sign();
    assert.equal(alipay.pay(other.agreementNo, 'P1'), 'ACQ.CONTEXT_INCONSISTENT');
    alipay.world.users.set(alipay.user.userId, { ...alipay.user, funds: { balance: 0, bankCard: 0, huabei: 0 } });
    assert.equal(alipay.pay(other.agreementNo, 'P2'), 'ACQ.BUYER_BALANCE_NOT_ENOUGH');
    assert.equal(alipay.pay(other.agreementNo, 'P2'), 'ACQ.TRADE_HAS_CLOSE');
  });

  it('leaves nothing, a waiting or a closed trade after a refusal, as the switch says', () => {
    for (const [refusedPayLeaves, status] of [
      ['nothing', undefined],
      ['waiting', 'WAIT_BUYER_PAY'],
      ['closed', 'TRADE_CLOSED'],
    ] as const) {
      const alipay = new AWorld('2026-07-01');
      alipay.world.switches = { ...alipay.world.switches, refusedPayLeaves };
      const { agreementNo } = alipay.sign({ singleAmountFen: 1_000_000 });
      assert.equal(alipay.pay(agreementNo, 'P1', '1000.01'), 'ACQ.BUYER_BALANCE_NOT_ENOUGH');
      const answer = alipay.call('alipay.trade.query', { out_trade_no: 'P1' });
      assert.equal(answer.ok ? answer.fields.trade_status : undefined, status);
    }
  });

  it('is refused for a wrong product, a forbidden payer, another shop, an ended agreement and too many tries', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    const content = {
      out_trade_no: 'P1',
      total_amount: '1.00',
      subject: 's',
      product_code: 'CYCLE_PAY_AUTH',
      agreement_params: { agreement_no: agreementNo },
    };
    assert.equal(alipay.says('alipay.trade.pay', content), 'ACQ.AGREEMENT_ERROR');
    assert.equal(alipay.says('alipay.trade.pay', { ...content, product_code: 'JSAPI_PAY' }), 'ACQ.INVALID_PARAMETER');
    assert.equal(alipay.says('alipay.trade.pay', content, alipay.otherShop), 'ACQ.AGREEMENT_NOT_EXIST');
    alipay.world.users.set(alipay.user.userId, { ...alipay.user, enabled: false });
    alipay.world.switches = { ...alipay.world.switches, maxRefusedTries: 2 };
    assert.deepEqual(
      ['T1', 'T2', 'T3'].map((number) => alipay.pay(agreementNo, number)),
      ['ACQ.BUYER_ENABLE_STATUS_FORBID', 'ACQ.BUYER_ENABLE_STATUS_FORBID', 'ACQ.OVER_MAX_DEDUCT_COUNT'],
    );
    alipay.call('alipay.user.agreement.unsign', { agreement_no: agreementNo });
    assert.equal(alipay.pay(agreementNo, 'T4'), 'ACQ.AGREEMENT_STATUS_NOT_NORMAL');
  });

  it('counts periods of days from the plan date', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign({ periodType: 'DAY', period: 30, executeTime: '2026-07-05' });
    alipay.pay(agreementNo, 'P1');
    assert.equal(alipay.agreement(agreementNo).nextDate, '2026-08-04');
  });
});
