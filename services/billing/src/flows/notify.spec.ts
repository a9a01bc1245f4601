import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import { adopter, BillingWorld, contractService } from '../../test/billing-world.ts';
import { CONTRACT } from '../../test/plan.builder.ts';
import { notifiesRefused } from '../metrics.ts';

const FIRST = `${CONTRACT}_1_1`;

/** A plan whose first charge was taken by Alipay without an answer; the notify of it is on its way. */
async function unanswered() {
  const world = new BillingWorld();
  world.alipay.behaviour = () => 'paysSilently';
  await world.signed(2);
  assert.deepEqual((await world.states())[0], 'unknown');
  return { world, form: world.alipay.notifies.at(-1)! };
}

describe('a notify of Alipay', () => {
  it('settles a charge that had no answer, and is stored before it is answered', async () => {
    const { world, form } = await unanswered();
    assert.deepEqual(await world.notify(form), { recorded: true });
    assert.equal((await world.states())[0], 'unknown');
    await world.work();
    assert.equal((await world.states())[0], 'paid');
    assert.deepEqual(await world.balances(), { 'cash:alipay': 12_900, 'revenue:deferred': -12_900 });
  });

  it('changes nothing when it comes again, as often as Alipay likes', async () => {
    const { world, form } = await unanswered();
    await world.notify(form);
    await world.work();
    const before = await world.plan();
    for (let times = 0; times < 8; times++) assert.deepEqual(await world.notify(form), { recorded: false });
    await world.work();
    assert.deepEqual(await world.plan(), before);
    assert.equal((await world.events()).filter((type) => type === 'instalmentPaid').length, 1);
  });

  it('is applied after a crash between storing and applying it', async () => {
    const { world, form } = await unanswered();
    await world.notify(form);
    world.beforeStore = async (operation, collection) => {
      if (operation === 'updateOne' && collection === 'plans') throw new Error('down');
    };
    await assert.rejects(world.work());
    world.beforeStore = async () => {};
    await world.work();
    assert.equal((await world.states())[0], 'paid');
  });

  it('that arrives while the call is still open does no harm: one payment, one fact', async () => {
    const world = new BillingWorld();
    world.alipay.during = async () => {
      await world.notify(world.alipay.notifies.at(-1)!);
      const [notifies] = world.billing.workers.slice(1);
      for (const { merchantId, id } of await notifies!.store.claimDueAcrossMerchants({ now: world.clock.now(), limit: 10, leaseMs: 0 })) {
        await notifies!.act(merchantId, id);
      }
    };
    await world.signed(2);
    assert.equal((await world.states())[0], 'paid');
    assert.equal((await world.events()).filter((type) => type === 'instalmentPaid').length, 1);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 12_900, 'revenue:deferred': -12_900 });
  });

  const falsehoods: [string, string, Record<string, string>][] = [
    ['a forged signature', 'NOTIFY_SIGNATURE', { sign: 'forged' }],
    ['another app', 'NOTIFY_APP', { app_id: '2021999999999999' }],
    ['a shop app nobody has', 'NOTIFY_APP', { auth_app_id: '2021999999999999' }],
    ['no shop app', 'NOTIFY_APP', { auth_app_id: '' }],
    ['another seller', 'NOTIFY_SELLER', { seller_id: '2088999999999999' }],
    ['no seller', 'NOTIFY_SELLER', { seller_id: '' }],
    ['a trade that was never begun', 'NOTIFY_TRADE', { out_trade_no: `${CONTRACT}_1_2` }],
    ['a trade of another platform', 'NOTIFY_TRADE', { out_trade_no: 'T20261206' }],
    ['one fen less', 'NOTIFY_AMOUNT', { total_amount: '128.99' }],
    ['one fen more', 'NOTIFY_AMOUNT', { total_amount: '129.01' }],
    ['an amount that is no number', 'NOTIFY_AMOUNT', { total_amount: '1e2' }],
    ['no amount', 'NOTIFY_AMOUNT', { total_amount: '' }],
  ];
  for (const [what, reason, change] of falsehoods) {
    it(`with ${what} is refused ${reason}, counted, and changes nothing`, async () => {
      const { world, form } = await unanswered();
      const before = await world.plan();
      const counted = await count(reason);
      await assert.rejects(world.notify({ ...form, ...change }), { reason });
      await world.work();
      assert.deepEqual(await world.plan(), before);
      assert.equal(await count(reason), counted + 1);
    });
  }

  it('is not believed when a field comes twice', async () => {
    const { world, form } = await unanswered();
    const fields = [...Object.entries(form), ['total_amount', '0.01']].map(([name, value]) => ({ name: name!, value: value! }));
    await assert.rejects(world.rpc('recordNotify')({ fields }, { ...contractService, merchantId: 'platform' }), {
      reason: 'NOTIFY_SIGNATURE',
    });
  });

  it('is taken from services only', async () => {
    const { world } = await unanswered();
    await assert.rejects(world.rpc('recordNotify')({ fields: [] }, adopter), { reason: 'NOT_ALLOWED' });
  });

  it('of a second payment for a period sends that payment back, once', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = (no) => (no === FIRST ? 'poor' : 'pays');
    await world.signed(2);
    await world.runUntil('2026-12-06 21:00');
    assert.deepEqual(world.alipay.kept(), [`${CONTRACT}_1_2`]);
    world.alipay.payNow(FIRST, fen(12_900));
    const form = world.alipay.notifies.at(-1)!;
    await world.notify(form);
    await world.notify(form);
    await world.work();
    assert.deepEqual(world.alipay.kept(), [`${CONTRACT}_1_2`]);
    assert.equal(world.alipay.calls.filter((call) => call.startsWith('refund ')).length, 1);
    assert.equal((await world.states())[0], 'paid');
    const refunds = (await world.published()).flatMap(({ payload }) => (payload?.$case === 'refundSucceeded' ? [payload.value] : []));
    assert.deepEqual(refunds, [
      { adopterId: 'adopter-1', period: 1, amountFen: 12_900, refundId: `${FIRST}_R`, instalmentRefunded: false, reason: 'paidTwice' },
    ]);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 12_900, 'revenue:deferred': -12_900 });
  });

  it('that an agreement was signed makes the worker ask, and the plan starts without the client', async () => {
    const world = new BillingWorld();
    await world.open({ periods: 2 });
    await world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter);
    world.alipay.confirm(`${CONTRACT}01`);
    await world.notify(world.alipay.notifies.at(-1)!);
    await world.work();
    assert.equal((await world.plan()).mandate?.state, 'signed');
    assert.equal((await world.states())[0], 'paid');
  });

  it('that the payer ended the agreement stops the plan until a new one is signed', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    world.alipay.unsignByUser(`${CONTRACT}01`);
    await world.notify(world.alipay.notifies.at(-1)!);
    await world.work();
    const stopped = await world.plan();
    assert.deepEqual([stopped.state, stopped.reason, stopped.mandate?.state], ['STATE_SUSPENDED', 'mandateRevoked', 'revoked']);
    await world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter);
    world.alipay.confirm(`${CONTRACT}02`);
    await world.rpc('confirmMandate')({ contractId: CONTRACT }, adopter);
    await world.runUntil('2027-03-01 00:00');
    assert.deepEqual(await world.states(), ['paid', 'paid', 'paid']);
  });

  it('does not hide behind another one that spent its number', async () => {
    const { world, form } = await unanswered();
    assert.deepEqual(await world.notify({ ...form, trade_status: 'WAIT_BUYER_PAY' }), { recorded: true });
    assert.deepEqual(await world.notify(form), { recorded: true });
    assert.deepEqual(await world.notify(form), { recorded: false });
    await world.work();
    assert.equal((await world.states())[0], 'paid');
  });

  it('about something else is stored and left alone', async () => {
    const world = new BillingWorld();
    const form = {
      app_id: '2021000000000001',
      auth_app_id: '2021000000000101',
      msg_method: 'alipay.merchant.tradecomplain.changed',
      sign: 'genuine',
    };
    assert.deepEqual(await world.notify(form), { recorded: true });
    assert.deepEqual(await world.notify(form), { recorded: false });
  });
});

async function count(reason: string): Promise<number> {
  const { values } = await notifiesRefused.get();
  return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
}
