import type { Caller } from '@petpact/kit/caller';
import { applyAnswer } from '../domain/deduction.ts';
import { type Plan, payableOf, suspended } from '../domain/plan.ts';
import { judgeTrade, type Verdict } from '../domain/resolution.ts';
import type { BillingPorts, ShopAtAlipay } from '../ports.ts';
import { commit } from './commit.ts';

/** Finds out what became of a charge without an answer: query, after the settle time close, and query again. */
export async function resolveCharge(
  ports: BillingPorts,
  plan: Plan,
  ref: { period: number; attempt: number },
  caller: Caller,
): Promise<Plan> {
  const shop = await ports.shops.atAlipay(plan.merchantId);
  const verdict = await verdictOn(ports, shop, plan, ref);
  return commit(ports, plan, caller, (current) => {
    const now = ports.clock.now();
    switch (verdict.verdict) {
      case 'succeeded':
        return applyAnswer(current, ref, { outcome: 'succeeded', alipayTradeNo: verdict.alipayTradeNo }, now);
      case 'closed':
        return applyAnswer(current, ref, { outcome: 'closed' }, now);
      case 'wrongAmount': {
        const asked = applyAnswer(current, ref, { outcome: 'unknown' }, now);
        return { ...asked, state: suspended(asked.state, 'wrongAmount') };
      }
      default:
        return applyAnswer(current, ref, { outcome: 'unknown' }, now);
    }
  });
}

async function verdictOn(ports: BillingPorts, shop: ShopAtAlipay, plan: Plan, ref: { period: number; attempt: number }): Promise<Verdict> {
  const payable = payableOf(plan, ref.period);
  const attempt = payable?.attempts[ref.attempt - 1];
  if (!payable || !attempt) return { verdict: 'askAgain' };
  const ask = async (closedNow: boolean): Promise<Verdict> => {
    const found = await ports.withholding.findTrade(shop, attempt.tradeNo);
    return found === 'unanswered' ? { verdict: 'askAgain' } : judgeTrade(payable, attempt, found, { now: ports.clock.now(), closedNow });
  };
  const verdict = await ask(false);
  if (verdict.verdict !== 'closeFirst') return verdict;
  const closed = await ports.withholding.closeTrade(shop, attempt.tradeNo);
  return closed ? ask(true) : { verdict: 'askAgain' };
}
