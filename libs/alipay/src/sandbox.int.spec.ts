import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import type { AgreementRequest } from './agreements.ts';
import { type Alipay, openAlipay } from './alipay.ts';
import type { Answer } from './answer.ts';

const SIMULATOR = join(import.meta.dirname, '../../../sandbox/alipay/src/main.ts');

/** The shop's side of the simulator, which is a process of its own and knows nothing of this library. */
describe('the door to Alipay, at the simulator', () => {
  let simulator: ChildProcess;
  let url = '';
  let folder = '';
  let alipay: Alipay;
  let token = '';
  let shopApp = '';
  let openId = '';
  let notifyUrl = '';
  const notifies: Record<string, string>[] = [];
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    notifies.push(Object.fromEntries(new URLSearchParams(body)));
    response.end('success');
  });

  const ask = async (path: string, body?: object): Promise<Record<string, string>> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {});
    assert.ok(response.ok, `${path}: ${response.status}`);
    return (await response.json()) as Record<string, string>;
  };
  const behaves = (kind: string, more: object = {}) => ask('/sandbox/behaviours', { kind, merchant: 'tuantuan', ...more });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alipay-door-'));
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    notifyUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/notify`;
    const env = { ...process.env, PORT: '0', DATA_DIR: folder, CLOCK_URL: '', PUBLIC_URL: '' };
    simulator = spawn(process.execPath, [SIMULATOR], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(simulator.stdout!)) {
      url = /(http:\/\/\S+)\/sandbox/.exec(line)?.[1] ?? '';
      if (url) break;
    }
    const app = await ask('/sandbox/app');
    const keys = { appId: app.appId!, privateKeyPem: app.appPrivateKey!, alipayPublicKeyPem: app.alipayPublicKey! };
    alipay = openAlipay({ ...keys, gateway: app.gatewayUrl!, endpoint: app.endpoint!, timeoutMs: 1_500 });
    const shop = await ask('/sandbox/merchants', { key: 'tuantuan', name: '团团领养馆' });
    token = shop.appAuthToken!;
    shopApp = shop.authAppId!;
    await ask('/sandbox/users', {
      key: 'lin',
      name: '林小满',
      phone: '13800000001',
      zhimaScore: 600,
      balanceFen: 100_000,
      password: '123456',
    });
    openId = (await ask(`/sandbox/users/lin/open-id?app_id=${shopApp}`)).openId!;
  });
  after(async () => {
    simulator.kill('SIGTERM');
    await once(simulator, 'exit');
    receiver.closeAllConnections();
    receiver.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('logs a customer in, once per code', async () => {
    const { authCode } = await ask('/sandbox/auth-codes', { user: 'lin', app: shopApp });
    const first = sure(await alipay.exchangeAuthCode(token, authCode!));
    assert.equal(first.openId, openId);
    assert.equal(sure(await alipay.userInfo(token, first.accessToken)).openId, openId);
    const second = await alipay.exchangeAuthCode(token, authCode!);
    assert.deepEqual([second.outcome, 'class' in second && second.class], ['refused', 'badRequest']);
  });

  it('asks for a Zhima verdict, never for a score', async () => {
    const ask = (transactionId: string, admittanceScore: number) => alipay.zhimaBrief(token, { transactionId, openId, admittanceScore });
    assert.equal(sure(await ask('z1', 550)).admittance, 'yes');
    assert.equal(sure(await ask('z2', 650)).admittance, 'no');
  });

  it('sends a subscription message and tells a refused one', async () => {
    const message = { toOpenId: openId, templateId: 'paid', page: 'pages/adoption/index', keywords: { keyword1: '豆豆' } };
    assert.equal((await alipay.sendTemplateMessage(token, message)).outcome, 'succeeded');
    assert.equal((await alipay.sendTemplateMessage(token, { ...message, keywords: {} })).outcome, 'refused');
  });

  it('opens and closes a trade of the cashier', async () => {
    const trade = { outTradeNo: 'P1', amountFen: fen(100), subject: '猫砂', buyerOpenId: openId, opAppId: shopApp };
    const { tradeNo } = sure(await alipay.createTrade(token, trade));
    const found = sure(await alipay.queryTrade(token, 'P1'));
    assert.deepEqual([found.status, found.tradeNo, found.amountFen, found.paid], ['waitBuyerPay', tradeNo, 100, false]);
    assert.equal((await alipay.closeTrade(token, 'P1')).outcome, 'succeeded');
    assert.equal(sure(await alipay.queryTrade(token, 'P1')).status, 'closed');
    const missing = await alipay.closeTrade(token, 'P2');
    assert.deepEqual(missing.outcome === 'refused' && missing.class, 'notFound');
  });

  /** Signs an agreement over one monthly deduction of at most 129 yuan, from today. */
  async function agreement(externalAgreementNo: string) {
    const request: AgreementRequest = {
      productCode: 'GENERAL_WITHHOLDING',
      personalProductCode: 'CYCLE_PAY_AUTH_P',
      signScene: 'INDUSTRY|PET_ADOPTION',
      externalAgreementNo,
      executeDate: planDay(),
      singleCapFen: fen(12_900),
      totalCapFen: fen(154_800),
      totalPayments: 12,
      notifyUrl,
    };
    const { signString } = alipay.signString(token, request);
    await ask('/sandbox/sign', { signString, user: 'lin' });
    return sure(await alipay.queryAgreement(token, request));
  }
  const charge = (agreementNo: string, outTradeNo: string) => ({
    outTradeNo,
    amountFen: fen(12_900),
    subject: '月付计划 1',
    productCode: 'GENERAL_WITHHOLDING',
    agreementNo,
    notifyUrl,
  });

  it('takes a period once, postpones, gives back and unsigns', async () => {
    const { agreementNo, status, payerId, nextDeductDate } = await agreement('C001');
    assert.deepEqual([status, payerId, nextDeductDate], ['normal', openId, planDay()]);
    sure(await alipay.pay(token, charge(agreementNo, 'C0_1_1')));
    const again = await alipay.pay(token, charge(agreementNo, 'C0_1_2'));
    assert.deepEqual([again.outcome, 'class' in again && again.class], ['unknown', 'dateNotMatch']);

    const next = sure(await alipay.queryAgreement(token, { agreementNo })).nextDeductDate!;
    const later = `${next.slice(0, 8)}28`;
    await alipay.modifyExecutionPlan(token, { agreementNo, deductDate: later, memo: '顺延' });
    assert.equal(sure(await alipay.queryAgreement(token, { agreementNo })).nextDeductDate, later);

    const refund = { outTradeNo: 'C0_1_1', outRequestNo: 'C0_1_1_R', amountFen: fen(12_900), reason: '仓库拒单' };
    assert.deepEqual(sure(await alipay.refund(token, refund)).fundChanged, true);
    assert.deepEqual(sure(await alipay.refund(token, refund)).fundChanged, false);
    assert.deepEqual(sure(await alipay.queryRefund(token, refund)).refunded, true);
    const found = sure(await alipay.queryTrade(token, 'C0_1_1'));
    assert.deepEqual([found.status, found.paid], ['closed', true]);

    assert.equal((await alipay.unsign(token, agreementNo)).outcome, 'succeeded');
    const gone = await alipay.queryAgreement(token, { agreementNo });
    assert.deepEqual(gone.outcome === 'refused' && gone.class, 'agreementGone');
  });

  it('knows its notifies by their signature', async () => {
    const { agreementNo } = await agreement('C002');
    sure(await alipay.pay(token, charge(agreementNo, 'C2_1_1')));
    const form = await until(() =>
      notifies.find(({ out_trade_no, trade_status }) => out_trade_no === 'C2_1_1' && trade_status === 'TRADE_SUCCESS'),
    );
    assert.equal(alipay.verifyNotify(form), true);
    assert.equal(alipay.verifyNotify({ ...form, total_amount: '0.01' }), false);
    assert.equal(form.auth_app_id, shopApp);
  });

  for (const [kind, more, applied] of [
    ['cutAfterApply', {}, true],
    ['cutBeforeApply', {}, false],
    ['systemError', { applied: true }, true],
    ['errorResponse', { signed: false }, false],
    ['errorResponse', { signed: true }, false],
    ['badSignature', {}, true],
    ['httpError', {}, false],
    ['answerLate', { delayMs: 3_000 }, true],
  ] as const) {
    it(`holds the outcome to be unknown after ${kind} ${JSON.stringify(more)}, and a query tells`, async () => {
      const name = `C${kind}${Object.values(more).join('')}`.replace(/\W/g, '').slice(0, 24);
      const { agreementNo } = await agreement(name);
      await behaves(kind, { method: 'alipay.trade.pay', ...more });
      assert.equal((await alipay.pay(token, charge(agreementNo, `${name}_1_1`))).outcome, 'unknown');
      const found = sure(await alipay.queryTrade(token, `${name}_1_1`));
      assert.deepEqual([found.status, found.paid], applied ? ['success', true] : ['notExist', false]);
      await alipay.unsign(token, agreementNo);
    });
  }

  it('reaches nothing of a shop with the token of another', async () => {
    const other = await ask('/sandbox/merchants', { key: 'other', name: '别家领养馆' });
    assert.equal(sure(await alipay.queryTrade(other.appAuthToken!, 'C2_1_1')).status, 'notExist');
  });
});

function sure<T>(answer: Answer<T>): { outcome: 'succeeded' } & T {
  if (answer.outcome !== 'succeeded') assert.fail(JSON.stringify(answer));
  return answer;
}

/** Today in Shanghai, or the 1st of next month where no plan day is allowed. */
function planDay(now = Date.now()): string {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  if (Number(today.slice(8)) <= 28) return today;
  return new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)), 1)).toISOString().slice(0, 10);
}

async function until<T>(look: () => T | undefined): Promise<T> {
  for (let waited = 0; waited < 5_000; waited += 20) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return assert.fail('it did not come');
}
