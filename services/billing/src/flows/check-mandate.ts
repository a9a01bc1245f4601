import type { Caller } from '@petpact/kit/caller';
import { mustUnsign } from '../domain/end-plan.ts';
import { applyAgreement, mandateUnanswered } from '../domain/mandate.ts';
import { currentMandate, nothing, type Plan } from '../domain/plan.ts';
import { applyPostponed, dayToPostponeTo } from '../domain/postpone.ts';
import { applyUnsigned } from '../domain/unsign.ts';
import type { BillingPorts } from '../ports.ts';
import { commit } from './commit.ts';

/** Asks Alipay how the agreement stands: the proof of a mandate, and of its end. */
export async function checkMandate(ports: BillingPorts, plan: Plan, caller: Caller): Promise<Plan> {
  const mandate = currentMandate(plan);
  if (!mandate) return plan;
  const shop = await ports.shops.atAlipay(plan.merchantId);
  const found = await ports.withholding.findAgreement(shop, mandate);
  return commit(ports, plan, caller, (current) => {
    const now = ports.clock.now();
    if (currentMandate(current)?.sequence !== mandate.sequence) return { state: current, facts: [], entries: [] };
    return found === 'unanswered' ? mandateUnanswered(current, now) : applyAgreement(current, found, now);
  });
}

/** Ends the agreement at Alipay and proves it by a query; one that is gone already needs no call. */
export async function unsignAgreement(ports: BillingPorts, plan: Plan, caller: Caller): Promise<Plan> {
  const mandate = currentMandate(plan);
  if (!mandate?.agreementNo || !mustUnsign(plan)) return plan;
  const shop = await ports.shops.atAlipay(plan.merchantId);
  let found = await ports.withholding.findAgreement(shop, mandate);
  if (found !== 'unanswered' && found !== 'gone' && found.status === 'normal') {
    await ports.withholding.unsign(shop, mandate.agreementNo);
    found = await ports.withholding.findAgreement(shop, mandate);
  }
  return commit(ports, plan, caller, (current) =>
    currentMandate(current)?.sequence === mandate.sequence ? applyUnsigned(current, found, ports.clock.now()) : nothing(current),
  );
}

/**
 * Moves Alipay's date to the next plan day and proves it by a query. It is asked before, too: a date that
 * stands where it should needs no change, and an agreement that is gone cannot be moved.
 */
export async function postponeAgreement(ports: BillingPorts, plan: Plan, caller: Caller): Promise<Plan> {
  const mandate = currentMandate(plan);
  const date = dayToPostponeTo(plan);
  if (!mandate?.agreementNo || !date) return plan;
  const shop = await ports.shops.atAlipay(plan.merchantId);
  let found = await ports.withholding.findAgreement(shop, mandate);
  if (found !== 'unanswered' && found !== 'gone' && found.status === 'normal' && found.nextDeductDate !== date) {
    await ports.withholding.postpone(shop, mandate.agreementNo, date);
    found = await ports.withholding.findAgreement(shop, mandate);
  }
  return commit(ports, plan, caller, (current) => {
    const now = ports.clock.now();
    if (currentMandate(current)?.sequence !== mandate.sequence) return { state: current, facts: [], entries: [] };
    if (found === 'gone' || (found !== 'unanswered' && found.status !== 'normal')) return applyAgreement(current, found, now);
    return applyPostponed(current, { nextDeductDate: found === 'unanswered' ? undefined : found.nextDeductDate }, now);
  });
}
