import { CreditEvent } from '@petpact/proto/credit/v1/credit_events';
import type { CreditFact } from './domain/assessment.ts';

export const TOPIC = 'credit.events.v1';

/** A fact of credit as it goes over the wire. */
export function encodeFact(
  fact: CreditFact,
  after: { _id: string; merchantId: string },
  event: { eventId: string; occurTime: Date; version: number },
): Uint8Array {
  const { eventId, occurTime, version } = event;
  const { adopterId, outcome, tier } = fact;
  const payload = { $case: 'creditAssessed', value: { adopterId, outcome, tier } } as const;
  return CreditEvent.encode({ eventId, occurTime, version, merchantId: after.merchantId, aggregateId: after._id, payload }).finish();
}
