import type { AttemptAnswer } from './deduction.ts';
import { feeEntry } from './ledger.ts';
import { type Attempt, type Decision, type Due, isOpenAttempt, nothing, type Plan, withPayable } from './plan.ts';
import { refundOf } from './refund.ts';
import { askAgainAt } from './resolution.ts';

/** Applies an answer to one payment of a fee. Money that came in is booked in any case; one payment too many goes back. */
export function applyDueAnswer(plan: Plan, due: Due, attempt: Attempt, answer: AttemptAnswer, now: Date): Decision {
  if (answer.outcome === 'succeeded')
    return attempt.state === 'succeeded' ? nothing(plan) : paid(plan, due, attempt, answer.alipayTradeNo, now);
  if (!isOpenAttempt(attempt)) return nothing(plan);
  if (answer.outcome === 'unknown') {
    const asks = (attempt.asks ?? -1) + 1;
    return changed(plan, due, { ...attempt, state: 'unknown', asks, askAt: askAgainAt(attempt, asks, now) });
  }
  return changed(plan, due, { ...attempt, state: answer.outcome, askAt: undefined });
}

function paid(plan: Plan, due: Due, attempt: Attempt, alipayTradeNo: string, now: Date): Decision {
  const { period, amountFen } = due;
  const entries = [feeEntry({ merchantId: plan.merchantId, contractId: plan._id, period, atTime: now }, attempt.tradeNo, amountFen)];
  const counted: Due = {
    ...withAttempt(due, { ...attempt, state: 'succeeded', askAt: undefined }),
    tradeNos: [...due.tradeNos, attempt.tradeNo],
  };
  if (due.state !== 'open' || attempt.state === 'closed') {
    const reason = due.state === 'open' ? 'successAfterClose' : 'paidTwice';
    const refund = refundOf({ tradeNo: attempt.tradeNo, amountFen, reason, from: 'fees', ofInstalment: false }, now);
    return { state: withPayable(plan, { ...counted, refunds: [...counted.refunds, refund] }), facts: [], entries };
  }
  const state = withPayable(plan, { ...counted, state: 'paid', paidTime: now, tradeNo: attempt.tradeNo, alipayTradeNo });
  return { state, facts: [], entries };
}

const changed = (plan: Plan, due: Due, attempt: Attempt): Decision => ({
  ...nothing(plan),
  state: withPayable(plan, withAttempt(due, attempt)),
});

function withAttempt(due: Due, attempt: Attempt): Due {
  return { ...due, attempts: due.attempts.map((old) => (old.attempt === attempt.attempt ? attempt : old)) };
}
