import type { Plan } from '../domain/plan.ts';
import type { BillingPorts } from '../ports.ts';

/** How often a plan is looked at for a client that waits, and how long in between. Real time. */
const LOOKS = 24;
const PAUSE_MS = 50;

/** Waits a moment for what the worker does; what is not there by then reaches the client as a hint later. */
export async function waitFor(ports: BillingPorts, plan: Plan, isDone: (plan: Plan) => boolean): Promise<Plan> {
  let current = plan;
  for (let looks = 0; looks < LOOKS && !isDone(current); looks++) {
    await ports.timer.sleep(PAUSE_MS);
    current = await ports.plans.require(plan.merchantId, plan._id);
  }
  return current;
}
