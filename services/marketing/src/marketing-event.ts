import { MarketingEvent } from '@petpact/proto/marketing/v1/marketing_events';
import type { Message, MessageFact } from './domain/message.ts';

export const TOPIC = 'marketing.events.v1';

/** A fact of marketing as it goes over the wire. */
export function encodeFact(fact: MessageFact, after: Message, event: { eventId: string; occurTime: Date; version: number }): Uint8Array {
  const { eventId, occurTime, version } = event;
  return MarketingEvent.encode({
    eventId,
    occurTime,
    version,
    merchantId: after.merchantId,
    aggregateId: after._id,
    payload: payloadOf(fact),
  }).finish();
}

function payloadOf(fact: MessageFact): MarketingEvent['payload'] {
  switch (fact.type) {
    case 'messageQueued':
      return { $case: 'messageQueued', value: { adopterId: fact.adopterId, kind: fact.kind } };
    case 'messageDelivered':
      return { $case: 'messageDelivered', value: { adopterId: fact.adopterId, delivery: fact.delivery } };
  }
}
