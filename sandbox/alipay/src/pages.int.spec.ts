import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openShop, type Shop } from '../test/shop.ts';
import { type RunningSimulator, startSimulator, temporaryFolder } from '../test/start-simulator.ts';

const RETURN = 'http://127.0.0.1:9/s/sunny?from=alipay#/pages/mandate';

describe('the pages a customer sees', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulator: RunningSimulator;
  let shop: Shop;

  before(async () => {
    folder = await temporaryFolder();
    simulator = await startSimulator(folder.path);
    shop = await openShop(simulator, 'sunny');
  });
  after(async () => {
    await simulator.stop();
    await folder.remove();
  });

  const open = async (path: string) => {
    const response = await fetch(simulator.url + path, { redirect: 'manual' });
    return { status: response.status, text: await response.text(), to: response.headers.get('location') ?? '' };
  };
  const submit = async (path: string, form: Record<string, string>) => {
    const response = await fetch(simulator.url + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    return { status: response.status, text: await response.text(), to: response.headers.get('location') ?? '' };
  };
  const backFrom = (to: string) => {
    const url = new URL(to);
    assert.equal(url.origin + url.pathname + url.hash, 'http://127.0.0.1:9/s/sunny#/pages/mandate');
    assert.equal(url.searchParams.get('from'), 'alipay');
    return url.searchParams;
  };

  it('shows the log-in in both languages and returns with a code that works, or with a refusal', async () => {
    const query = { app_id: shop.authAppId, redirect_uri: RETURN, scopes: 'auth_user', state: 's/1' };
    const page = await open(`/h5/auth?${new URLSearchParams(query)}`);
    assert.match(page.text, /模拟支付宝.*沙箱/s);
    assert.match(page.text, /林小满/);
    assert.match((await open(`/h5/auth?${new URLSearchParams({ ...query, lang: 'en' })}`)).text, /Agree and log in/);
    const result = backFrom((await submit('/h5/auth', { ...query, user: shop.userId, action: 'agree' })).to);
    assert.equal(result.get('state'), 's/1');
    const token = await shop.sdk.exec(
      'alipay.system.oauth.token',
      { grantType: 'authorization_code', code: result.get('auth_code'), appAuthToken: shop.appAuthToken },
      { validateSign: true },
    );
    assert.equal(token.openId, shop.openId);
    assert.equal(backFrom((await submit('/h5/auth', { ...query, action: 'refuse' })).to).get('error'), 'cancelled');
    assert.equal((await submit('/h5/auth', { ...query, logon_id: '10000000000', action: 'agree' })).status, 422);
    assert.equal((await open('/h5/auth?app_id=2021&redirect_uri=x')).status, 400);
  });

  it('shows what is signed, counts wrong passwords, and returns 7000 or 6001', async () => {
    const search = `${shop.signString({ externalAgreementNo: 'PAGE1' })}&return_url=${encodeURIComponent(RETURN)}`;
    const page = await open(`/h5/sign?${search}`);
    for (const shown of ['sunny领养馆', 'INDUSTRY|PETS', '¥129.00', '每 1 个月', '12 次']) assert.ok(page.text.includes(shown), shown);
    const form = { search, lang: 'zh', user: shop.userId };
    assert.equal(backFrom((await submit('/h5/sign', { ...form, action: 'cancel' })).to).get('resultStatus'), '6001');
    const wrong = await submit('/h5/sign', { ...form, password: '000000', action: 'confirm' });
    assert.match(wrong.text, /支付密码错误，已错误 1 次/);
    assert.equal(
      (await simulator.json<{ agreements: object[] }>('/sandbox/books/agreements?external_agreement_no=PAGE1')).agreements.length,
      0,
    );
    for (const _again of [1, 2]) {
      const signed = await submit('/h5/sign', { ...form, password: '123456', action: 'confirm' });
      assert.equal(backFrom(signed.to).get('resultStatus'), '7000');
    }
    assert.equal(
      (await simulator.json<{ agreements: object[] }>('/sandbox/books/agreements?external_agreement_no=PAGE1')).agreements.length,
      1,
    );
  });

  it('opens the same page from a string encoded once more, from pageExecute, and with a return_url that the app signed itself', async () => {
    const signString = shop.signString({ externalAgreementNo: 'PAGE2' });
    assert.equal((await open(`/h5/sign?sign_str=${encodeURIComponent(encodeURIComponent(signString))}&lang=en`)).status, 200);
    assert.equal((await open(`/h5/sign?${encodeURIComponent(signString)}&return_url=${encodeURIComponent(RETURN)}`)).status, 200);
    const bizContent = JSON.parse(new URLSearchParams(signString).get('biz_content')!);
    const params = { appAuthToken: shop.appAuthToken, returnUrl: 'https://ignored.example/', bizContent };
    const own = shop.sdk.sdkExecute('alipay.user.agreement.page.sign', params);
    assert.equal((await open(`/h5/sign?${own}&return_url=${encodeURIComponent(RETURN)}`)).status, 200);
    const address = shop.sdk.pageExecute('alipay.user.agreement.page.sign', 'GET', params);
    const redirect = await open(address.slice(simulator.url.length));
    assert.equal((await open(redirect.to)).status, 200);
  });

  it('shows a request-data error where a rule is missing or wrong, or the string was changed', async () => {
    const rule = { period_type: 'MONTH', period: '1', execute_time: '2035-01-29', single_amount: '129.00' };
    const problem = async (search: string) =>
      /(?:缺少参数|参数不合法|请求被拒绝): [\w.-]+/.exec((await open(`/h5/sign?${search}`)).text)?.[0];
    const asked = (changes: { rule?: object; scene?: null }) => shop.signString({ externalAgreementNo: 'PAGE3', ...changes });
    assert.equal(await problem(asked({ rule })), '参数不合法: period_rule_params.execute_time');
    assert.equal(
      await problem(asked({ rule: { ...rule, execute_time: '2035-01-28', single_amount: undefined } })),
      '缺少参数: period_rule_params.single_amount',
    );
    assert.equal(await problem(asked({ scene: null })), '缺少参数: sign_scene');
    assert.equal(await problem(shop.signString({ externalAgreementNo: 'A'.repeat(33) })), '参数不合法: external_agreement_no');
    assert.equal(await problem(asked({}).replace('129.00', '1.00')), '请求被拒绝: isv.invalid-signature');
  });

  it('lets the buyer pay by any channel that has the money, and refuses a wrong password', async () => {
    const wish = {
      total_amount: '39.90',
      subject: '冻干猫粮',
      product_code: 'JSAPI_PAY',
      op_app_id: shop.authAppId,
      buyer_open_id: shop.openId,
    };
    const { tradeNo } = await shop.call('alipay.trade.create', { ...wish, out_trade_no: 'PAGE_1' });
    const form = { trade_no: String(tradeNo), return_url: RETURN, channel: 'bankCard' };
    assert.match((await open(`/h5/cashier?trade_no=${tradeNo}`)).text, /冻干猫粮/);
    assert.equal(backFrom((await submit('/h5/cashier', { ...form, action: 'cancel' })).to).get('resultCode'), '6001');
    assert.match((await submit('/h5/cashier', { ...form, password: '1', action: 'pay' })).text, /支付密码错误/);
    await simulator.json(`/sandbox/users/${shop.userId}`, { huabeiFen: 100 }, 'PATCH');
    assert.match((await submit('/h5/cashier', { ...form, channel: 'huabei', password: '123456', action: 'pay' })).text, /余额不足/);
    assert.equal(backFrom((await submit('/h5/cashier', { ...form, password: '123456', action: 'pay' })).to).get('resultCode'), '9000');
    assert.match((await submit('/h5/cashier', { ...form, password: '123456', action: 'pay' })).text, /该交易不能支付/);
    assert.equal((await open('/h5/cashier?trade_no=1')).status, 404);
  });

  it('lists a person’s agreements and ends one', async () => {
    const agreementNo = await shop.agreement('PAGE4');
    assert.match((await open(`/h5/agreements?user=${shop.userId}`)).text, new RegExp(agreementNo));
    const ended = await submit('/h5/agreements/unsign', { agreement_no: agreementNo, lang: 'en' });
    assert.match((await open(ended.to)).text, /ended/);
  });

  it('prints what people typed as text, never as markup', async () => {
    await simulator.json('/sandbox/merchants', { key: 'evil', name: '<script>alert(1)</script>' });
    const page = await open('/sandbox');
    assert.ok(page.text.includes('&lt;script&gt;alert(1)'));
    assert.ok(!page.text.includes('<script>'));
  });

  it('sets money, credit and behaviour from the control page', async () => {
    await submit('/sandbox/page/users', { user: shop.userId, balance: '12.50', score: '' });
    const user = await simulator.json<{ balanceFen: number; zhimaScore: number | null }>(`/sandbox/users/${shop.userId}`);
    assert.deepEqual([user.balanceFen, user.zhimaScore], [1250, null]);
    await submit('/sandbox/page/behaviours', { kind: 'systemError', method: 'alipay.trade.query', user: '', merchant: '', times: '1' });
    assert.equal((await shop.call('alipay.trade.query', { out_trade_no: 'PAGE_1' })).subCode, 'ACQ.SYSTEM_ERROR');
  });
});
