import type { Caller } from '@petpact/kit/caller';
import { beginCharge } from '../domain/charging.ts';
import { applyAnswer } from '../domain/deduction.ts';
import { nothing, type Plan } from '../domain/plan.ts';
import { withdrawn } from '../domain/stop.ts';
import { chargesAnswered } from '../metrics.ts';
import type { BillingPorts } from '../ports.ts';
import { chargingStopOf } from './charging-stop.ts';
import { commit, save } from './commit.ts';

/**
 * Takes one instalment: the charge is stored with its trade number before it is sent, so that a crash anywhere
 * leaves a number that can be asked about, and never a second one (RELIABILITY F1).
 */
export async function chargeInstalment(ports: BillingPorts, plan: Plan, period: number, caller: Caller): Promise<Plan> {
  // Asked first: an intent that cannot be sent for want of a token would have to wait out the settle time.
  const shop = await ports.shops.atAlipay(plan.merchantId);
  const intent = beginCharge(plan, period, ports.clock.now(), ports.pace);
  if (intent.state === plan) return plan;
  // Never decided again: what was decided about this state must not be written over another one.
  const charging = await save(ports, plan, caller, intent);
  const { order } = intent;
  if (!order) return charging;
  // The button may have been pressed since the intent was written: from its answer on nothing is sent.
  if ((await chargingStopOf(ports, plan.merchantId)).stopped)
    return commit(ports, charging, caller, (current) => ({ ...nothing(current), state: withdrawn(current, order) }));
  const answer = await ports.withholding.charge(shop, order);
  chargesAnswered.inc({ outcome: answer.outcome, refusal: 'refusal' in answer ? (answer.refusal ?? '') : '' });
  return commit(ports, charging, caller, (current) => applyAnswer(current, order, answer, ports.clock.now()));
}
