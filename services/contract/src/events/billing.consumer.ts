import type { IncomingEvent } from '@petpact/kit/bus';
import { UNKNOWN_KIND } from '@petpact/kit/consumer';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { hearPlan, type PlanFact } from '../domain/plan-facts.ts';
import { asContract, type ContractPorts } from '../ports.ts';

export const BILLING_TOPIC = 'billing.events.v1';

/** Facts of billing that move a contract; all others belong to somebody else. */
export async function hearBilling(ports: ContractPorts, event: IncomingEvent): Promise<unknown> {
  const { payload, merchantId, aggregateId, version } = BillingEvent.decode(event.value);
  if (payload === undefined) return UNKNOWN_KIND;
  const fact = planFactOf(payload);
  if (fact === undefined) return;
  const caller = asContract({ merchantId, adopterId: payload.value.adopterId }, event.caller.requestId);
  await ports.contracts.decide(merchantId, aggregateId, caller, (contract) =>
    hearPlan(contract, fact, { planVersion: version, now: event.time }),
  );
}

function planFactOf(payload: NonNullable<BillingEvent['payload']>): PlanFact | undefined {
  switch (payload.$case) {
    case 'mandateSigned':
      return { type: 'mandateSigned' };
    case 'planCompleted':
      return { type: 'planCompleted', overdue: payload.value.overdue };
    case 'mandateRevoked':
      return { type: 'mandateRevoked', cause: payload.value.cause };
    case 'planPaused':
      return { type: 'planPaused', reason: payload.value.reason };
    case 'planSuspended':
      return { type: 'planSuspended', reason: payload.value.reason };
    case 'instalmentLate':
      return { type: 'instalmentLate', period: payload.value.period };
    case 'planResumed':
      return { type: 'planResumed', nextPlanDate: payload.value.nextPlanDate };
    default:
      return undefined;
  }
}
