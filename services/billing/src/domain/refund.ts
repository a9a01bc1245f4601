import type { Fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import { endWhenSettled } from './ending.ts';
import { refundEntry } from './ledger.ts';
import {
  type Decision,
  type Due,
  type Instalment,
  instalmentOf,
  later,
  nothing,
  type Plan,
  payableOf,
  payables,
  type Refund,
  withInstalment,
  withPayable,
} from './plan.ts';

/** What became of a refund at Alipay. */
export type RefundAnswer =
  | { outcome: 'refunded' }
  /** Alipay took the request but did not say that money moved; ask before sending it again. */
  | { outcome: 'unproved' }
  | { outcome: 'refused'; refusal: string; code: string };

/** Alipay's refund query tells the truth ten seconds after refunding (ALIPAY §4). */
const ASK_AFTER_MS = 15_000;

/**
 * What was refused is owed all the same: a shop's account is filled, an authorisation renewed, and then the money goes
 * back by itself. Asked again later and later, at least once a day.
 */
const REPEAT_AFTER_MS = 3_600_000;

/** A refund of one whole trade. The request number derives from the trade, so it can happen once only. */
export function refundOf(what: Pick<Refund, 'tradeNo' | 'amountFen' | 'reason' | 'from' | 'ofInstalment'>, now: Date): Refund {
  return { ...what, requestNo: `${what.tradeNo}_R`, state: 'due', askAt: now, tries: 0 };
}

/** Gives one period back in full, once: asking again answers with what is there. Refuses INSTALMENT_NOT_PAID. */
export function refundInstalment(plan: Plan, asked: { period: number; reason: string }, now: Date): Decision {
  const instalment = instalmentOf(plan, asked.period);
  if (instalment?.state === 'refunding' || instalment?.state === 'refunded') return nothing(plan);
  if (instalment?.state !== 'paid' || !instalment.tradeNo) {
    throw new Refusal('INSTALMENT_NOT_PAID', 'precondition', { period: String(asked.period), state: instalment?.state ?? 'none' });
  }
  const from: Refund['from'] = instalment.recognised ? 'revenue' : 'deferred';
  const refund = refundOf(
    { tradeNo: instalment.tradeNo, amountFen: amountOf(instalment), reason: asked.reason, from, ofInstalment: true },
    now,
  );
  const refunding: Instalment = { ...instalment, state: 'refunding', refunds: [...instalment.refunds, refund] };
  return { state: withInstalment(plan, refunding), facts: [], entries: [] };
}

function amountOf({ amountFen }: Instalment): Fen {
  return amountFen;
}

/** The refund that is due first, if any. */
export function openRefund(plan: Plan): { period: number; refund: Refund } | undefined {
  let first: { period: number; refund: Refund } | undefined;
  for (const { period, refunds } of payables(plan)) {
    for (const refund of refunds) {
      if (refund.state !== 'due' && refund.state !== 'asking') continue;
      if (!first || refund.askAt < first.refund.askAt) first = { period, refund };
    }
  }
  return first;
}

/** Applies Alipay's answer to one refund; the answer to one that is done already changes nothing. */
export function applyRefund(plan: Plan, ref: { period: number; requestNo: string }, answer: RefundAnswer, now: Date): Decision {
  const payable = payableOf(plan, ref.period);
  const refund = payable?.refunds.find(({ requestNo }) => requestNo === ref.requestNo);
  if (!payable || !refund || refund.state === 'done') return nothing(plan);
  if (answer.outcome !== 'refunded') return { ...nothing(plan), state: withRefund(plan, payable, unproved(refund, answer, now)) };

  const about = { merchantId: plan.merchantId, contractId: plan._id, period: ref.period, atTime: now };
  const done: Refund = { ...refund, state: 'done' };
  // A fee that was paid twice: the books say it, and nobody else has to know.
  if ('kind' in payable) return { state: withRefund(plan, payable, done), facts: [], entries: [refundEntry(about, refund)] };
  const settled = refund.ofInstalment ? { ...payable, state: 'refunded' as const } : payable;
  const state = withRefund(plan, settled, done);
  return endWhenSettled({
    state,
    facts: [{ type: 'refundSucceeded', period: ref.period, requestNo: refund.requestNo }],
    entries: [refundEntry(about, refund)],
  });
}

function unproved(refund: Refund, answer: Exclude<RefundAnswer, { outcome: 'refunded' }>, now: Date): Refund {
  const tries = refund.tries + 1;
  if (answer.outcome === 'unproved') return { ...refund, tries, state: 'asking', askAt: later(now, ASK_AFTER_MS * Math.min(tries, 40)) };
  const { code } = answer;
  return { ...refund, tries, code, state: 'due', askAt: later(now, REPEAT_AFTER_MS * Math.min(tries, 24)) };
}

function withRefund(plan: Plan, payable: Instalment | Due, refund: Refund): Plan {
  const refunds = payable.refunds.map((old) => (old.requestNo === refund.requestNo ? refund : old));
  return withPayable(plan, { ...payable, refunds });
}
