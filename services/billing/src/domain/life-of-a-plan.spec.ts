import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays, type CivilDate, civilDateOf, daysBetween, instantAt } from '@petpact/kit/civil-date';
import fc from 'fast-check';
import { anActivePlan, anOpenPlan, at, CONTRACT, PACE, PRODUCT, signed } from '../../test/plan.builder.ts';
import { type Behaviour, World } from '../../test/plan-world.ts';
import { applyAnswer } from './deduction.ts';
import { addBalances } from './ledger.ts';
import { applyAgreement, startMandate } from './mandate.ts';
import { nextStep } from './next-step.ts';
import { markOverdue } from './overdue.ts';
import { pausePlan, resumePlan } from './pause.ts';
import { currentMandate, type Plan, type PlanFact } from './plan.ts';
import { refundInstalment } from './refund.ts';

const of = (world: World, type: PlanFact['type']) => world.facts.filter((fact) => fact.type === type);

describe('the life of a plan', () => {
  it('takes twelve instalments in twelve months, each announced ten days before its plan day', () => {
    const world = new World(12, at('2026-12-06 09:00'));
    world.runToEnd();
    assert.equal(world.plan.state, 'ended');
    assert.equal(of(world, 'instalmentPaid').length, 12);
    assert.deepEqual(world.facts.at(-1), { type: 'planCompleted', paid: 12, overdue: 0, at: at('2027-11-01 10:00') });
    assert.deepEqual(
      world.sent.map(({ at }) => at.toISOString()).slice(0, 3),
      [at('2026-12-06 09:00'), at('2027-01-01 10:00'), at('2027-02-01 10:00')].map((time) => time.toISOString()),
    );
    assert.deepEqual(of(world, 'chargeNoticeDue')[0], {
      type: 'chargeNoticeDue',
      period: 2,
      firstTryDate: '2027-01-01',
      at: at('2026-12-27 10:00'),
    });
  });

  it('charges period 4 after period 3 was refused to the end, because Alipay’s date is postponed', () => {
    const world = new World(5, at('2026-12-06 09:00'));
    world.behaviour = (period) => (period === 3 ? 'poor' : 'pays');
    world.runToEnd();
    assert.deepEqual(
      world.plan.instalments.map(({ state }) => state),
      ['paid', 'paid', 'overdue', 'paid', 'paid'],
    );
    assert.equal(world.sent.filter(({ period }) => period === 3).length, 4);
    assert.deepEqual(world.sent.find(({ period }) => period === 4)?.at, at('2027-03-01 10:00'));
  });

  it('settles a charge that was taken without an answer, under its first number', () => {
    const world = new World(2, at('2026-12-06 09:00'));
    world.behaviour = () => 'paysSilently';
    world.runToEnd();
    assert.equal(world.agreement.trades.size, 2);
    assert.equal(of(world, 'instalmentPaid').length, 2);
  });

  it('gives a new number only when the old one is proved lost and closed', () => {
    const world = new World(1, at('2026-12-06 09:00'));
    world.behaviour = (_, attempt) => (attempt === 1 ? 'lost' : 'pays');
    world.runToEnd();
    assert.deepEqual(
      world.plan.instalments[0]?.attempts.map(({ state }) => state),
      ['closed', 'succeeded'],
    );
    const [first, second] = world.sent;
    assert.ok(second!.at.getTime() - first!.at.getTime() >= PACE.settleMs);
  });

  it('takes nothing while paused, and goes on a full notice after it is resumed', () => {
    const world = new World(3, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-28 09:00'));
    world.apply((plan) => pausePlan(plan, 'adopterAsked'));
    world.runUntil(at('2027-02-20 09:00'));
    assert.equal(world.sent.length, 1);
    world.apply((plan) => resumePlan(plan, world.now));
    assert.deepEqual(
      of(world, 'planResumed').map((fact) => ('nextPlanDate' in fact ? fact.nextPlanDate : '')),
      ['2027-03-06'],
    );
    world.runToEnd();
    assert.deepEqual(
      world.sent.map(({ at }) => civilDateOf(at)),
      ['2026-12-06', '2027-03-01', '2027-04-01'],
    );
  });

  it('announces a charge again when a pause has moved its day', () => {
    const world = new World(2, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-29 09:00'));
    world.apply((plan) => pausePlan(plan, 'adopterAsked'));
    world.apply((plan) => resumePlan(plan, world.now));
    world.runToEnd();
    assert.deepEqual(
      of(world, 'chargeNoticeDue').map(({ at }) => civilDateOf(at)),
      ['2026-12-27', '2027-01-27'],
    );
  });

  it('moves the plan when a notice could not be given in time', () => {
    const world = new World(2, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-20 09:00'));
    world.now = at('2027-01-03 09:00');
    world.runToEnd();
    assert.deepEqual(
      of(world, 'planRescheduled').map((fact) => ('nextPlanDate' in fact ? fact.nextPlanDate : '')),
      ['2027-02-06'],
    );
    assert.equal(of(world, 'instalmentPaid').length, 2);
  });

  it('gives one period back once, and its money leaves deferred revenue', () => {
    const world = new World(2, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-07 09:00'));
    world.apply((plan) => refundInstalment(plan, { period: 1, reason: 'warehouseRefused' }, world.now));
    world.apply((plan) => refundInstalment(plan, { period: 1, reason: 'warehouseRefused' }, world.now));
    world.runUntil(at('2026-12-08 09:00'));
    assert.equal(of(world, 'refundSucceeded').length, 1);
    assert.deepEqual(
      [...addBalances(new Map(), [...world.ledger.values()])],
      [
        ['cash:alipay', 0],
        ['revenue:deferred', 0],
      ],
    );
    assert.throws(() => refundInstalment(world.plan, { period: 2, reason: 'x' }, world.now), { reason: 'INSTALMENT_NOT_PAID' });
  });

  it('starts on the day the mandate is signed when that is later than the contract', () => {
    const opened = anOpenPlan({}, at('2026-12-06 09:00'));
    const started = startMandate(opened, PRODUCT, at('2026-12-09 15:00')).state;
    assert.equal(started.instalments[0]?.planDate, '2026-12-09');
    assert.equal(started.instalments[1]?.planDate, '2027-01-09');
    const late = applyAgreement(
      started,
      { status: 'normal', agreementNo: 'ag', nextDeductDate: '2026-12-09' as CivilDate },
      at('2026-12-09 23:45'),
    ).state;
    assert.equal(late.instalments[0]?.planDate, '2026-12-10');
    assert.equal(nextStep(late, at('2026-12-09 23:45'))?.kind, 'postpone');
  });

  it('asks for a new signature when the agreement is gone, and goes on under the new one', () => {
    const world = new World(3, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-20 09:00'));
    world.apply((plan) => applyAgreement(plan, 'gone', world.now));
    assert.equal(world.plan.state, 'suspended');
    world.apply((plan) => startMandate(plan, PRODUCT, world.now));
    assert.equal(currentMandate(world.plan)?.externalAgreementNo, `${CONTRACT}02`);
    assert.equal(currentMandate(world.plan)?.totalPayments, 2);
    world.agreement.date = currentMandate(world.plan)!.firstDate;
    world.apply((plan) => applyAgreement(plan, { status: 'normal', agreementNo: 'ag-2', nextDeductDate: world.agreement.date }, world.now));
    world.runToEnd();
    assert.equal(of(world, 'instalmentPaid').length, 3);
  });

  it('calls nothing overdue that was paused, also when the mandate was revoked during the pause', () => {
    const world = new World(3, at('2026-12-06 09:00'));
    world.runUntil(at('2026-12-20 09:00'));
    world.apply((plan) => pausePlan(plan, 'adopterAsked'));
    world.apply((plan) => applyAgreement(plan, 'gone', world.now));
    world.runUntil(at('2027-02-20 09:00'));
    world.apply((plan) => resumePlan(plan, world.now));
    assert.deepEqual([world.plan.state, world.plan.reason], ['suspended', 'mandateRevoked']);
    const again = resumePlan(world.plan, world.now);
    assert.deepEqual([again.state, again.facts], [world.plan, []]);
    world.runUntil(at('2027-02-27 09:00'));
    assert.deepEqual(
      world.plan.instalments.map(({ state, planDate }) => `${planDate} ${state}`),
      ['2026-12-06 paid', '2027-03-06 scheduled', '2027-04-06 scheduled'],
    );
    world.runToEnd();
    assert.equal(of(world, 'instalmentOverdue').length, 2);
  });

  it('calls nothing overdue before the handover, also when the mandate is revoked and signed again', () => {
    const opened = anOpenPlan({ periods: 2, planStart: 'handover', handoverDate: '2026-12-10' as CivilDate }, at('2026-12-01 09:00'));
    const sign = (plan: Plan, now: Date) => signed(startMandate(plan, PRODUCT, now).state, now);
    const gone = applyAgreement(sign(opened, at('2026-12-01 09:00')), 'gone', at('2026-12-05 09:00')).state;
    assert.equal(nextStep(gone, at('2026-12-20 09:00')), undefined);
    const again = sign(gone, at('2026-12-20 09:00'));
    assert.equal(again.state, 'awaitingStart');
    assert.equal(nextStep(again, at('2026-12-21 09:00')), undefined);
  });

  it('moves the plan, and calls nothing overdue, when a success that went back has moved Alipay’s date', () => {
    const world = new World(3, at('2026-12-06 09:00'));
    world.behaviour = (_, attempt) => (attempt === 1 ? 'lost' : 'pays');
    world.runUntil(at('2026-12-06 10:00'));
    world.agreement.date = '2027-02-06' as CivilDate;
    world.agreement.trades.set(`${CONTRACT}_1_1`, { amountFen: 12_900, period: 1, paidAt: world.now });
    world.apply((plan) => applyAnswer(plan, { period: 1, attempt: 1 }, { outcome: 'succeeded', alipayTradeNo: 'ali-late' }, world.now));
    world.behaviour = () => 'pays';
    world.runUntil(at('2027-01-20 09:00'));
    assert.deepEqual(of(world, 'chargeNoticeDue'), []);
    assert.deepEqual(
      world.plan.instalments.map(({ state, planDate }) => `${planDate} ${state}`),
      ['2026-12-06 paid', '2027-02-06 scheduled', '2027-03-06 scheduled'],
    );
    world.runUntil(at('2027-02-02 09:00'));
    assert.equal(of(world, 'instalmentPaid').length, 2);
    assert.equal(of(world, 'instalmentOverdue').length, 0);
    // Alipay has counted three successes of the three that were signed: the last period is not withheld, and the plan ends.
    world.runToEnd();
    assert.deepEqual(
      world.plan.instalments.map(({ state }) => state),
      ['paid', 'paid', 'overdue'],
    );
    assert.equal(world.plan.state, 'ended');
  });

  it('is not woken by a signature after its end', () => {
    const now = at('2026-12-07 09:00');
    const revoked = applyAgreement(anActivePlan({ periods: 1 }, at('2026-12-06 09:00')), 'gone', at('2026-12-06 09:00')).state;
    const pending = startMandate(revoked, PRODUCT, at('2026-12-06 09:01')).state;
    const ended = markOverdue(pending, 1, now).state;
    assert.equal(ended.state, 'ended');
    assert.deepEqual([signed(ended, now).state, signed(ended, now).reason], ['ended', 'completed']);
  });
});

describe('any life of a plan', () => {
  const behaviour = fc.constantFrom<Behaviour>('pays', 'paysSilently', 'poor', 'lost', 'paysLate', 'system');
  const starts = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2031-06-30T00:00:00Z'), noInvalidDate: true });
  const pauses = fc.array(
    fc.record({
      afterDays: fc.integer({ min: 1, max: 120 }),
      forDays: fc.integer({ min: 0, max: 70 }),
      downDays: fc.integer({ min: 0, max: 20 }),
    }),
    {
      maxLength: 3,
    },
  );

  it('charges each period at most once, in its window, announced in time, never while paused, and its books agree with Alipay’s', () => {
    fc.assert(
      fc.property(starts, fc.array(behaviour, { minLength: 1, maxLength: 40 }), pauses, (start, behaviours, stops) => {
        const world = new World(4, start);
        let turn = 0;
        world.behaviour = () => (turn > 60 ? 'pays' : behaviours[turn++ % behaviours.length]!);
        for (const { afterDays, forDays, downDays } of stops) {
          world.runUntil(new Date(world.now.getTime() + afterDays * 86_400_000));
          world.now = new Date(world.now.getTime() + downDays * 86_400_000);
          if (world.plan.state !== 'active') continue;
          world.apply((plan) => pausePlan(plan, 'test'));
          const sent = world.sent.length;
          world.runUntil(new Date(world.now.getTime() + forDays * 86_400_000));
          assert.equal(world.sent.length, sent, 'no charge begins while paused');
          world.apply((plan) => resumePlan(plan, world.now));
        }
        world.runToEnd();
        check(world);
      }),
      { numRuns: 150 },
    );
  });
});

function check(world: World): void {
  assert.equal(
    world.plan.state,
    'ended',
    `ended, not ${world.plan.state} (${world.plan.reason}): ${JSON.stringify(nextStep(world.plan, world.now))}`,
  );
  const trades = [...world.agreement.trades.entries()].filter(([, trade]) => trade.paidAt);
  for (const { period, state } of world.plan.instalments) {
    const kept = trades.filter(([, trade]) => trade.period === period && !trade.refunded);
    assert.equal(kept.length, state === 'paid' ? 1 : 0, `period ${period} is ${state}`);
  }
  for (const { at: time, planDate, period, noticed } of world.sent) {
    assert.ok(time >= instantAt(addDays(planDate, -5), '00:00') && time < instantAt(planDate, '23:30'), 'sent inside the window');
    if (period > 1) assert.ok(noticed && daysBetween(civilDateOf(noticed), civilDateOf(time)) >= 5, 'announced five days before');
  }
  const balances = addBalances(new Map(), [...world.ledger.values()]);
  const cash = trades.filter(([, trade]) => !trade.refunded).reduce((sum, [, trade]) => sum + trade.amountFen, 0);
  assert.equal(balances.get('cash:alipay') ?? 0, cash);
  assert.equal(
    [...balances.values()].reduce<number>((sum, amount) => sum + amount, 0),
    0,
  );
}
