import { addMonths, civilDateOf } from '@petpact/kit/civil-date';
import { liftWhenPaid } from './arrears.ts';
import { applyDueAnswer } from './due-payment.ts';
import { wasCutShort } from './end-plan.ts';
import { endWhenSettled } from './ending.ts';
import { chargeEntry } from './ledger.ts';
import { markOverdue } from './overdue.ts';
import {
  type Attempt,
  currentMandate,
  type Decision,
  type Instalment,
  instalmentOf,
  isOpenAttempt,
  type Mandate,
  nothing,
  type Plan,
  type PlanFact,
  payableOf,
  suspended,
  withInstalment,
  withMandate,
} from './plan.ts';
import { refundOf } from './refund.ts';
import { askAgainAt } from './resolution.ts';
import { streakAt } from './streak.ts';
import { nextTryTime } from './window.ts';

/** What became of one attempt: told by the call itself, by a query or by a notify. */
export type AttemptAnswer =
  | { outcome: 'succeeded'; alipayTradeNo: string }
  /** Certainly nothing moved. `refusal` is the class of the error table. */
  | { outcome: 'refused'; refusal: string; code?: string }
  /** Not proved yet. */
  | { outcome: 'unknown'; refusal?: string }
  /** Proved not to have happened: its number is closed at Alipay, or was never sent. */
  | { outcome: 'closed' };

export interface AttemptRef {
  period: number;
  attempt: number;
}

/** Classes after which charging stops until a person has looked (ALIPAY §5.3). */
const STOPS_PLAN: readonly string[] = ['ruleBroken', 'stopManual', 'badRequest', 'notFound'];

/**
 * Applies an answer to one attempt. Alipay may answer twice, late or out of turn: an answer that was
 * counted already changes nothing and yields no fact, and a paid instalment never goes back (RELIABILITY F4).
 */
export function applyAnswer(plan: Plan, ref: AttemptRef, answer: AttemptAnswer, now: Date): Decision {
  const instalment = payableOf(plan, ref.period);
  const attempt = instalment?.attempts[ref.attempt - 1];
  if (!instalment || !attempt) return nothing(plan);
  if ('kind' in instalment) return applyDueAnswer(plan, instalment, attempt, answer, now);
  switch (answer.outcome) {
    case 'succeeded':
      return attempt.state === 'succeeded' ? nothing(plan) : succeed(plan, { instalment, attempt }, answer.alipayTradeNo, now);
    case 'refused':
      return isOpenAttempt(attempt) ? refuse(plan, { instalment, attempt }, answer, now) : nothing(plan);
    case 'unknown':
      return isOpenAttempt(attempt) ? stayUnknown(plan, { instalment, attempt }, answer.refusal, now) : nothing(plan);
    case 'closed':
      return isOpenAttempt(attempt) ? close(plan, { instalment, attempt }, now) : nothing(plan);
  }
}

interface Target {
  instalment: Instalment;
  attempt: Attempt;
}

/**
 * Money came in: it is booked in any case. It pays the instalment, unless another trade did so
 * already or we had given this number up: then it goes back, once, under its own trade number, and Alipay
 * is asked which day it holds now.
 */
function succeed(plan: Plan, { instalment, attempt }: Target, alipayTradeNo: string, now: Date): Decision {
  const { period, amountFen } = instalment;
  const about = { merchantId: plan.merchantId, contractId: plan._id, period, atTime: now };
  const entries = [chargeEntry(about, attempt.tradeNo, amountFen)];
  const counted = withAttempt(
    { ...instalment, tradeNos: [...instalment.tradeNos, attempt.tradeNo] },
    { ...attempt, state: 'succeeded', askAt: undefined },
  );
  const settledOtherwise = Boolean(instalment.tradeNo) || instalment.state === 'cancelled';
  if (settledOtherwise || attempt.state === 'closed') {
    const reason = wasCutShort(plan) ? 'planEnded' : settledOtherwise ? 'paidTwice' : 'successAfterClose';
    const refund = refundOf({ tradeNo: attempt.tradeNo, amountFen, reason, from: 'deferred', ofInstalment: false }, now);
    const asking = withMandateAsked(plan, now);
    return { state: withInstalment(asking, { ...counted, refunds: [...counted.refunds, refund] }), facts: [], entries };
  }
  const paid: Instalment = { ...counted, state: 'paid', paidTime: now, tradeNo: attempt.tradeNo, alipayTradeNo };
  const state = withInstalment(withDateAfterSuccess(plan, attempt, now), paid);
  const facts: PlanFact[] = [{ type: 'instalmentPaid', period, streak: streakAt(state, period) }];
  return endWhenSettled(liftWhenPaid({ state, facts, entries }, now));
}

