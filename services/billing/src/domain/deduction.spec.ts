import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anActivePlan, at, CONTRACT, PACE } from '../../test/plan.builder.ts';
import { beginCharge } from './charging.ts';
import { type AttemptAnswer, applyAnswer } from './deduction.ts';
import { giveNotice } from './notice.ts';
import type { Decision, Plan, PlanFact } from './plan.ts';
import { nextTryTime } from './window.ts';

const NOW = at('2026-12-06 09:00');
const REF = { period: 1, attempt: 1 };
const paid: AttemptAnswer = { outcome: 'succeeded', alipayTradeNo: 'ali-1' };
const poor: AttemptAnswer = { outcome: 'refused', refusal: 'payerCannotPayNow', code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' };

const charged = (plan: Plan, period: number, now: Date) => {
  const intent = beginCharge(plan, period, now, PACE);
  assert.ok(intent.order, `period ${period} is charged`);
  return intent.state;
};
const types = ({ facts }: { facts: PlanFact[] }) => facts.map(({ type }) => type);

/** Period 2 of a plan of 6 December, noticed and not tried yet. */
function secondPeriod(): Plan {
  const first = applyAnswer(charged(anActivePlan(), 1, NOW), REF, paid, NOW).state;
  return giveNotice(first, 2, at('2026-12-27 10:00')).state;
}

describe('a charge', () => {
  it('is written down with its trade number, amount and caps before it is sent', () => {
    const { state, order } = beginCharge(anActivePlan(), 1, NOW, PACE);
    assert.equal(order?.tradeNo, `${CONTRACT}_1_1`);
    assert.equal(order?.amountFen, 12_900);
    assert.equal(state.instalments[0]?.state, 'charging');
    assert.deepEqual(state.instalments[0]?.attempts[0]?.settlesAt, at('2026-12-06 09:10'));
  });
  it('is not begun while another one is in flight', () => {
    assert.equal(beginCharge(charged(anActivePlan(), 1, NOW), 2, NOW, PACE).order, undefined);
  });
  it('is not begun outside the window, nor for a paused, suspended or ended plan', () => {
    assert.equal(beginCharge(anActivePlan(), 1, at('2026-12-06 23:30'), PACE).order, undefined);
    for (const state of ['paused', 'suspended', 'ended', 'awaitingStart', 'awaitingMandate'] as const) {
      assert.equal(beginCharge({ ...anActivePlan(), state }, 1, NOW, PACE).order, undefined, state);
    }
  });
  it('is not begun before the notice of its period', () => {
    const plan = applyAnswer(charged(anActivePlan(), 1, NOW), REF, paid, NOW).state;
    assert.equal(beginCharge(plan, 2, at('2027-01-02 10:00'), PACE).order, undefined);
  });
  for (const [cap, change] of [
    ['singleCap', { singleCapFen: 12_899 }],
    ['totalCap', { totalCapFen: 12_899 }],
    ['totalPayments', { totalPayments: 0 }],
  ] as const) {
    it(`stops the plan instead of breaking the signed ${cap}`, () => {
      const plan = anActivePlan();
      const capped = { ...plan, mandates: [{ ...plan.mandates[0]!, ...change }] } as Plan;
      const { state, order } = beginCharge(capped, 1, NOW, PACE);
      assert.equal(order, undefined);
      assert.deepEqual([state.state, state.reason], ['suspended', `capBroken: ${cap}`]);
    });
  }
});

describe('applying an answer to a charge', () => {
  const flying = () => charged(anActivePlan(), 1, NOW);

  it('settles the instalment when Alipay took the money, and books it', () => {
    const { state, facts, entries } = applyAnswer(flying(), REF, paid, NOW);
    assert.equal(state.instalments[0]?.state, 'paid');
    assert.deepEqual(facts, [{ type: 'instalmentPaid', period: 1, streak: 1 }]);
    assert.deepEqual(
      entries.map(({ _id, postings }) => [_id, postings.map(({ account, amountFen }) => [account, amountFen])]),
      [
        [
          `charge:${CONTRACT}_1_1`,
          [
            ['cash:alipay', 12_900],
            ['revenue:deferred', -12_900],
          ],
        ],
      ],
    );
  });
  it('says nothing new when the same trade is told twice', () => {
    const once = applyAnswer(flying(), REF, paid, NOW).state;
    assert.deepEqual(applyAnswer(once, REF, paid, NOW), { state: once, facts: [], entries: [] });
  });
  it('expects Alipay’s date one month later after a success', () => {
    assert.equal(applyAnswer(flying(), REF, paid, NOW).state.mandates[0]?.nextDeductDate, '2027-01-06');
  });
  it('owes one refund when a second trade settles a paid instalment, however often it is told', () => {
    const refused = applyAnswer(flying(), REF, poor, NOW).state;
    const again = applyAnswer(charged(refused, 1, at('2026-12-06 20:00')), { period: 1, attempt: 2 }, paid, NOW).state;
    const twice = applyAnswer(again, REF, { outcome: 'succeeded', alipayTradeNo: 'ali-2' }, NOW);
    assert.deepEqual(
      twice.state.instalments[0]?.refunds.map(({ tradeNo, reason, ofInstalment }) => [tradeNo, reason, ofInstalment]),
      [[`${CONTRACT}_1_1`, 'paidTwice', false]],
    );
    assert.deepEqual(types(twice), []);
    assert.equal(twice.entries.length, 1);
    assert.deepEqual(applyAnswer(twice.state, REF, paid, NOW).entries, []);
  });
  it('books and gives back a success that follows a close', () => {
    const unknown = applyAnswer(flying(), REF, { outcome: 'unknown' }, NOW).state;
    const closed = applyAnswer(unknown, REF, { outcome: 'closed' }, at('2026-12-06 09:10')).state;
    const late = applyAnswer(closed, REF, paid, at('2026-12-06 09:30'));
    assert.equal(late.state.instalments[0]?.state, 'scheduled');
    assert.deepEqual(
      late.state.instalments[0]?.refunds.map(({ reason }) => reason),
      ['successAfterClose'],
    );
    assert.equal(late.entries.length, 1);
    assert.deepEqual(late.state.mandates[0]?.askAt, at('2026-12-06 09:30'));
  });
  it('never lets a refusal that comes late undo a payment', () => {
    const settled = applyAnswer(flying(), REF, paid, NOW).state;
    assert.equal(applyAnswer(settled, REF, poor, NOW).state, settled);
    assert.equal(applyAnswer(settled, REF, { outcome: 'unknown' }, NOW).state, settled);
    assert.equal(applyAnswer(settled, REF, { outcome: 'closed' }, NOW).state, settled);
  });
  it('keeps the trade number and asks again and again while the outcome is unknown', () => {
    let plan = applyAnswer(flying(), REF, { outcome: 'unknown' }, NOW).state;
    const attempt = () => plan.instalments[0]!.attempts[0]!;
    assert.deepEqual(attempt().askAt, new Date(NOW.getTime() + 5_000));
    plan = applyAnswer(plan, REF, { outcome: 'unknown' }, attempt().askAt!).state;
    assert.deepEqual(attempt().askAt, new Date(NOW.getTime() + 25_000));
    assert.equal(plan.instalments[0]?.state, 'unknown');
    assert.equal(plan.instalments[0]?.attempts.length, 1);
    assert.equal(beginCharge(plan, 1, at('2026-12-06 20:00'), PACE).order, undefined);
  });

  for (const [count, expected] of [
    [1, '2027-01-03 10:00'],
    [2, '2027-01-05 10:00'],
    [3, '2027-01-06 10:00'],
  ] as const) {
    it(`tries again at ${expected} after refusal ${count} of a period with its plan day on 6 January`, () => {
      const plan = refusals(count);
      assert.deepEqual(nextTryTime(plan.state.instalments[1]!), at(expected));
      assert.equal(types(plan).at(-1), 'instalmentFailed');
    });
  }
  it('calls the instalment overdue when the plan day itself refuses', () => {
    const { state, facts } = refusals(4);
    assert.equal(state.instalments[1]?.state, 'overdue');
    assert.deepEqual(
      facts.map(({ type }) => type),
      ['instalmentFailed', 'instalmentOverdue'],
    );
  });
  it('still settles an overdue instalment that is paid late, and the streak starts afresh', () => {
    const late = applyAnswer(refusals(4).state, { period: 2, attempt: 4 }, paid, at('2027-01-08 10:00'));
    assert.equal(late.state.instalments[1]?.state, 'paid');
    assert.deepEqual(late.facts, [{ type: 'instalmentPaid', period: 2, streak: 0 }]);
  });

  it('ends the period at once after a limit', () => {
    const { state, facts } = applyAnswer(flying(), REF, { outcome: 'refused', refusal: 'limits' }, NOW);
    assert.equal(state.instalments[0]?.state, 'overdue');
    assert.equal(facts.length, 2);
  });
  for (const refusal of ['ruleBroken', 'stopManual', 'badRequest']) {
    it(`stops the plan for a person after ${refusal}`, () => {
      const { state } = applyAnswer(flying(), REF, { outcome: 'refused', refusal, code: 'ACQ.X' }, NOW);
      assert.deepEqual([state.state, state.reason, state.instalments[0]?.state], ['suspended', `${refusal}: ACQ.X`, 'scheduled']);
    });
  }
  it('looks at the agreement when Alipay says it is gone', () => {
    const { state } = applyAnswer(flying(), REF, { outcome: 'refused', refusal: 'agreementGone' }, NOW);
    assert.deepEqual([state.mandates[0]?.askAt, state.state], [NOW, 'active']);
  });
  it('looks at the agreement when its date did not match and no trade came of it', () => {
    const unknown = applyAnswer(flying(), REF, { outcome: 'unknown', refusal: 'dateNotMatch' }, NOW).state;
    const { state } = applyAnswer(unknown, REF, { outcome: 'closed' }, at('2026-12-06 09:10'));
    assert.deepEqual(state.mandates[0]?.askAt, at('2026-12-06 09:10'));
  });
  it('repeats at once a try that proved not to have happened', () => {
    const unknown = applyAnswer(flying(), REF, { outcome: 'unknown' }, NOW).state;
    const { state } = applyAnswer(unknown, REF, { outcome: 'closed' }, at('2026-12-06 09:10'));
    assert.ok(nextTryTime(state.instalments[0]!)! <= at('2026-12-06 09:10'));
    assert.equal(beginCharge(state, 1, at('2026-12-06 09:10'), PACE).order?.tradeNo, `${CONTRACT}_1_2`);
  });
  it('ends the plan with its last instalment', () => {
    const plan = charged(anActivePlan({ periods: 1 }), 1, NOW);
    const { state, facts } = applyAnswer(plan, REF, paid, NOW);
    assert.equal(state.state, 'ended');
    assert.deepEqual(facts.at(-1), { type: 'planCompleted', paid: 1, overdue: 0 });
  });

  it('tells the end again when what was overdue is paid after it', () => {
    const plan = charged(anActivePlan({ periods: 1 }), 1, NOW);
    const overdue = applyAnswer(plan, REF, { outcome: 'refused', refusal: 'limits' }, NOW);
    assert.deepEqual(overdue.facts.at(-1), { type: 'planCompleted', paid: 0, overdue: 1 });
    const late = applyAnswer(overdue.state, REF, paid, at('2026-12-08 10:00'));
    assert.deepEqual([late.state.state, late.facts.at(-1)], ['ended', { type: 'planCompleted', paid: 1, overdue: 0 }]);
  });

  it('comes to the same end whatever the order and number of messages about one charge', () => {
    const messages: AttemptAnswer[] = [paid, { outcome: 'unknown' }, poor, paid];
    fc.assert(
      fc.property(fc.shuffledSubarray(messages, { minLength: 1 }), fc.integer({ min: 1, max: 3 }), (order, repeats) => {
        let last: Decision = { state: charged(anActivePlan(), 1, NOW), facts: [], entries: [] };
        const booked: string[] = [];
        for (const answer of Array.from({ length: repeats }, () => order).flat()) {
          last = applyAnswer(last.state, REF, answer, NOW);
          booked.push(...last.entries.map(({ _id }) => _id));
        }
        const success = order.includes(paid);
        assert.equal(last.state.instalments[0]?.state === 'paid', success);
        assert.equal(booked.length, success ? 1 : 0);
        assert.equal(last.state.instalments[0]?.refunds.length, 0);
      }),
    );
  });
});

function refusals(count: number): Decision {
  let last: Decision = { state: secondPeriod(), facts: [], entries: [] };
  for (let attempt = 1; attempt <= count; attempt++) {
    const now = nextTryTime(last.state.instalments[1]!)!;
    last = applyAnswer(charged(last.state, 2, now), { period: 2, attempt }, poor, now);
  }
  return last;
}
