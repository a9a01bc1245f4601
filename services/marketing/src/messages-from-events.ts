import type { IncomingEvent } from '@petpact/kit/bus';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { ContractEvent } from '@petpact/proto/contract/v1/contract_events';
import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import type { Content } from './domain/message.ts';

/** A message that a fact gives rise to. */
export interface Due {
  merchantId: string;
  adopterId: string;
  /** With the kind, the message's natural key. */
  source: string;
  content: Content;
}

/** What an adopter is told when something happened; undefined = nothing. */
export function messageFor(event: IncomingEvent): Due | undefined {
  switch (event.topic) {
    case 'billing.events.v1':
      return fromBilling(BillingEvent.decode(event.value), event.eventId);
    case 'contract.events.v1':
      return fromContract(ContractEvent.decode(event.value), event.eventId);
    case 'fulfillment.events.v1':
      return fromFulfillment(FulfillmentEvent.decode(event.value));
    default:
      return undefined;
  }
}

function fromBilling({ payload, merchantId, aggregateId: contractId }: BillingEvent, eventId: string): Due | undefined {
  const due = (adopterId: string, source: string, content: Omit<Content, 'contractId'>): Due => ({
    merchantId,
    adopterId,
    source,
    content: { contractId, ...content },
  });
  const ofPeriod = (period: number) => `${contractId}_${period}`;
  switch (payload?.$case) {
    case 'chargeNoticeDue': {
      const { adopterId, period, amountFen, firstTryDate: date, planDate } = payload.value;
      // A period whose days were moved (pause, handover) is announced anew.
      return due(adopterId, `${ofPeriod(period)}_${planDate}`, { kind: 'chargeNotice', period, amountFen, date, planDate });
    }
    case 'instalmentPaid': {
      const { adopterId, period, amountFen, skuName, quantity } = payload.value;
      return due(adopterId, ofPeriod(period), {
        kind: 'paid',
        period,
        amountFen,
        detail: quantity > 1 ? `${skuName} ×${quantity}` : skuName,
      });
    }
    case 'instalmentFailed': {
      const { adopterId, period, amountFen, nextTryDate: date } = payload.value;
      return due(adopterId, eventId, { kind: 'chargeFailed', period, amountFen, date });
    }
    case 'instalmentOverdue': {
      const { adopterId, period, amountFen } = payload.value;
      return due(adopterId, ofPeriod(period), { kind: 'overdue', period, amountFen });
    }
    case 'instalmentLate': {
      const { adopterId, period, feeFen } = payload.value;
      return due(adopterId, ofPeriod(period), { kind: 'late', period, amountFen: feeFen });
    }
    case 'planSuspended':
      return due(payload.value.adopterId, eventId, { kind: 'suspended', period: 0 });
    case 'refundSucceeded': {
      const { adopterId, period, amountFen, refundId, instalmentRefunded } = payload.value;
      // One payment too many went back: the period itself stays as it is.
      return due(adopterId, refundId, { kind: instalmentRefunded ? 'refunded' : 'overpaid', period, amountFen });
    }
    case 'planResumed':
      return due(payload.value.adopterId, eventId, { kind: 'resumed', period: 0, date: payload.value.nextPlanDate });
    case 'mandateRevoked':
      return due(payload.value.adopterId, eventId, { kind: 'mandateRevoked', period: 0, detail: payload.value.cause });
    default:
      return undefined;
  }
}

const DECIDED = { approved: 'applicationApproved', declined: 'applicationDeclined', asked: 'applicationAsked' } as const;

function fromContract({ payload, merchantId, aggregateId }: ContractEvent, eventId: string): Due | undefined {
  const due = (adopterId: string, kind: Content['kind'], contractId: string, more: Pick<Content, 'date' | 'detail'> = {}): Due => ({
    merchantId,
    adopterId,
    source: eventId,
    content: { kind, contractId, period: 0, ...more },
  });
  switch (payload?.$case) {
    case 'applicationChanged': {
      const { adopterId, state } = payload.value;
      const kind = DECIDED[state as keyof typeof DECIDED];
      return kind && due(adopterId, kind, '');
    }
    case 'contractActivated':
      return due(payload.value.adopterId, 'activated', aggregateId);
    case 'contractPaused':
      return due(payload.value.adopterId, 'paused', aggregateId);
    case 'contractTerminated':
      return due(payload.value.adopterId, 'ended', aggregateId, { detail: payload.value.reason });
    case 'contractBreached':
      return due(payload.value.adopterId, 'breached', aggregateId);
    case 'endingAnnounced':
      return due(payload.value.adopterId, 'endingAnnounced', aggregateId, { date: payload.value.effectiveDate });
    case 'contractCompleted':
      return due(payload.value.adopterId, 'completed', aggregateId);
    default:
      return undefined;
  }
}

function fromFulfillment({ payload, merchantId, aggregateId, about }: FulfillmentEvent): Due | undefined {
  if (!about) return undefined;
  const { adopterId, contractId, period } = about;
  const due = (content: Pick<Content, 'kind' | 'detail'>): Due => ({
    merchantId,
    adopterId,
    source: aggregateId,
    content: { contractId, period, ...content },
  });
  if (payload?.$case === 'shipmentShipped') return due({ kind: 'shipped', detail: `${payload.value.carrier} ${payload.value.trackingNo}` });
  if (payload?.$case === 'shipmentDelivered') return due({ kind: 'delivered' });
  return undefined;
}
