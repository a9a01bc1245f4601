import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AlipayRequestError } from 'alipay-sdk';
import { NotifyReceiver } from '../test/notify-receiver.ts';
import { deduction, firstDate, openShop, type Shop } from '../test/shop.ts';
import { type RunningSimulator, startSimulator, temporaryFolder } from '../test/start-simulator.ts';

describe('Alipay’s own SDK against the simulator', () => {
  const receiver = new NotifyReceiver();
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulator: RunningSimulator;
  let shop: Shop;
  let notifyUrl: string;

  before(async () => {
    folder = await temporaryFolder();
    notifyUrl = await receiver.start();
    simulator = await startSimulator(folder.path);
    shop = await openShop(simulator, 'sunny');
  });
  after(async () => {
    await simulator.stop();
    await receiver.stop();
    await folder.remove();
  });

  /** Empty fields are not signed by Alipay, and the SDK does not leave them out (ALIPAY §1.3). */
  const genuine = (notify: Record<string, string>) =>
    shop.sdk.checkNotifySignV2(Object.fromEntries(Object.entries(notify).filter(([, value]) => value !== '')));
  const paid = (outTradeNo: string) => (notify: Record<string, string>) => notify.out_trade_no === outTradeNo;

  it('exchanges an auth code once for a token and an open_id that is the shop’s own', async () => {
    const { authCode } = await simulator.json<{ authCode: string }>('/sandbox/auth-codes', { user: shop.userId, app: shop.authAppId });
    const params = { grantType: 'authorization_code', code: authCode, appAuthToken: shop.appAuthToken };
    const token = (await shop.sdk.exec('alipay.system.oauth.token', params, { validateSign: true })) as Record<string, string>;
    assert.equal(token.openId, shop.openId);
    assert.equal(token.code, undefined);
    const info = await shop.sdk.exec(
      'alipay.user.info.share',
      { authToken: token.accessToken, appAuthToken: shop.appAuthToken },
      { validateSign: true },
    );
    assert.equal(info.nickName, '林小满');
    const again = await shop.sdk.exec('alipay.system.oauth.token', params, { validateSign: true });
    assert.equal(again.subCode, 'isv.code-invalid');
  });

  it('signs an agreement from an sdkExecute string, notifies it and answers its query', async () => {
    const agreementNo = await shop.agreement('AGREEMENT1', undefined, notifyUrl);
    const [notify] = await receiver.take(({ external_agreement_no }) => external_agreement_no === 'AGREEMENT1');
    assert.ok(genuine(notify!));
    assert.equal(notify!.notify_type, 'dut_user_sign');
    assert.equal(notify!.status, 'NORMAL');
    assert.equal(notify!.auth_app_id, shop.authAppId);
    const query = { external_agreement_no: 'AGREEMENT1', personal_product_code: 'CYCLE_PAY_AUTH_P', sign_scene: 'INDUSTRY|PETS' };
    const found = await shop.call('alipay.user.agreement.query', query);
    assert.deepEqual([found.code, found.status, found.agreementNo, found.nextDeductTime], ['10000', 'NORMAL', agreementNo, firstDate()]);
  });

  it('deducts, notifies, answers the query, and moves the plan date a month', async () => {
    const agreementNo = await shop.agreement('AGREEMENT2');
    const pay = await shop.call('alipay.trade.pay', deduction(agreementNo, 'A2_1_1'), notifyUrl);
    assert.deepEqual([pay.code, pay.outTradeNo, pay.receiptAmount], ['10000', 'A2_1_1', '129.00']);
    const [notify] = await receiver.take(paid('A2_1_1'));
    assert.ok(genuine(notify!));
    assert.deepEqual(
      [notify!.trade_status, notify!.total_amount, notify!.seller_id, notify!.trade_no],
      ['TRADE_SUCCESS', '129.00', shop.sellerId, pay.tradeNo],
    );
    const trade = await shop.call('alipay.trade.query', { out_trade_no: 'A2_1_1' });
    assert.deepEqual([trade.tradeStatus, trade.tradeNo], ['TRADE_SUCCESS', pay.tradeNo]);
    const second = await shop.call('alipay.trade.pay', deduction(agreementNo, 'A2_1_2'));
    assert.equal(second.subCode, 'ACQ.CYCLE_PAY_DATE_NOT_MATCH');
  });

  it('refunds once per request number and tells the sum', async () => {
    const agreementNo = await shop.agreement('AGREEMENT3');
    await shop.call('alipay.trade.pay', deduction(agreementNo, 'A3_1_1'), notifyUrl);
    const wish = { out_trade_no: 'A3_1_1', refund_amount: '29.00', out_request_no: 'R1' };
    assert.equal((await shop.call('alipay.trade.refund', wish)).fundChange, 'Y');
    const repeated = await shop.call('alipay.trade.refund', wish);
    assert.deepEqual([repeated.fundChange, repeated.refundFee], ['N', '29.00']);
    const rest = await shop.call('alipay.trade.refund', { ...wish, refund_amount: '100.00', out_request_no: 'R2' });
    assert.equal(rest.refundFee, '129.00');
    const [full] = await receiver.take((notify) => notify.out_biz_no === 'R2');
    assert.ok(genuine(full!));
    assert.deepEqual([full!.trade_status, full!.refund_fee], ['TRADE_CLOSED', '129.00']);
    const found = await shop.call('alipay.trade.fastpay.refund.query', { out_trade_no: 'A3_1_1', out_request_no: 'R1' });
    assert.deepEqual([found.refundStatus, found.refundAmount], ['REFUND_SUCCESS', '29.00']);
    assert.equal(
      (await shop.call('alipay.trade.fastpay.refund.query', { out_trade_no: 'A3_1_1', out_request_no: 'R9' })).refundStatus,
      undefined,
    );
  });

  it('creates a trade that the buyer pays at the cashier, and closes another', async () => {
    const wish = {
      out_trade_no: 'SHOP_1',
      total_amount: '9.90',
      subject: '猫罐头',
      product_code: 'JSAPI_PAY',
      op_app_id: shop.authAppId,
      buyer_open_id: shop.openId,
    };
    const trade = await shop.call('alipay.trade.create', wish, notifyUrl);
    assert.equal((await shop.call('alipay.trade.create', wish, notifyUrl)).tradeNo, trade.tradeNo);
    await simulator.json('/sandbox/pay', { tradeNo: trade.tradeNo, channel: 'huabei' });
    const [notify] = await receiver.take(paid('SHOP_1'));
    assert.ok(genuine(notify!));
    assert.match(notify!.fund_bill_list!, /PCREDIT/);
    assert.equal((await shop.call('alipay.trade.close', { out_trade_no: 'SHOP_1' })).subCode, 'ACQ.TRADE_STATUS_ERROR');
    await shop.call('alipay.trade.create', { ...wish, out_trade_no: 'SHOP_2' });
    assert.equal((await shop.call('alipay.trade.close', { out_trade_no: 'SHOP_2' })).code, '10000');
    assert.equal((await shop.call('alipay.trade.query', { out_trade_no: 'SHOP_2' })).tradeStatus, 'TRADE_CLOSED');
  });

  it('postpones a plan and ends an agreement', async () => {
    const agreementNo = await shop.agreement('AGREEMENT4', undefined, notifyUrl);
    const early = await shop.call('alipay.user.agreement.executionplan.modify', {
      agreement_no: agreementNo,
      deduct_time: '2020-01-01',
      memo: '',
    });
    assert.equal(early.subCode, 'ILLEGAL_EXECUTION_TIME');
    const later = await shop.call('alipay.user.agreement.executionplan.modify', {
      agreement_no: agreementNo,
      deduct_time: '2035-01-15',
      memo: '顺延',
    });
    assert.equal(later.code, '10000');
    assert.equal((await shop.call('alipay.user.agreement.query', { agreement_no: agreementNo })).nextDeductTime, '2035-01-15');
    assert.equal((await shop.call('alipay.user.agreement.unsign', { agreement_no: agreementNo }, notifyUrl)).code, '10000');
    const [notify] = await receiver.take((one) => one.notify_type === 'dut_user_unsign' && one.agreement_no === agreementNo);
    assert.ok(genuine(notify!));
    assert.equal((await shop.call('alipay.user.agreement.query', { agreement_no: agreementNo })).subCode, 'AGREEMENT_HAS_UNSIGNED');
    assert.equal((await shop.call('alipay.trade.pay', deduction(agreementNo, 'A4_1_1'))).subCode, 'ACQ.AGREEMENT_STATUS_NOT_NORMAL');
  });

  it('tells the app gateway when the user ends an agreement inside Alipay', async () => {
    await simulator.json('/sandbox/app', { appGatewayUrl: notifyUrl });
    const agreementNo = await shop.agreement('AGREEMENT5');
    await simulator.json(`/sandbox/agreements/${agreementNo}/unsign`, {});
    const [notify] = await receiver.take((one) => one.notify_type === 'dut_user_unsign' && one.agreement_no === agreementNo);
    assert.ok(genuine(notify!));
    assert.equal(notify!.status, 'UNSIGN');
  });

  it('says whether a Zhima score reaches what is asked, and never the score', async () => {
    const ask = (transaction_id: string, admittance_score: number) =>
      shop.call('zhima.credit.score.brief.get', {
        transaction_id,
        product_code: 'w1010100000000002733',
        cert_type: 'ALIPAY_USER_ID',
        open_id: shop.openId,
        admittance_score,
      });
    assert.equal((await ask('Z1', 650)).isAdmittance, 'Y');
    assert.equal((await ask('Z2', 750)).isAdmittance, 'N');
    await simulator.json(`/sandbox/users/${shop.userId}`, { zhimaScore: null }, 'PATCH');
    assert.equal((await ask('Z3', 650)).isAdmittance, 'N/A');
    assert.equal((await ask('Z1', 650)).isAdmittance, 'Y');
  });

  it('takes a template message whose data is a JSON text', async () => {
    const message = {
      to_open_id: shop.openId,
      user_template_id: 'SHIPPED',
      page: 'pages/track/index',
      data: JSON.stringify({ keyword1: { value: '已发货' } }),
    };
    assert.equal((await shop.call('alipay.open.app.mini.templatemessage.send', message)).code, '10000');
    assert.equal(
      (await shop.call('alipay.open.app.mini.templatemessage.send', { ...message, data: '{"keyword1":"x"}' })).subCode,
      'INVALID_PARAMETER',
    );
    const { messages } = await simulator.json<{ messages: { data: unknown }[] }>('/sandbox/books/messages?merchant=sunny');
    assert.deepEqual(
      messages.map(({ data }) => data),
      [{ keyword1: { value: '已发货' } }],
    );
  });

  it('keeps one shop’s token away from another shop’s trades and agreements', async () => {
    const other = await openShop(simulator, 'other');
    const agreementNo = await shop.agreement('AGREEMENT6');
    await shop.call('alipay.trade.pay', deduction(agreementNo, 'A6_1_1'));
    assert.equal((await other.call('alipay.trade.query', { out_trade_no: 'A6_1_1' })).subCode, 'ACQ.TRADE_NOT_EXIST');
    assert.equal(
      (await other.call('alipay.trade.refund', { out_trade_no: 'A6_1_1', refund_amount: '129.00' })).subCode,
      'ACQ.TRADE_NOT_EXIST',
    );
    assert.equal((await other.call('alipay.user.agreement.query', { agreement_no: agreementNo })).subCode, 'USER_AGREEMENT_NOT_EXIST');
    assert.equal((await other.call('alipay.trade.pay', deduction(agreementNo, 'A6_1_2'))).subCode, 'ACQ.AGREEMENT_NOT_EXIST');
    const own = await shop.sdk.exec('alipay.trade.query', { bizContent: { out_trade_no: 'A6_1_1' } }, { validateSign: true });
    assert.equal(own.subCode, 'ACQ.TRADE_NOT_EXIST');
    assert.equal(
      (
        await shop.sdk.exec(
          'alipay.trade.query',
          { appAuthToken: 'stolen', bizContent: { out_trade_no: 'A6_1_1' } },
          { validateSign: true },
        )
      ).code,
      '20001',
    );
  });

  it('refuses a wrong signature with a signed answer, and an error_response in a way that the SDK throws', async () => {
    const { privateKey } = (await import('node:crypto')).generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const { AlipaySdk } = await import('alipay-sdk');
    const stranger = new AlipaySdk({ ...shop.sdk.config, privateKey, keyType: 'PKCS8' });
    const refused = await stranger.exec('alipay.trade.query', { bizContent: { out_trade_no: 'X' } }, { validateSign: true });
    assert.equal(refused.subCode, 'isv.invalid-signature');
    await simulator.json('/sandbox/behaviours', { kind: 'errorResponse', method: 'alipay.trade.query' });
    await assert.rejects(shop.call('alipay.trade.query', { out_trade_no: 'X' }), TypeError);
    await simulator.json('/sandbox/behaviours', { kind: 'errorResponse', method: 'alipay.trade.query', signed: true });
    await assert.rejects(shop.call('alipay.trade.query', { out_trade_no: 'X' }), AlipayRequestError);
    await simulator.json('/sandbox/behaviours', { kind: 'badSignature', method: 'alipay.trade.query' });
    await assert.rejects(shop.call('alipay.trade.query', { out_trade_no: 'X' }), AlipayRequestError);
  });

  it('signs answers whose slashes are escaped over the escaped bytes', async () => {
    await simulator.json('/sandbox/switches', { escapeSlashes: true }, 'PUT');
    await simulator.json(`/sandbox/users/${shop.userId}`, { name: '林/小满' }, 'PATCH');
    const { authCode } = await simulator.json<{ authCode: string }>('/sandbox/auth-codes', { user: shop.userId, app: shop.authAppId });
    const token = await shop.sdk.exec(
      'alipay.system.oauth.token',
      { grantType: 'authorization_code', code: authCode, appAuthToken: shop.appAuthToken },
      { validateSign: true },
    );
    const info = await shop.sdk.exec(
      'alipay.user.info.share',
      { authToken: token.accessToken, appAuthToken: shop.appAuthToken },
      { validateSign: true },
    );
    assert.equal(info.nickName, '林/小满');
    await simulator.json('/sandbox/switches', { escapeSlashes: false }, 'PUT');
  });
});
