import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AWorld } from '../../test/a-world.ts';
import { payAtCashier } from './cashier.ts';
import { evolve } from './event.ts';
import { openIdFor } from './numbers.ts';
import { expireTrade } from './trade-manage.ts';
import { emptyWorld, tradeFor } from './world.ts';

const anOrder = (alipay: AWorld, changes: object = {}) => ({
  out_trade_no: 'S1',
  total_amount: '9.90',
  subject: '猫罐头',
  product_code: 'JSAPI_PAY',
  op_app_id: alipay.shop.authAppId,
  buyer_open_id: alipay.keep(openIdFor(alipay.world, alipay.shop.authAppId, alipay.user.userId)).openId,
  ...changes,
});
const statusOf = (alipay: AWorld, outTradeNo: string) => tradeFor(alipay.world, alipay.shop, { outTradeNo })?.status;

describe('a trade for the cashier', () => {
  it('is the same trade for the same data, and refused for other data', () => {
    const alipay = new AWorld('2026-07-01');
    const create = (changes: object) => alipay.says('alipay.trade.create', anOrder(alipay, changes));
    assert.equal(create({}), 'ok');
    assert.equal(create({}), 'ok');
    assert.equal(alipay.world.trades.size, 1);
    assert.equal(create({ total_amount: '9.91' }), 'ACQ.CONTEXT_INCONSISTENT');
    assert.equal(create({ subject: '狗粮' }), 'ACQ.CONTEXT_INCONSISTENT');
  });

  for (const [changes, said] of [
    [{ total_amount: '0.00' }, 'ACQ.TOTAL_FEE_EXCEED'],
    [{ total_amount: '100000000.01' }, 'ACQ.TOTAL_FEE_EXCEED'],
    [{ total_amount: '1.234' }, 'ACQ.INVALID_PARAMETER'],
    [{ subject: 'a=b' }, 'ACQ.INVALID_PARAMETER'],
    [{ out_trade_no: 'A-1' }, 'ACQ.INVALID_PARAMETER'],
    [{ out_trade_no: 'A'.repeat(65) }, 'ACQ.INVALID_PARAMETER'],
    [{ product_code: 'FACE_TO_FACE' }, 'ACQ.INVALID_PARAMETER'],
    [{ op_app_id: '2021000000009999' }, 'ACQ.UNBOUND_APPLICATION'],
    [{ buyer_open_id: 'nobody' }, 'ACQ.BUYER_NOT_EXIST'],
    [{ timeout_express: '16d' }, 'ACQ.INVALID_PARAMETER'],
  ] as const)
    it(`is refused with ${said} for ${JSON.stringify(changes).slice(0, 50)}`, () => {
      const alipay = new AWorld('2026-07-01');
      assert.equal(alipay.says('alipay.trade.create', anOrder(alipay, changes)), said);
    });

  it('does not know an open_id that belongs to another app', () => {
    const alipay = new AWorld('2026-07-01');
    const { openId } = alipay.keep(openIdFor(alipay.world, alipay.otherShop.authAppId, alipay.user.userId));
    assert.equal(alipay.says('alipay.trade.create', anOrder(alipay, { buyer_open_id: openId })), 'ACQ.BUYER_NOT_EXIST');
  });

  it('closes by itself when its time is over, and is notified without refund fields', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.call('alipay.trade.create', anOrder(alipay, { timeout_express: '30m' }));
    const trade = [...alipay.world.trades.values()][0]!;
    assert.deepEqual(expireTrade(alipay.world, trade, alipay.now + 29 * 60_000), []);
    alipay.keep({ events: expireTrade(alipay.world, trade, alipay.now + 30 * 60_000) });
    assert.equal(statusOf(alipay, 'S1'), 'TRADE_CLOSED');
    const { fields } = [...alipay.world.notifies.values()][0]!;
    assert.deepEqual([fields.trade_status, fields.refund_fee, fields.gmt_close], ['TRADE_CLOSED', undefined, '2026-07-01 10:30:00']);
    assert.equal(alipay.world.expiries.size, 0);
  });

  it('is paid once, by the buyer only, with the right password', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.call('alipay.trade.create', anOrder(alipay));
    const pay = (input: { password?: string; user?: typeof alipay.user }) => {
      const trade = [...alipay.world.trades.values()][0]!;
      return alipay.keep(
        payAtCashier(alipay.world, trade, { user: alipay.user, channel: 'balance', password: '123456', now: alipay.now, ...input }),
      ).outcome;
    };
    assert.equal(pay({ password: '654321' }), 'wrongPassword');
    assert.equal(alipay.user.wrongPasswords, 1);
    assert.equal(pay({ user: { ...alipay.user, userId: '2088999' } }), 'wrongPayer');
    assert.equal(pay({}), 'paid');
    assert.equal(pay({}), 'notPayable');
    assert.equal(alipay.user.funds.balance, 100_000 - 990);
  });
});

