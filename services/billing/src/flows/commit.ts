import type { Caller } from '@petpact/kit/caller';
import { Conflict } from '@petpact/kit/refusal';
import { nextStep } from '../domain/next-step.ts';
import type { Decision, Plan } from '../domain/plan.ts';
import { plansSuspended } from '../metrics.ts';
import type { BillingPorts } from '../ports.ts';

type CommitPorts = Pick<BillingPorts, 'plans' | 'ledger' | 'clock' | 'log'>;

const TRIES = 5;

/**
 * Writes what a decision leaves: ledger entries first, then the plan with its facts and its next due instant.
 * The order is safe because an entry is written under a natural key and says only what is true at Alipay by itself:
 * after a crash in between the same answer is found again and the same entry is there already.
 * When somebody else wrote the plan first, it is read and decided again.
 */
export async function commit(ports: CommitPorts, plan: Plan, caller: Caller, decide: (plan: Plan) => Decision): Promise<Plan> {
  for (let attempt = 1, before = plan; ; attempt += 1) {
    const decision = decide(before);
    for (const entry of decision.entries) await ports.ledger.insert(entry);
    if (decision.state === before && decision.facts.length === 0) return before;
    try {
      return await save(ports, before, caller, decision);
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === TRIES) throw error;
      before = await ports.plans.require(plan.merchantId, plan._id);
    }
  }
}

/** One conditional write of a decision; throws Conflict when the plan has changed since. */
export async function save(ports: CommitPorts, before: Plan, caller: Caller, { state, facts }: Omit<Decision, 'entries'>): Promise<Plan> {
  const saved = await ports.plans.save(before, scheduled(state, ports.clock.now()), facts, caller);
  if (saved.state === 'suspended' && before.state !== 'suspended') {
    plansSuspended.inc({ reason: saved.reason?.split(':')[0] ?? '' });
    ports.log.warn({ id: saved._id, merchantId: saved.merchantId, reason: saved.reason }, 'plan suspended');
  }
  return saved;
}

/** The plan with the instant at which its next step is due, which is what the worker claims by. */
export function scheduled(plan: Plan, now: Date): Plan {
  return { ...plan, nextActionAt: nextStep(plan, now)?.at };
}
