import { AccountEvent } from '@petpact/proto/account/v1/account_events';
import type { AdopterFact } from './domain/adopter.ts';
import type { MerchantFact } from './domain/merchant.ts';
import type { PersonFact } from './domain/person.ts';

export const TOPIC = 'account.events.v1';

export type AccountFact = AdopterFact | MerchantFact | PersonFact;

/** A fact of account as it goes over the wire. */
export function encodeFact(
  fact: AccountFact,
  after: { _id: string; merchantId: string },
  event: { eventId: string; occurTime: Date; version: number },
): Uint8Array {
  const { eventId, occurTime, version } = event;
  return AccountEvent.encode({
    eventId,
    occurTime,
    version,
    merchantId: after.merchantId,
    aggregateId: after._id,
    payload: payloadOf(fact),
  }).finish();
}

function payloadOf(fact: AccountFact): AccountEvent['payload'] {
  switch (fact.type) {
    case 'merchantWentLive':
      return { $case: 'merchantWentLive', value: {} };
    case 'staffChanged':
      return { $case: 'staffChanged', value: { staffId: fact.staffId } };
    case 'adopterJoined':
      return { $case: 'adopterJoined', value: { adopterId: fact.adopterId } };
    case 'consentRecorded':
      return {
        $case: 'consentRecorded',
        value: { adopterId: fact.adopterId, purpose: fact.purpose, textVersion: fact.textVersion, granted: fact.granted },
      };
  }
}
