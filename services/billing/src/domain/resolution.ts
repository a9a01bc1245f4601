import type { Fen } from '@petpact/kit/fen';
import type { Attempt, Instalment } from './plan.ts';

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

/**
 * Judges what a query says of an unknown charge (ARCHITECTURE, rule 3). "No such trade" and "waits for the buyer"
 * prove nothing before the settle time is over and the number has been closed at Alipay, which `closedNow` says.
 */
export function judgeTrade(
  instalment: Instalment,
  attempt: Attempt,
  found: TradeFound,
  moment: { now: Date; closedNow: boolean },
): Verdict {
  if (found.paid) {
    if (found.amountFen !== instalment.amountFen || !found.alipayTradeNo) return { verdict: 'wrongAmount' };
    return { verdict: 'succeeded', alipayTradeNo: found.alipayTradeNo };
  }
  if (found.status === 'closed') return { verdict: 'closed' };
  if (moment.now < attempt.settlesAt) return { verdict: 'askAgain' };
  if (!moment.closedNow) return { verdict: 'closeFirst' };
  return found.status === 'notExist' ? { verdict: 'closed' } : { verdict: 'askAgain' };
}
