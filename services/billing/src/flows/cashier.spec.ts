import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, BillingWorld, contractService } from '../../test/billing-world.ts';
import { CONTRACT } from '../../test/plan.builder.ts';

const pay = { contractId: CONTRACT, period: 2, dueKind: '', returnUrl: '' };
const TRADE = `${CONTRACT}_2_5`;

/** A plan whose second period nobody could withhold. */
async function owing(): Promise<BillingWorld> {
  const world = new BillingWorld();
  world.alipay.behaviour = (no) => (no.split('_')[1] === '2' ? 'poor' : 'pays');
  await world.signed(3);
  await world.runUntil('2027-01-08 09:00');
  return world;
}

describe('paying what is overdue', () => {
  it('opens the cashier for the adopter himself, and the notify of Alipay settles it', async () => {
    const world = await owing();
    const { payNo, amountFen, payUrl } = await world.rpc('startPayment')(pay, adopter);
    assert.deepEqual([payNo, amountFen, payUrl], [`ali-${TRADE}`, 12_900, '']);
    assert.equal(world.alipay.calls.at(-1), `create ${TRADE} 12900 for open-adopter-1 in 2021000000000101`);
    world.alipay.payAtCashier(TRADE);
    await world.notify(world.alipay.notifies.at(-1)!);
    await world.work();
    assert.equal((await world.states())[1], 'paid');
    assert.deepEqual(world.alipay.kept(), [`${CONTRACT}_1_1`, TRADE]);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 25_800, 'revenue:deferred': -25_800 });
    assert.equal((await world.events()).filter((type) => type === 'instalmentPaid').length, 2);
  });
  it('is proved by a query when the client comes back and the notify is lost', async () => {
    const world = await owing();
    await world.rpc('startPayment')(pay, adopter);
    world.alipay.payAtCashier(TRADE);
    await world.rpc('confirmPayment')({ contractId: CONTRACT, period: 2, dueKind: '' }, adopter);
    assert.equal((await world.states())[1], 'paid');
  });
  it('shows the same cashier again, and a new one once the old one is closed unpaid', async () => {
    const world = await owing();
    const first = await world.rpc('startPayment')(pay, adopter);
    assert.deepEqual(await world.rpc('startPayment')(pay, adopter), first);
    await world.runUntil('2027-01-08 09:20');
    assert.equal(world.alipay.cashier.get(TRADE)?.closed, true);
    assert.equal((await world.states())[1], 'overdue');
    const { payNo } = await world.rpc('startPayment')(pay, adopter);
    assert.equal(payNo, `ali-${CONTRACT}_2_6`);
    world.alipay.payAtCashier(`${CONTRACT}_2_6`);
    await world.runUntil('2027-03-01 00:00');
    assert.deepEqual(await world.states(), ['paid', 'paid', 'paid']);
  });
  it('begins no second trade while nobody knows of the first', async () => {
    const world = await owing();
    world.alipay.cashierIs = 'silent';
    await assert.rejects(world.rpc('startPayment')(pay, adopter), { name: 'Unavailable' });
    world.alipay.cashierIs = 'open';
    await assert.rejects(world.rpc('startPayment')(pay, adopter), { reason: 'PAYMENT_IN_PROGRESS' });
    await world.runUntil('2027-01-08 09:30');
    assert.equal((await world.rpc('startPayment')(pay, adopter)).payNo, `ali-${CONTRACT}_2_6`);
  });
  it('says so when Alipay will not have the trade, and leaves the way free', async () => {
    const world = await owing();
    world.alipay.cashierIs = 'refusing';
    await assert.rejects(world.rpc('startPayment')(pay, adopter), { reason: 'CASHIER_REFUSED' });
    world.alipay.cashierIs = 'open';
    assert.equal((await world.rpc('startPayment')(pay, adopter)).payNo, `ali-${CONTRACT}_2_6`);
    assert.equal((await world.plan()).state, 'STATE_ACTIVE');
  });
  it('gives back what is paid under a number that was given up', async () => {
    const world = await owing();
    await world.rpc('startPayment')(pay, adopter);
    await world.runUntil('2027-01-08 09:20');
    await world.rpc('startPayment')(pay, adopter);
    world.alipay.payAtCashier(`${CONTRACT}_2_6`);
    await world.notify(world.alipay.notifies.at(-1)!);
    world.alipay.cashier.set(TRADE, { amountFen: 12_900, period: 0 });
    world.alipay.payAtCashier(TRADE);
    await world.notify(world.alipay.notifies.at(-1)!);
    await world.work();
    assert.deepEqual(world.alipay.kept(), [`${CONTRACT}_1_1`, `${CONTRACT}_2_6`]);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 25_800, 'revenue:deferred': -25_800 });
  });
  it('is the adopter’s own doing', async () => {
    const world = await owing();
    await assert.rejects(world.rpc('startPayment')(pay, contractService), { reason: 'NOT_ALLOWED' });
    const stranger = { ...adopter, actor: { kind: 'adopter', id: 'adopter-2' } } as const;
    await assert.rejects(world.rpc('startPayment')(pay, stranger), { reason: 'PLAN_NOT_FOUND' });
  });
});

describe('paying a fee', () => {
  it('is booked as what it is, once', async () => {
    const world = await owing();
    await world.rpc('endPlan')({ contractId: CONTRACT, reason: 'adopterWish', feeFen: 2_580, feeKind: 'terminationFee' });
    const due = { contractId: CONTRACT, period: 0, dueKind: 'terminationFee' };
    await world.rpc('startPayment')({ ...due, returnUrl: '' }, adopter);
    world.alipay.payAtCashier(`${CONTRACT}_901_1`);
    const form = world.alipay.notifies.at(-1)!;
    await assert.rejects(world.notify({ ...form, total_amount: '0.01' }), { reason: 'NOTIFY_AMOUNT' });
    await world.notify(form);
    await world.notify(form);
    await world.rpc('confirmPayment')(due, adopter);
    await world.work();
    assert.deepEqual(
      (await world.plan()).dues.map(({ kind, state }) => [kind, state]),
      [['terminationFee', 'paid']],
    );
    assert.equal((await world.balances())['revenue:fees'], -2_580);
    await assert.rejects(world.rpc('startPayment')({ ...due, returnUrl: '' }, adopter), { reason: 'NOTHING_TO_PAY' });
  });
});