/**
 * Alipay moves its date one month at each success. Where it told us the date after this charge
 * had begun, that word may or may not count the success already: then it is asked, not reckoned.
 */
function withDateAfterSuccess(plan: Plan, attempt: Attempt, now: Date): Plan {
  const mandate = currentMandate(plan);
  if (mandate?.sequence !== attempt.mandate || mandate.state !== 'signed' || !mandate.nextDeductDate) return plan;
  if (mandate.dateKnownTime && mandate.dateKnownTime > attempt.startedTime) return withMandate(plan, { ...mandate, askAt: now });
  return withMandate(plan, { ...mandate, nextDeductDate: addMonths(mandate.nextDeductDate, 1) });
}

function refuse(plan: Plan, { instalment, attempt }: Target, answer: { refusal: string; code?: string }, now: Date): Decision {
  const { refusal } = answer;
  const failed = withAttempt({ ...instalment, lastRefusal: refusal }, { ...attempt, state: 'refused', refusal, askAt: undefined });
  const reopened = reopen(plan, { ...failed, triesOver: refusal === 'limits' || failed.triesOver });
  if (refusal === 'agreementGone')
    return failedTry({ ...reopened, state: withMandateAsked(reopened.state, now) }, instalment.period, refusal);
  if (STOPS_PLAN.includes(refusal)) {
    const stopped = suspended(reopened.state, `${refusal}: ${answer.code ?? ''}`);
    return failedTry({ ...reopened, state: stopped }, instalment.period, refusal);
  }
  return failedTry(reopened, instalment.period, refusal, now);
}

function stayUnknown(plan: Plan, { instalment, attempt }: Target, refusal: string | undefined, now: Date): Decision {
  const asks = (attempt.asks ?? -1) + 1;
  const askAt = askAgainAt(attempt, asks, now);
  const unknown: Attempt = { ...attempt, state: 'unknown', asks, askAt, refusal: refusal ?? attempt.refusal };
  const state = instalment.state === 'charging' ? 'unknown' : instalment.state;
  return { state: withInstalment(plan, withAttempt({ ...instalment, state }, unknown)), facts: [], entries: [] };
}

function close(plan: Plan, { instalment, attempt }: Target, now: Date): Decision {
  const lastRefusal = attempt.mandate === 0 ? instalment.lastRefusal : 'notExecuted';
  const closed = withAttempt({ ...instalment, lastRefusal }, { ...attempt, state: 'closed', askAt: undefined });
  const reopened = reopen(plan, closed);
  // "Date does not match" and yet no trade: Alipay holds another day than we do (ALIPAY §5.3).
  const state = attempt.refusal === 'dateNotMatch' ? withMandateAsked(reopened.state, now) : reopened.state;
  return failedTry({ ...reopened, state }, instalment.period, 'notExecuted', now);
}

/** Back to `scheduled`, unless the instalment was settled in the meantime. */
function reopen(plan: Plan, instalment: Instalment): Decision {
  const inFlight = instalment.state === 'charging' || instalment.state === 'unknown';
  return { state: withInstalment(plan, inFlight ? { ...instalment, state: 'scheduled' } : instalment), facts: [], entries: [] };
}

/** Tells of a failed try and, given the time, ends the period when it was the last one. */
function failedTry(decision: Decision, period: number, refusal: string, now?: Date): Decision {
  const instalment = instalmentOf(decision.state, period);
  if (instalment?.state !== 'scheduled') return decision;
  const next = decision.state.state === 'active' ? nextTryTime(instalment) : undefined;
  const fact: PlanFact = { type: 'instalmentFailed', period, refusal, nextTryDate: next && civilDateOf(next) };
  const failed = { ...decision, facts: [...decision.facts, fact] };
  if (next || !now || decision.state.state !== 'active') return failed;
  const overdue = markOverdue(decision.state, period, now);
  return { ...overdue, facts: [...failed.facts, ...overdue.facts] };
}

function withMandateAsked(plan: Plan, now: Date): Plan {
  const mandate: Mandate | undefined = currentMandate(plan);
  return mandate?.state === 'signed' ? withMandate(plan, { ...mandate, askAt: now }) : plan;
}

function withAttempt(instalment: Instalment, attempt: Attempt): Instalment {
  return { ...instalment, attempts: instalment.attempts.map((old) => (old.attempt === attempt.attempt ? attempt : old)) };
}
