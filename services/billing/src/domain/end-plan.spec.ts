import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fen } from '@petpact/kit/fen';
import fc from 'fast-check';
import { anActivePlan, at, PACE } from '../../test/plan.builder.ts';
import { type Behaviour, World } from '../../test/plan-world.ts';
import { beginCharge } from './charging.ts';
import { applyAnswer } from './deduction.ts';
import { endPlan, mustUnsign } from './end-plan.ts';
import { addBalances } from './ledger.ts';
import { nextStep } from './next-step.ts';
import { pausePlan, resumePlan } from './pause.ts';
import type { Plan } from './plan.ts';
import { refundInstalment } from './refund.ts';
import { recordShipped } from './shipped.ts';

const NOW = at('2026-12-06 09:00');
const states = ({ instalments }: Plan) => instalments.map(({ state }) => state);
const charging = () => beginCharge(anActivePlan({ periods: 3 }), 1, NOW, PACE).state;

describe('the end of a plan before its time', () => {
  it('cancels what is not charged yet, and the agreement at Alipay is ended', () => {
    const { state, facts } = endPlan(anActivePlan({ periods: 3 }), { reason: 'adopterWish' });
    assert.deepEqual([state.state, state.reason, states(state)], ['ended', 'adopterWish', ['cancelled', 'cancelled', 'cancelled']]);
    assert.deepEqual(facts, [{ type: 'planEnded', reason: 'adopterWish' }]);
    assert.equal(nextStep(state, NOW)?.kind, 'unsign');
  });
  it('is the same when it is asked for again, with the fee once', () => {
    const end = { reason: 'adopterWish', fee: { kind: 'terminationFee', amountFen: fen(3_870) } } as const;
    const { state } = endPlan(anActivePlan(), end);
    assert.deepEqual(
      state.dues?.map(({ kind, amountFen, state: stand }) => [kind, amountFen, stand]),
      [['terminationFee', 3_870, 'open']],
    );
    assert.equal(endPlan(state, end).state, state);
    assert.throws(() => endPlan(anActivePlan(), { reason: 'x', fee: { kind: 'breachFee', amountFen: fen(0) } }), { reason: 'INVALID_FEE' });
  });
  it('gives a charge back that was in flight and succeeds, and ships nothing for it', () => {
    const { state } = endPlan(charging(), { reason: 'adopterWish' });
    assert.equal(mustUnsign(state), false);
    const paid = applyAnswer(state, { period: 1, attempt: 1 }, { outcome: 'succeeded', alipayTradeNo: 'ali-1' }, NOW);
    assert.deepEqual(paid.facts, []);
    assert.deepEqual(
      paid.state.instalments[0]!.refunds.map(({ reason, ofInstalment, from }) => [reason, ofInstalment, from]),
      [['planEnded', false, 'deferred']],
    );
    assert.deepEqual([nextStep(paid.state, NOW)?.kind, mustUnsign(paid.state)], ['refund', true]);
  });
  it('leaves nothing behind of a charge in flight that was refused', () => {
    const { state } = endPlan(charging(), { reason: 'adopterWish' });
    const refused = applyAnswer(state, { period: 1, attempt: 1 }, { outcome: 'refused', refusal: 'payerCannotPayNow' }, NOW);
    assert.deepEqual([states(refused.state), refused.facts], [['cancelled', 'cancelled', 'cancelled'], []]);
  });
  it('lets an unpaid period be owed whose parcel has left', () => {
    const plan = anActivePlan({ periods: 2 });
    const [first, second] = plan.instalments;
    const welfare = { ...plan, instalments: [{ ...first!, state: 'overdue' as const, shippedTime: NOW }, second!] };
    assert.deepEqual(states(endPlan(welfare, { reason: 'adopterBreach' }).state), ['overdue', 'cancelled']);
  });
  it('may follow on a plan that ran its course with something unpaid, and then nothing is owed for it any more', () => {
    const plan = anActivePlan({ periods: 1 });
    const owing: Plan = { ...plan, state: 'ended', reason: 'completed', instalments: [{ ...plan.instalments[0]!, state: 'overdue' }] };
    const { state, facts } = endPlan(owing, { reason: 'adopterBreach' });
    assert.deepEqual([states(state), state.reason, facts.length], [['cancelled'], 'adopterBreach', 1]);
  });
  it('still lets a paid period be given back that is not shipped', () => {
    const world = new World(3, NOW);
    world.runUntil(at('2026-12-07 09:00'));
    world.apply((plan) => endPlan(plan, { reason: 'adopterWish' }));
    assert.deepEqual(states(world.plan), ['paid', 'cancelled', 'cancelled']);
    world.apply((plan) => refundInstalment(plan, { period: 1, reason: 'CONTRACT_ENDED' }, world.now));
    world.runUntil(at('2027-06-01 09:00'));
    assert.deepEqual(states(world.plan), ['refunded', 'cancelled', 'cancelled']);
    assert.equal(world.facts.filter(({ type }) => type === 'planCompleted').length, 0);
  });
});

describe('an end at any moment', () => {
  const behaviours: Behaviour[] = ['pays', 'paysSilently', 'poor', 'lost', 'paysLate', 'system'];
  it('takes nothing afterwards: whatever is taken is paid before or goes back, the books agree, and the agreement is ended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...behaviours), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 0, max: 130 * 24 * 60 }),
        fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }),
        fc.boolean(),
        (script, minutes, pausedFor, midCharge) => {
          const world = new World(4, NOW);
          world.behaviour = (period, attempt) => script[(period * 3 + attempt) % script.length]!;
          if (pausedFor !== undefined) pauseAWhile(world, pausedFor);
          world.runUntil(new Date(Math.max(world.now.getTime(), NOW.getTime() + minutes * 60_000)));
          const begun = midCharge ? nextStep(world.plan, world.now) : undefined;
          if (begun?.kind === 'charge') {
            world.now = new Date(Math.max(world.now.getTime(), begun.at.getTime()));
            world.apply((plan) => beginCharge(plan, begun.period, world.now, PACE));
          }
          const sent = world.sent.length;
          world.apply((plan) => endPlan(plan, { reason: 'adopterWish' }));
          for (const { period, state } of world.plan.instalments)
            if (state === 'paid' && period % 2 === 0) world.apply((plan) => recordShipped(plan, period, world.now));
          world.runUntil(new Date(world.now.getTime() + 60 * 86_400_000));
          assert.equal(world.sent.length, sent, 'no charge after the end');
          assert.equal(world.agreement.isOver, true);
          const kept = [...world.agreement.trades.values()].filter(({ paidAt, refunded }) => paidAt && !refunded);
          const paid = world.plan.instalments.filter(({ state }) => state === 'paid');
          assert.equal(kept.length, paid.length);
          const balances = addBalances(new Map(), [...world.ledger.values()]);
          assert.equal(balances.get('cash:alipay') ?? 0, paid.length * 12_900);
          assert.equal(nextStep(world.plan, world.now), undefined);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function pauseAWhile(world: World, days: number): void {
  world.runUntil(at('2026-12-20 09:00'));
  if (world.plan.state !== 'active') return;
  world.apply((plan) => pausePlan(plan, 'adopterAsked'));
  world.runUntil(new Date(world.now.getTime() + days * 86_400_000));
  world.apply((plan) => resumePlan(plan, world.now));
}
