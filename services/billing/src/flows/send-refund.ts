import type { Caller } from '@petpact/kit/caller';
import { type Plan, payableOf, type Refund } from '../domain/plan.ts';
import { applyRefund, type RefundAnswer } from '../domain/refund.ts';
import { refundsAnswered } from '../metrics.ts';
import type { BillingPorts, ShopAtAlipay } from '../ports.ts';
import { commit } from './commit.ts';

/** Sends money back. The request number makes a repeat harmless: Alipay refunds it once (ALIPAY §4). */
export async function sendRefund(
  ports: BillingPorts,
  plan: Plan,
  ref: { period: number; requestNo: string },
  caller: Caller,
): Promise<Plan> {
  const refund = payableOf(plan, ref.period)?.refunds.find(({ requestNo }) => requestNo === ref.requestNo);
  if (!refund) return plan;
  const shop = await ports.shops.atAlipay(plan.merchantId);
  const answer = await answerOf(ports, shop, refund);
  refundsAnswered.inc({ outcome: answer.outcome });
  return commit(ports, plan, caller, (current) => applyRefund(current, ref, answer, ports.clock.now()));
}

async function answerOf({ withholding }: BillingPorts, shop: ShopAtAlipay, refund: Refund): Promise<RefundAnswer> {
  // An earlier try may have gone through, whatever was heard of it.
  if (refund.tries > 0 && (await withholding.findRefund(shop, refund))) return { outcome: 'refunded' };
  return withholding.refund(shop, refund);
}
