import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { NotifyReceiver } from '../test/notify-receiver.ts';
import { deduction, firstDate, monthly, openShop, type Shop } from '../test/shop.ts';
import { type RunningSimulator, startSimulator, temporaryFolder } from '../test/start-simulator.ts';

const MINUTE = 60_000;

interface Work {
  nextDue: string | null;
  idle: boolean;
  busy: string[];
}

describe('what is set to go wrong', () => {
  const receiver = new NotifyReceiver();
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let simulator: RunningSimulator;
  let shop: Shop;
  let notifyUrl: string;
  let offsetMs = 0;
  let count = 0;

  before(async () => {
    folder = await temporaryFolder();
    notifyUrl = await receiver.start();
    simulator = await startSimulator(folder.path);
    shop = await openShop(simulator, 'sunny');
    await simulator.json('/sandbox/switches', { maxAgreementsPerUser: 1000 }, 'PUT');
  });
  beforeEach(async () => {
    await simulator.json('/sandbox/behaviours', undefined, 'DELETE');
    receiver.answer = 'success';
  });
  after(async () => {
    await simulator.stop();
    await receiver.stop();
    await folder.remove();
  });

  const set = (behaviour: object) => simulator.json('/sandbox/behaviours', { method: 'alipay.trade.pay', ...behaviour });
  const status = async (number: string) => (await shop.call('alipay.trade.query', { out_trade_no: number })).tradeStatus;
  const move = async (ms: number) => {
    offsetMs += ms;
    await simulator.json('/sandbox/clock', { offsetMs });
  };
  const idle = async (): Promise<Work> => {
    for (let waited = 0; waited < 30_000; waited += 10) {
      const work = await simulator.json<Work & Record<string, unknown>>('/sandbox/work');
      if (work.idle) return work;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('not idle');
  };
  /** A new agreement and a try to deduct; undefined where no answer came. */
  const charge = async (): Promise<{ number: string; answer: Record<string, unknown> | undefined }> => {
    count += 1;
    const number = `F${count}`;
    const agreementNo = await shop.agreement(`FAULT${count}`, monthly(firstDate(Date.now() + offsetMs)));
    return { number, answer: await shop.call('alipay.trade.pay', deduction(agreementNo, number), notifyUrl).catch(() => undefined) };
  };
  const about = (number: string) => (notify: Record<string, string>) => notify.out_trade_no === number;

  it('takes the money and cuts the connection', async () => {
    await set({ kind: 'cutAfterApply', user: shop.userId });
    const { number, answer } = await charge();
    assert.equal(answer, undefined);
    assert.equal(await status(number), 'TRADE_SUCCESS');
  });

  it('cuts the connection and takes nothing', async () => {
    await set({ kind: 'cutBeforeApply', merchant: 'sunny' });
    const { number, answer } = await charge();
    assert.equal(answer, undefined);
    assert.equal(await status(number), undefined);
  });

  it('says SYSTEM_ERROR with the effect and without it', async () => {
    await set({ kind: 'systemError', applied: true });
    const taken = await charge();
    assert.deepEqual(
      [taken.answer?.code, taken.answer?.subCode, await status(taken.number)],
      ['20000', 'ACQ.SYSTEM_ERROR', 'TRADE_SUCCESS'],
    );
    await set({ kind: 'systemError' });
    const left = await charge();
    assert.deepEqual([left.answer?.code, await status(left.number)], ['20000', undefined]);
  });

  it('takes the money minutes of business time after the connection was cut', async () => {
    await set({ kind: 'applyLate', delayMs: 7 * MINUTE });
    const { number } = await charge();
    assert.equal(await status(number), undefined);
    const { nextDue } = await idle();
    assert.ok(Math.abs(Date.parse(nextDue!) - (Date.now() + offsetMs + 7 * MINUTE)) < 60_000);
    await move(7 * MINUTE);
    await receiver.take(about(number));
    assert.equal(await status(number), 'TRADE_SUCCESS');
  });

  it('answers late in business time, and holds nobody up meanwhile', async () => {
    await set({ kind: 'answerLate', delayMs: 3 * MINUTE, clock: 'business' });
    const pending = charge();
    for (let tries = 0; tries < 100 && !(await idle()).nextDue; tries++) await new Promise((resolve) => setTimeout(resolve, 10));
    await move(3 * MINUTE);
    assert.equal((await pending).answer?.code, '10000');
  });

  it('refuses with whatever code is wanted, for so many calls after so many', async () => {
    await set({ kind: 'refuse', subCode: 'ACQ.PAYMENT_REQUEST_HAS_RISK', after: 1, times: 2 });
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await charge()).answer?.subCode);
    assert.deepEqual(codes, [undefined, 'ACQ.PAYMENT_REQUEST_HAS_RISK', 'ACQ.PAYMENT_REQUEST_HAS_RISK', undefined]);
  });

  it('answers one call twice on the wire without taking the money twice', async () => {
    await set({ kind: 'answerTwice' });
    const { number } = await charge();
    assert.equal(await status(number), 'TRADE_SUCCESS');
    const { trades } = await simulator.json<{ trades: object[] }>(`/sandbox/books/trades?merchant=sunny&out_trade_no=${number}`);
    assert.equal(trades.length, 1);
  });

  it('refuses a payer without money, and takes it once there is some', async () => {
    const user = await simulator.json<{ balanceFen: number }>(`/sandbox/users/${shop.userId}`, { balanceFen: 100 }, 'PATCH');
    const { answer } = await charge();
    assert.equal(answer?.subCode, 'ACQ.BUYER_BALANCE_NOT_ENOUGH');
    assert.equal(user.balanceFen, 100);
    await simulator.json(`/sandbox/users/${shop.userId}`, { balanceFen: 1_000_000 }, 'PATCH');
    assert.equal((await charge()).answer?.code, '10000');
  });

  it('resends a notify until it is answered success, after 4, 10 and 10 minutes, under one id', async () => {
    receiver.answer = '<html>success</html>';
    const { number } = await charge();
    await receiver.take(about(number), 1);
    for (const [minutes, sent] of [
      [4, 2],
      [10, 3],
    ] as const) {
      await idle();
      await move(minutes * MINUTE - 60_000);
      assert.equal((await receiver.take(about(number))).length, sent - 1);
      await move(61_000);
      await receiver.take(about(number), sent);
    }
    receiver.answer = 'success';
    await idle();
    await move(10 * MINUTE + 60_000);
    const all = await receiver.take(about(number), 4);
    assert.equal(new Set(all.map(({ notify_id }) => notify_id)).size, 1);
    await idle();
    await move(20 * 60 * MINUTE);
    await idle();
    assert.equal((await receiver.take(about(number))).length, 4);
    const { notifies } = await simulator.json<{ notifies: { state: string; tries: object[] }[] }>(
      `/sandbox/notifies?out_trade_no=${number}`,
    );
    assert.deepEqual(
      notifies.map(({ state, tries }) => [state, tries.length]),
      [['delivered', 4]],
    );
  });

  it('sends a notify twice, not at all, and a forged one before the true one', async () => {
    const notify = (kind: string) => simulator.json('/sandbox/behaviours', { kind, method: 'trade_status_sync' });
    await notify('notifyTwice');
    const twice = await charge();
    const copies = await receiver.take(about(twice.number), 2);
    assert.equal(copies[0]!.notify_id, copies[1]!.notify_id);
    await notify('notifyNone');
    const none = await charge();
    await idle();
    assert.equal(receiver.received.filter(about(none.number)).length, 0);
    await notify('notifyForged');
    const both = await receiver.take(about((await charge()).number), 2);
    assert.deepEqual(both.map((one) => shop.sdk.checkNotifySignV2(one)).sort(), [false, true]);
  });

  it('lets a later notify overtake one that is held back', async () => {
    await simulator.json('/sandbox/behaviours', { kind: 'notifyOutOfOrder', method: 'trade_status_sync' });
    const { number } = await charge();
    await shop.call('alipay.trade.refund', { out_trade_no: number, refund_amount: '129.00' });
    const [first, second] = await receiver.take(about(number), 2);
    assert.deepEqual([first!.trade_status, second!.trade_status], ['TRADE_CLOSED', 'TRADE_SUCCESS']);
  });

  it('forges a notify on request: bad signature, another app, another amount', async () => {
    const { number } = await charge();
    await receiver.take(about(number));
    const forged = async (how: string) => {
      const { notifyId } = await simulator.json<{ notifyId: string }>('/sandbox/notify/forge', {
        merchant: 'sunny',
        outTradeNo: number,
        how,
      });
      const [notify] = await receiver.take(({ notify_id }) => notify_id === notifyId);
      return { notify: notify!, signed: shop.sdk.checkNotifySignV2(notify) };
    };
    assert.equal((await forged('signature')).signed, false);
    const amount = await forged('amount');
    assert.deepEqual([amount.signed, amount.notify.total_amount], [true, '0.01']);
    const app = await forged('authApp');
    assert.equal(app.signed, true);
    assert.notEqual(app.notify.auth_app_id, shop.authAppId);
  });

  it('lists every request with what went wrong', async () => {
    await set({ kind: 'cutAfterApply' });
    const { number } = await charge();
    const { requests } = await simulator.json<{ requests: { behaviour: string; outcome: string }[] }>(
      `/sandbox/requests?merchant=sunny&method=alipay.trade.pay&out_trade_no=${number}`,
    );
    assert.equal(requests[0]!.behaviour, 'cutAfterApply');
  });
});
