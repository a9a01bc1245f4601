import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { endPlan } from '../domain/end-plan.ts';
import { askMandate, startMandate } from '../domain/mandate.ts';
import { openPlan, reopenPlan } from '../domain/opening.ts';
import { inFlightPeriod, nextPlanDateOf, pausePlan, resumePlan } from '../domain/pause.ts';
import { currentMandate, type Decision, type Opening, type Plan } from '../domain/plan.ts';
import { refundInstalment } from '../domain/refund.ts';
import { skipPeriod } from '../domain/skip.ts';
import { startPlan } from '../domain/start.ts';
import type { BillingPorts } from '../ports.ts';
import { commit, scheduled } from './commit.ts';
import { waitFor } from './wait-for.ts';

/** Opens the plan of a contract, once: the contract's id is the key. */
export async function openContractPlan(ports: BillingPorts, contractId: string, opening: Opening, caller: Caller): Promise<Plan> {
  const { merchantId } = caller;
  const { state, facts } = openPlan({ contractId, merchantId }, opening, ports.clock.now());
  const created = await ports.plans.create(scheduled(state, ports.clock.now()), facts, caller);
  const plan = await ports.plans.read(merchantId, contractId);
  // The id is taken by a contract of another shop: not ours to tell more.
  if (!plan) throw new Refusal('REQUEST_ID_REUSED', 'precondition', { contractId });
  return created ? plan : reopenPlan(plan, opening).state;
}

/** The page on which the adopter gives the mandate. */
export async function prepareMandate(ports: BillingPorts, plan: Plan, returnUrl: string | undefined, caller: Caller) {
  const shop = await ports.shops.atAlipay(plan.merchantId);
  const started = await commit(ports, plan, caller, (current) => startMandate(current, ports.withholding.product, ports.clock.now()));
  const mandate = currentMandate(started)!;
  return { mandate, plan: started, ...ports.withholding.mandatePage(shop, mandate, returnUrl) };
}

/** Has the worker ask Alipay and waits a moment for its answer; what is not proved by then reaches the client as a hint later. */
export async function confirmMandate(ports: BillingPorts, plan: Plan, caller: Caller): Promise<Plan> {
  if (currentMandate(plan)?.state !== 'pending') return plan;
  const asked = await commit(ports, plan, caller, (current) => askMandate(current, ports.clock.now()));
  return waitFor(ports, asked, (current) => currentMandate(current)?.state !== 'pending');
}

export async function pause(ports: BillingPorts, plan: Plan, asked: { reason: string; pauseId?: string }, caller: Caller) {
  const paused = await commit(ports, plan, caller, (current) => pausePlan(current, asked.reason, asked.pauseId));
  return { plan: paused, inFlightPeriod: inFlightPeriod(paused) };
}

export async function resume(ports: BillingPorts, plan: Plan, pauseId: string | undefined, caller: Caller) {
  const resumed = await commit(ports, plan, caller, (current) => resumePlan(current, ports.clock.now(), pauseId));
  return { plan: resumed, nextPlanDate: nextPlanDateOf(resumed) ?? '' };
}

/** Leaves the next month out. */
export async function skip(ports: BillingPorts, plan: Plan, asked: { period: number; skipId: string }, caller: Caller) {
  const skipped = await commit(ports, plan, caller, (current) => skipPeriod(current, asked));
  return { plan: skipped, nextPlanDate: nextPlanDateOf(skipped) ?? '' };
}

export function start(ports: BillingPorts, plan: Plan, handover: { date: string; confirmed: boolean }, caller: Caller): Promise<Plan> {
  return commit(ports, plan, caller, (current) => startPlan(current, handover, ports.clock.now()));
}

/** Ends the plan; the worker unsigns the agreement, and fulfillment calls back what has not left. */
export async function end(ports: BillingPorts, plan: Plan, asked: Parameters<typeof endPlan>[1], caller: Caller) {
  const ended = await commit(ports, plan, caller, (current) => endPlan(current, asked));
  return { plan: ended, inFlightPeriod: inFlightPeriod(ended) };
}

/** Orders the refund of one period; the worker sends it. */
export function orderRefund(ports: BillingPorts, plan: Plan, asked: { period: number; reason: string }, caller: Caller): Promise<Plan> {
  return commit(ports, plan, caller, (current): Decision => refundInstalment(current, asked, ports.clock.now()));
}
