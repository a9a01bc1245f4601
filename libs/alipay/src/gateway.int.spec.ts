import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import { FakeAlipay, type Reply, signatureHolds, signedAnswer, signedNotify } from '../test/fake-alipay.ts';
import { type Alipay, openAlipay } from './alipay.ts';

const TOKEN = 'shop-token';
const CHARGE = {
  outTradeNo: 'c1_1_1',
  amountFen: fen(12_900),
  subject: '豆豆/月付=1',
  productCode: 'GENERAL_WITHHOLDING',
  agreementNo: 'a1',
};

describe('the door to Alipay', () => {
  const fake = new FakeAlipay();
  let alipay: Alipay;
  before(async () => {
    const addresses = await fake.start();
    alipay = openAlipay({ ...fake.keys, ...addresses, timeoutMs: 1_000 }, () => new Date('2026-11-22T16:00:00Z'));
  });
  after(() => fake.stop());

  const pay = (reply: Reply) => {
    fake.replyWith(reply);
    return alipay.pay(TOKEN, CHARGE);
  };
  const answer = (body: Record<string, unknown>) => signedAnswer('alipay.trade.pay', body);

  it('withholds the amount in yuan, with the shop’s token, signed, in Shanghai time', async () => {
    const paid = await pay(answer({ code: '10000', msg: 'Success', trade_no: '2026', out_trade_no: 'c1_1_1', total_amount: '129.00' }));
    assert.deepEqual(paid, { outcome: 'succeeded', tradeNo: '2026' });
    const { parameters, signed, method } = fake.received.at(-1)!;
    assert.equal(method, 'alipay.trade.pay');
    assert.equal(signed, true);
    assert.equal(parameters.app_auth_token, TOKEN);
    assert.equal(parameters.timestamp, '2026-11-23 00:00:00');
    assert.deepEqual(JSON.parse(parameters.biz_content!), {
      out_trade_no: 'c1_1_1',
      total_amount: '129.00',
      subject: '豆豆 月付 1',
      product_code: 'GENERAL_WITHHOLDING',
      agreement_params: { agreement_no: 'a1' },
    });
  });

  it('tells a certain refusal by its class', async () => {
    const refused = await pay(answer({ code: '40004', msg: 'Business Failed', sub_code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' }));
    assert.deepEqual(refused, { outcome: 'refused', class: 'payerCannotPayNow', code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' });
  });

  const undecided: [string, Reply][] = [
    ['silence', { silent: true }],
    ['"processing"', answer({ code: '10003', msg: 'processing' })],
    ['a system error', answer({ code: '20000', sub_code: 'ACQ.SYSTEM_ERROR' })],
    ['"processing" with a code that would be certain', answer({ code: '10003', sub_code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' })],
    ['a code nobody has listed', answer({ code: '40004', sub_code: 'ACQ.BRAND_NEW' })],
    ['a date that does not match', answer({ code: '40004', sub_code: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH' })],
    ['a success of another trade', answer({ code: '10000', trade_no: '2026', out_trade_no: 'c2_1_1', total_amount: '129.00' })],
    ['a success over another amount', answer({ code: '10000', trade_no: '2026', out_trade_no: 'c1_1_1', total_amount: '12.90' })],
    ['a success without a trade number', answer({ code: '10000', out_trade_no: 'c1_1_1', total_amount: '129.00' })],
    ['an unsigned success', { raw: '{"alipay_trade_pay_response":{"code":"10000","trade_no":"2026","out_trade_no":"c1_1_1"}}' }],
    ['a success with a false signature', { raw: answer({ code: '10000', out_trade_no: 'c1_1_1' }).raw.replace('10000', '10001') }],
    ['an unsigned error_response', { raw: '{"error_response":{"code":"40004","sub_code":"ACQ.BUYER_BALANCE_NOT_ENOUGH"}}' }],
    [
      'a signed error_response',
      { raw: answer({ code: '40002', sub_code: 'isv.code-invalid' }).raw.replace('alipay_trade_pay_response', 'error_response') },
    ],
    ['an HTTP error', { status: 502, raw: '<html>' }],
    ['an answer that is no JSON', { raw: 'oops' }],
  ];
  for (const [what, reply] of undecided) {
    it(`holds the outcome to be unknown after ${what}`, async () => {
      assert.equal((await pay(reply)).outcome, 'unknown');
    });
  }

  it('finds no trade where Alipay knows none', async () => {
    fake.replyWith(signedAnswer('alipay.trade.query', { code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST' }));
    assert.deepEqual(await alipay.queryTrade(TOKEN, 'c1_1_1'), { outcome: 'succeeded', status: 'notExist', paid: false });
  });

  it('takes a token answer without a code for a success', async () => {
    fake.replyWith(signedAnswer('alipay.system.oauth.token', { access_token: 't', open_id: 'o' }));
    assert.deepEqual(await alipay.exchangeAuthCode(TOKEN, 'code'), {
      outcome: 'succeeded',
      openId: 'o',
      userId: undefined,
      accessToken: 't',
    });
    assert.equal(fake.received.at(-1)!.parameters.grant_type, 'authorization_code');
  });

  it('signs the mandate for the client: encoded twice for the mini-program, a page for the browser', () => {
    const { signString, pageUrl } = alipay.signString(TOKEN, {
      productCode: 'GENERAL_WITHHOLDING',
      personalProductCode: 'CYCLE_PAY_AUTH_P',
      signScene: 'INDUSTRY|PET',
      externalAgreementNo: 'C1',
      executeDate: '2026-12-06',
      singleCapFen: fen(12_900),
      totalPayments: 12,
      notifyUrl: 'http://localhost/notify',
      returnUrl: 'http://localhost/back',
    });
    for (const query of [decodeURIComponent(signString), new URL(pageUrl).search.slice(1)]) {
      const parameters = Object.fromEntries(new URLSearchParams(query));
      assert.equal(signatureHolds(parameters), true);
      assert.equal(JSON.parse(parameters.biz_content!).period_rule_params.single_amount, '129.00');
      assert.equal(parameters.notify_url, 'http://localhost/notify');
    }
  });

  it('sends nothing without the shop’s token', async () => {
    const before = fake.received.length;
    await assert.rejects(() => alipay.pay('', CHARGE));
    assert.equal(fake.received.length, before);
  });

  it('refuses to open without Alipay’s public key', () => {
    const options = { ...fake.keys, gateway: 'http://127.0.0.1:1/gateway.do', endpoint: 'http://127.0.0.1:1', timeoutMs: 1 };
    assert.throws(() => openAlipay({ ...options, alipayPublicKeyPem: ' ' }), /alipay-public.pem is empty/);
    assert.throws(() => openAlipay({ ...options, privateKeyPem: options.privateKeyPem.replaceAll('PRIVATE', 'RSA PRIVATE') }), /PKCS#8/);
  });

  describe('a notify', () => {
    const fields = { notify_id: 'n1', out_trade_no: 'c1_1_1', subject: '100%豆豆', body: '', total_amount: '129.00' };

    it('is true when Alipay signed it, percent signs and empty fields included', () => {
      assert.equal(alipay.verifyNotify(signedNotify(fields)), true);
    });
    it('is false after any field was changed, added or taken away', () => {
      const form = signedNotify(fields);
      assert.equal(alipay.verifyNotify({ ...form, total_amount: '0.01' }), false);
      assert.equal(alipay.verifyNotify({ ...form, seller_id: '2088' }), false);
      const { subject: _, ...shorter } = form;
      assert.equal(alipay.verifyNotify(shorter), false);
      assert.equal(alipay.verifyNotify({ ...form, sign: '' }), false);
    });
    it('is false with any signature type but RSA2', () => {
      const weak = signedNotify(fields, 'RSA-SHA1');
      for (const type of ['RSA', 'MD5', 'constructor']) assert.equal(alipay.verifyNotify({ ...weak, sign_type: type }), false);
    });
  });
});