describe('a refund', () => {
  const paidTrade = () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    alipay.pay(agreementNo, 'P1');
    const refund = (yuan: string, number?: string) =>
      alipay.says('alipay.trade.refund', { out_trade_no: 'P1', refund_amount: yuan, out_request_no: number });
    return { alipay, refund };
  };

  it('needs a number of its own when it is partial, and happens once per number', () => {
    const { alipay, refund } = paidTrade();
    assert.equal(refund('29.00'), 'ACQ.INVALID_PARAMETER');
    assert.equal(refund('29.00', 'R1'), 'ok');
    assert.equal(refund('29.00', 'R1'), 'ok');
    assert.equal(refund('30.00', 'R1'), 'ACQ.DISCORDANT_REPEAT_REQUEST');
    assert.equal(refund('100.01', 'R2'), 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL');
    assert.equal(statusOf(alipay, 'P1'), 'TRADE_SUCCESS');
    assert.equal(refund('100.00', 'R2'), 'ok');
    assert.equal(statusOf(alipay, 'P1'), 'TRADE_CLOSED');
    assert.equal(refund('0.01', 'R3'), 'ACQ.TRADE_STATUS_ERROR');
    assert.equal(alipay.user.funds.balance, 100_000);
  });

  it('is paid from the shop’s own money', () => {
    const { alipay, refund } = paidTrade();
    alipay.keep({ events: [{ type: 'merchant', merchant: { ...alipay.world.merchants.get(alipay.shop.authAppId)!, balanceFen: 100 } }] });
    assert.equal(refund('129.00'), 'ACQ.SELLER_BALANCE_NOT_ENOUGH');
  });

  it('shows in its query, under the trade’s number where none was given, and is absent otherwise', () => {
    const { alipay, refund } = paidTrade();
    refund('129.00');
    const found = alipay.call('alipay.trade.fastpay.refund.query', { out_trade_no: 'P1', out_request_no: 'P1' });
    assert.equal(found.ok && found.fields.refund_status, 'REFUND_SUCCESS');
    const absent = alipay.call('alipay.trade.fastpay.refund.query', { out_trade_no: 'P1', out_request_no: 'R9' });
    assert.deepEqual(absent, { ok: true, fields: {} });
  });
});

describe('whatever is asked, in any order', () => {
  it('money is neither made nor lost, a period is paid once, and the journal rebuilds the same world', () => {
    const step = fc.record({
      day: fc.integer({ min: 0, max: 9 }),
      what: fc.constantFrom('pay', 'refund', 'close', 'unsign', 'postpone'),
      n: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const alipay = new AWorld('2026-06-28');
        const { agreementNo } = alipay.sign();
        for (const { day, what, n } of steps) {
          alipay.now += day * 86_400_000;
          if (what === 'pay') alipay.pay(agreementNo, `P${n}`);
          if (what === 'refund')
            alipay.call('alipay.trade.refund', { out_trade_no: `P${n}`, refund_amount: '29.00', out_request_no: `R${day}` });
          if (what === 'close') alipay.call('alipay.trade.close', { out_trade_no: `P${n}` });
          if (what === 'unsign' && n === 6) alipay.call('alipay.user.agreement.unsign', { agreement_no: agreementNo });
          if (what === 'postpone')
            alipay.call('alipay.user.agreement.executionplan.modify', {
              agreement_no: agreementNo,
              deduct_time: `2026-${String(6 + n).padStart(2, '0')}-06`,
            });
        }
        const shop = alipay.world.merchants.get(alipay.shop.authAppId)!;
        assert.equal(alipay.user.funds.balance + shop.balanceFen, 100_000);
        const paid = [...alipay.world.trades.values()].filter(({ paidAt }) => paidAt !== undefined);
        assert.equal(new Set(paid.map(({ planDate }) => planDate)).size, paid.length);
        const rebuilt = emptyWorld(alipay.world.appId);
        for (const event of JSON.parse(JSON.stringify(alipay.events))) evolve(rebuilt, event);
        assert.deepEqual(JSON.parse(JSON.stringify([...rebuilt.trades])), JSON.parse(JSON.stringify([...alipay.world.trades])));
        assert.deepEqual([rebuilt.sequence, rebuilt.users.get(alipay.user.userId)?.funds], [alipay.world.sequence, alipay.user.funds]);
      }),
      { numRuns: 200 },
    );
  });
});
