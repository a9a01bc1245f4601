import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { instalmentOf, type Plan, type PlanFact } from '../domain/plan.ts';
import type { ChargingStop, StopFact } from '../domain/stop.ts';

export const TOPIC = 'billing.events.v1';

/** A fact of a plan as it goes over the wire: ids, dates and amounts, never a name (ARCHITECTURE, rule 9). */
export function encodeFact(fact: PlanFact, after: Plan, event: { eventId: string; occurTime: Date; version: number }): Uint8Array {
  const { merchantId, _id: aggregateId } = after;
  return BillingEvent.encode({ ...event, merchantId, aggregateId, payload: payloadOf(fact, after) }).finish();
}

/** A fact of a shop's stop button; the aggregate is the merchant. */
export function encodeStopFact(
  fact: StopFact,
  after: ChargingStop,
  event: { eventId: string; occurTime: Date; version: number },
): Uint8Array {
  const { merchantId, _id: aggregateId } = after;
  const payload: BillingEvent['payload'] =
    fact.type === 'chargingStopped'
      ? { $case: fact.type, value: { adopterId: '', reason: fact.reason } }
      : { $case: fact.type, value: { adopterId: '' } };
  return BillingEvent.encode({ ...event, merchantId, aggregateId, payload }).finish();
}

function payloadOf(fact: PlanFact, plan: Plan): BillingEvent['payload'] {
  const { adopterId } = plan;
  switch (fact.type) {
    case 'planOpened':
      return { $case: fact.type, value: { adopterId } };
    case 'mandateSigned':
      return { $case: fact.type, value: { adopterId, agreementNo: fact.agreementNo } };
    case 'mandateRevoked':
      return { $case: fact.type, value: { adopterId, cause: fact.cause } };
    case 'planPaused':
      return { $case: fact.type, value: { adopterId, reason: fact.reason } };
    case 'planResumed':
      return { $case: fact.type, value: { adopterId, nextPlanDate: fact.nextPlanDate } };
    case 'planRescheduled':
      return { $case: fact.type, value: { adopterId, nextPlanDate: fact.nextPlanDate } };
    case 'planSuspended':
      return { $case: fact.type, value: { adopterId, reason: fact.reason } };
    case 'planEnded':
      return { $case: fact.type, value: { adopterId, reason: fact.reason } };
    case 'planCompleted':
      return { $case: fact.type, value: { adopterId, paid: fact.paid, overdue: fact.overdue } };
    default:
      return instalmentPayload(fact, plan);
  }
}

type InstalmentFact = Extract<PlanFact, { period: number }>;

function instalmentPayload(fact: InstalmentFact, plan: Plan): BillingEvent['payload'] {
  const { adopterId } = plan;
  const { period } = fact;
  const instalment = instalmentOf(plan, period)!;
  const { amountFen, planDate, goods } = instalment;
  switch (fact.type) {
    case 'chargeNoticeDue':
      return { $case: fact.type, value: { adopterId, period, amountFen, planDate, firstTryDate: fact.firstTryDate } };
    case 'instalmentPaid': {
      const { tradeNo = '', paidTime } = instalment;
      const { streak } = fact;
      return {
        $case: fact.type,
        value: { adopterId, period, amountFen, ...goods, tradeNo, paidTime, periods: plan.instalments.length, streak },
      };
    }
    case 'instalmentFailed':
      return { $case: fact.type, value: { adopterId, period, amountFen, refusal: fact.refusal, nextTryDate: fact.nextTryDate ?? '' } };
    case 'instalmentLate':
      return { $case: fact.type, value: { adopterId, period, amountFen, feeFen: fact.feeFen } };
    case 'instalmentOverdue':
      return { $case: fact.type, value: { adopterId, period, amountFen } };
    case 'refundSucceeded': {
      const refund = instalment.refunds.find(({ requestNo }) => requestNo === fact.requestNo)!;
      const { ofInstalment: instalmentRefunded, reason, requestNo: refundId } = refund;
      return { $case: fact.type, value: { adopterId, period, amountFen: refund.amountFen, refundId, instalmentRefunded, reason } };
    }
  }
}
