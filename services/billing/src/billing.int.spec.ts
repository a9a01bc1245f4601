import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BillingAtSimulator } from '../test/billing-at-simulator.ts';

/** Billing with its real workers and the real SDK against the Alipay simulator in a process of its own; its books are the judge. */
describe('billing at the Alipay simulator', () => {
  const world = new BillingAtSimulator();
  before(() => world.start());
  after(() => world.stop());

  it('takes twelve periods of several plans, whatever happens to single calls and notifies', async () => {
    const contracts = ['A1', 'B1', 'C1', 'D1'];
    for (const contract of contracts) await world.sign(contract, 12);
    const troubles = ['cutAfterApply', 'cutBeforeApply', 'systemError', 'applyLate', 'badSignature', 'httpError'];
    for (let month = 1; month <= 12; month++) {
      await world.behaves(troubles[month % troubles.length]!, 'alipay.trade.pay', { after: month % 3 });
      await world.behaves(['notifyTwice', 'notifyForged', 'notifyNone', 'notifyOutOfOrder'][month % 4]!, 'trade_status_sync');
      await world.advanceDays(31);
    }
    for (const contract of contracts) {
      const { state, instalments } = await world.plan(contract);
      assert.deepEqual([state, instalments.filter(({ state }) => state === 'STATE_PAID').length], ['STATE_ENDED', 12], contract);
      assert.equal((await world.trades(contract)).filter(({ status }) => status === 'TRADE_SUCCESS').length, 12, contract);
    }
    const cash = (await world.balances())['cash:alipay'];
    assert.equal(cash, 4 * 12 * 12_900);
    assert.equal(cash, await world.moneyAtAlipay());
  });

  it('charges period 4 after the payer had no money for all of period 3', async () => {
    await world.sign('E1', 4);
    await world.advanceDays(35);
    await world.poor(true);
    await world.advanceDays(31);
    await world.poor(false);
    await world.advanceDays(31);
    const { instalments } = await world.plan('E1');
    assert.deepEqual(
      instalments.map(({ state }) => state.replace('STATE_', '').toLowerCase()),
      ['paid', 'paid', 'overdue', 'paid'],
    );
    assert.equal((await world.trades('E1')).filter(({ status }) => status === 'TRADE_SUCCESS').length, 3);
  });

  it('gives one period back at Alipay, once', async () => {
    await world.sign('F1', 2);
    await world.behaves('cutAfterApply', 'alipay.trade.refund');
    await world.refund('F1', 1);
    await world.refund('F1', 1);
    await world.advanceDays(1);
    assert.equal((await world.plan('F1')).instalments[0]?.state, 'STATE_REFUNDED');
    assert.deepEqual(
      (await world.trades('F1')).map(({ status, refundedFen }) => [status, refundedFen]),
      [['TRADE_CLOSED', 12_900]],
    );
  });

  it('stops when the payer ends the agreement inside Alipay', async () => {
    await world.sign('G1', 3);
    await world.unsignByUser('G1');
    const { state, reason } = await world.until('G1', ({ state }) => state === 'STATE_SUSPENDED');
    assert.deepEqual([state, reason], ['STATE_SUSPENDED', 'mandateRevoked']);
    await world.advanceDays(40);
    assert.equal((await world.trades('G1')).filter(({ status }) => status === 'TRADE_SUCCESS').length, 1);
  });
});
