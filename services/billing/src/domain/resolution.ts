import type { Fen } from '@petpact/kit/fen';
import type { Attempt, Payable } from './plan.ts';

/** A trade as Alipay's query tells it. */
export interface TradeFound {
  status: 'notExist' | 'waitBuyerPay' | 'success' | 'finished' | 'closed';
  alipayTradeNo?: string;
  amountFen?: Fen;
  /** Money moved at some time. */
  paid: boolean;
}

export type Verdict =
  | { verdict: 'succeeded'; alipayTradeNo: string }
  /** Proved not to have happened. */
  | { verdict: 'closed' }
  /** The settle time is over: close the number, then ask once more. */
  | { verdict: 'closeFirst' }
  | { verdict: 'askAgain' }
  /** Paid, but not what was asked for: for a person. */
  | { verdict: 'wrongAmount' };

/** First pause before asking about an unknown outcome; each further one is four times as long, up to five minutes. */
const FIRST_ASK_MS = 5_000;
const LONGEST_ASK_STEP = 3;

/** When to ask next about a trade that was asked about so many times; never later than the end of its settle time. */
export function askAgainAt({ settlesAt }: Attempt, asks: number, now: Date): Date {
  const pause = new Date(now.getTime() + FIRST_ASK_MS * 4 ** Math.min(asks, LONGEST_ASK_STEP));
  return settlesAt > now && settlesAt < pause ? settlesAt : pause;
}

/**
 * Judges what a query says of an unknown charge (ARCHITECTURE, rule 3). "No such trade" and "waits for the buyer"
 * prove nothing before the settle time is over and the number has been closed at Alipay, which `closedNow` says.
 */
export function judgeTrade(
  { amountFen }: Payable,
  attempt: Attempt,
  found: TradeFound,
  moment: { now: Date; closedNow: boolean },
): Verdict {
  if (found.paid) {
    if (found.amountFen !== amountFen || !found.alipayTradeNo) return { verdict: 'wrongAmount' };
    return { verdict: 'succeeded', alipayTradeNo: found.alipayTradeNo };
  }
  if (found.status === 'closed') return { verdict: 'closed' };
  if (moment.now < attempt.settlesAt) return { verdict: 'askAgain' };
  if (!moment.closedNow) return { verdict: 'closeFirst' };
  return found.status === 'notExist' ? { verdict: 'closed' } : { verdict: 'askAgain' };
}
