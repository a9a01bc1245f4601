import { type Caller, serviceCaller } from '@petpact/kit/caller';
import { Conflict } from '@petpact/kit/refusal';
import { markLate } from '../domain/arrears.ts';
import { nextStep, type Step } from '../domain/next-step.ts';
import { giveNotice, moveUnchargeable } from '../domain/notice.ts';
import { markOverdue } from '../domain/overdue.ts';
import { later, nothing, type Plan } from '../domain/plan.ts';
import { heldUp, missedByStop, released } from '../domain/stop.ts';
import type { BillingPorts } from '../ports.ts';
import { chargeInstalment } from './charge-instalment.ts';
import { chargingStopOf } from './charging-stop.ts';
import { checkMandate, postponeAgreement, unsignAgreement } from './check-mandate.ts';
import { commit, save, scheduled } from './commit.ts';
import { resolveCharge } from './resolve-charge.ts';
import { sendRefund } from './send-refund.ts';

/** More steps than any plan has due at one instant; the rest is claimed again. */
const MOST_STEPS = 12;

/** Does everything that is due for one plan. Called by the worker, and only here is Alipay called. */
export async function workOnPlan(ports: BillingPorts, merchantId: string, id: string): Promise<void> {
  let plan = await ports.plans.read(merchantId, id);
  for (let steps = 0; plan && steps < MOST_STEPS; steps++) {
    const now = ports.clock.now();
    const step = nextStep(plan, now);
    if (!step || step.at > now) {
      await correctDue(ports, plan, step);
      return;
    }
    if (MONEY_STEPS.includes(step.kind)) {
      const { stopped } = await chargingStopOf(ports, merchantId);
      if (stopped) return holdUp(ports, plan);
    }
    plan = await takeStep(ports, plan, step).catch(async (error) => {
      // Somebody else changed the plan: what is due now may be another thing.
      if (!(error instanceof Conflict)) throw error;
      return ports.plans.read(merchantId, id);
    });
  }
}

export function workerOf(plan: Plan): Caller {
  return serviceCaller('billing', plan.merchantId, { onBehalfOf: plan.adopterId, requestId: `plan-${plan._id}-${plan.version}` });
}

/** Steps that a shop's stop keeps back: a charge, and the end of a window in which none could be made. */
const MONEY_STEPS: readonly Step['kind'][] = ['charge', 'overdue'];
/** How soon a plan is looked at again whose shop has stopped charging. Business time. */
const LOOK_AGAIN_MS = 3_600_000;

async function holdUp(ports: BillingPorts, plan: Plan): Promise<void> {
  const now = ports.clock.now();
  await ports.plans.save(plan, { ...heldUp(plan, now), nextActionAt: later(now, LOOK_AGAIN_MS) }, [], workerOf(plan));
}

/** The first money step after a stop: a period that was missed because of it moves on, and nobody is overdue. */
function afterStop(ports: BillingPorts, plan: Plan, step: Step & { period: number }): Promise<Plan> {
  return commit(ports, plan, workerOf(plan), (current) => {
    const missed = step.kind === 'overdue' && missedByStop(current, step.period);
    const moved = missed ? moveUnchargeable(current, step.period, ports.clock.now()) : nothing(current);
    return { ...moved, state: released(moved.state) };
  });
}

function takeStep(ports: BillingPorts, plan: Plan, step: Step): Promise<Plan> {
  const caller = workerOf(plan);
  switch (step.kind) {
    case 'charge':
      if (plan.heldSince) return afterStop(ports, plan, step);
      return chargeInstalment(ports, plan, step.period, caller);
    case 'resolve':
      return resolveCharge(ports, plan, step, caller);
    case 'refund':
      return sendRefund(ports, plan, step, caller);
    case 'checkMandate':
      return checkMandate(ports, plan, caller);
    case 'unsign':
      return unsignAgreement(ports, plan, caller);
    case 'postpone':
      return postponeAgreement(ports, plan, caller);
    case 'notice':
      return commit(ports, plan, caller, (current) => giveNotice(current, step.period, ports.clock.now()));
    case 'reschedule':
      return commit(ports, plan, caller, (current) => moveUnchargeable(current, step.period, ports.clock.now()));
    case 'late':
      return commit(ports, plan, caller, (current) => markLate(current, step.period, ports.clock.now()));
    case 'overdue':
      if (plan.heldSince) return afterStop(ports, plan, step);
      return commit(ports, plan, caller, (current) => markOverdue(current, step.period, ports.clock.now()));
  }
}

/** A stored instant that no longer fits, as after a change of configuration, would be claimed for nothing again and again. */
async function correctDue(ports: BillingPorts, plan: Plan, step: Step | undefined): Promise<void> {
  if (plan.nextActionAt?.getTime() === step?.at.getTime()) return;
  await save(ports, plan, workerOf(plan), { state: scheduled(plan, ports.clock.now()), facts: [] });
}
