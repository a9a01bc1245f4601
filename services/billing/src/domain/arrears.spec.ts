import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import { at } from '../../test/plan.builder.ts';
import { World } from '../../test/plan-world.ts';
import { openCashier } from './cashier.ts';
import { applyAnswer } from './deduction.ts';
import { endPlan } from './end-plan.ts';
import type { Plan, PlanFact } from './plan.ts';

const START = at('2026-12-06 09:00');

/** A plan whose payer has no money from period 2 on. */
function owingWorld(rules: { lateFeeFen?: number; suspendAfterOverdue?: number } = {}, periods = 6): World {
  const { lateFeeFen, suspendAfterOverdue } = rules;
  const world = new World(periods, START);
  world.plan = {
    ...world.plan,
    opening: { ...world.plan.opening, suspendAfterOverdue, ...(lateFeeFen ? { lateFeeFen: fen(lateFeeFen) } : {}) },
  };
  world.behaviour = (period) => (period === 1 ? 'pays' : 'poor');
  return world;
}

const states = ({ instalments }: Plan) => instalments.map(({ state }) => state);
const of = (world: World, type: PlanFact['type']) => world.facts.filter((fact) => fact.type === type);

/** The adopter pays this at the cashier. */
function pay(world: World, period: number): void {
  world.apply((plan) => openCashier(plan, period, world.now));
  const { order } = { order: world.plan.instalments[period - 1] ?? world.plan.dues![period - 901]! };
  const attempt = order.attempts.length;
  world.apply((plan) => applyAnswer(plan, { period, attempt }, { outcome: 'succeeded', alipayTradeNo: 'ali' }, world.now));
}

describe('an overdue period', () => {
  it('is late when its days of grace are over, and the fee is owed once', () => {
    const world = owingWorld({ lateFeeFen: 500 });
    world.runUntil(at('2027-01-13 23:59'));
    assert.deepEqual([states(world.plan)[1], world.plan.dues], ['overdue', undefined]);
    world.runUntil(at('2027-01-20 09:00'));
    const [late] = of(world, 'instalmentLate');
    assert.deepEqual(late, { type: 'instalmentLate', period: 2, feeFen: 500, at: at('2027-01-14 00:00') });
    assert.deepEqual(
      world.plan.dues?.map(({ kind, amountFen, state, ofPeriod, period }) => [kind, amountFen, state, ofPeriod, period]),
      [['lateFee', 500, 'open', 2, 901]],
    );
  });
  it('costs nothing more when it is paid within its grace', () => {
    const world = owingWorld({ lateFeeFen: 500 });
    world.runUntil(at('2027-01-10 09:00'));
    pay(world, 2);
    world.runUntil(at('2027-01-20 09:00'));
    assert.deepEqual([states(world.plan)[1], world.plan.dues, of(world, 'instalmentLate')], ['paid', undefined, []]);
    assert.equal(of(world, 'instalmentPaid').length, 2);
  });
  it('leaves a payment at the cashier out of the count and the date of the mandate', () => {
    const world = owingWorld();
    world.runUntil(at('2027-01-10 09:00'));
    const before = world.plan.mandates.at(-1)!.nextDeductDate;
    pay(world, 2);
    assert.equal(world.plan.mandates.at(-1)!.nextDeductDate, before);
    world.behaviour = () => 'pays';
    world.runToEnd();
    assert.deepEqual(states(world.plan), ['paid', 'paid', 'paid', 'paid', 'paid', 'paid']);
  });
});

describe('a plan with arrears', () => {
  it('stops trying once as many periods are overdue as the contract says, and they go on falling due', () => {
    const world = owingWorld({ suspendAfterOverdue: 2 });
    world.runUntil(at('2027-04-10 09:00'));
    assert.deepEqual([world.plan.state, world.plan.reason], ['suspended', 'arrears']);
    assert.equal(of(world, 'planSuspended').length, 1);
    assert.deepEqual(states(world.plan), ['paid', 'overdue', 'overdue', 'overdue', 'overdue', 'scheduled']);
    assert.deepEqual([...new Set(world.sent.map(({ period }) => period))], [1, 2, 3]);
  });
  it('goes on by itself when everything overdue is paid, with a notice before the next charge', () => {
    const world = owingWorld({ suspendAfterOverdue: 2 });
    world.runUntil(at('2027-02-20 09:00'));
    pay(world, 2);
    assert.equal(world.plan.state, 'suspended');
    pay(world, 3);
    assert.equal(world.plan.state, 'active');
    assert.deepEqual(
      of(world, 'planResumed').map((fact) => ('nextPlanDate' in fact ? fact.nextPlanDate : '')),
      ['2027-03-06'],
    );
    world.behaviour = () => 'pays';
    world.runToEnd();
    assert.deepEqual(states(world.plan), ['paid', 'paid', 'paid', 'paid', 'paid', 'paid']);
    assert.ok(world.sent.filter(({ period }) => period >= 4).every(({ noticed }) => noticed));
  });
  it('never stops where the contract says so', () => {
    const world = owingWorld();
    world.runUntil(at('2027-06-20 09:00'));
    assert.equal(of(world, 'planSuspended').length, 0);
  });
});

describe('the cashier', () => {
  it('takes what is overdue, and nothing else', () => {
    const world = owingWorld();
    world.runUntil(at('2027-01-08 09:00'));
    for (const period of [0, 1, 3, 7, 901]) assert.throws(() => openCashier(world.plan, period, world.now), { reason: 'NOTHING_TO_PAY' });
    const { order } = openCashier(world.plan, 2, world.now);
    assert.deepEqual([order?.tradeNo.slice(-4), order?.amountFen], ['_2_5', 12_900]);
  });
  it('has one trade at a time for one debt', () => {
    const world = owingWorld();
    world.runUntil(at('2027-01-08 09:00'));
    world.apply((plan) => openCashier(plan, 2, world.now));
    assert.throws(() => openCashier(world.plan, 2, world.now), { reason: 'PAYMENT_IN_PROGRESS' });
  });
  it('gives back what is paid for a period after the plan was ended', () => {
    const world = owingWorld();
    world.runUntil(at('2027-01-08 09:00'));
    world.apply((plan) => openCashier(plan, 2, world.now));
    world.apply((plan) => endPlan(plan, { reason: 'adopterWish', fee: { kind: 'terminationFee', amountFen: fen(5_000) } }));
    world.apply((plan) => applyAnswer(plan, { period: 2, attempt: 5 }, { outcome: 'succeeded', alipayTradeNo: 'ali' }, world.now));
    assert.deepEqual([states(world.plan)[1], world.plan.instalments[1]!.refunds.length], ['cancelled', 1]);
    assert.throws(() => openCashier(world.plan, 2, world.now), { reason: 'NOTHING_TO_PAY' });
    pay(world, 901);
    assert.deepEqual([world.plan.dues?.[0]?.state, world.ledger.has(`fee:${world.plan._id}_901_1`)], ['paid', true]);
    assert.throws(() => openCashier(world.plan, 901, world.now), { reason: 'NOTHING_TO_PAY' });
  });
});
