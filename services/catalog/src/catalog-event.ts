import { CatalogEvent } from '@petpact/proto/catalog/v1/catalog_events';
import type { PetFact } from './domain/pet.ts';
import type { SkuFact } from './domain/sku.ts';

export const TOPIC = 'catalog.events.v1';

/** A fact of catalog as it goes over the wire. */
export function encodeFact(
  fact: PetFact | SkuFact,
  after: { _id: string; merchantId: string },
  event: { eventId: string; occurTime: Date; version: number },
): Uint8Array {
  const { eventId, occurTime, version } = event;
  return CatalogEvent.encode({
    eventId,
    occurTime,
    version,
    merchantId: after.merchantId,
    aggregateId: after._id,
    payload: payloadOf(fact),
  }).finish();
}

function payloadOf(fact: PetFact | SkuFact): CatalogEvent['payload'] {
  switch (fact.type) {
    case 'petHeld':
      return { $case: 'petHeld', value: { holderId: fact.holderId } };
    case 'petReleased':
      return { $case: 'petReleased', value: { holderId: fact.holderId, cause: fact.cause } };
    case 'petAdopted':
      return { $case: 'petAdopted', value: { contractId: fact.contractId } };
    case 'petChanged':
      return { $case: 'petChanged', value: {} };
    case 'skuChanged':
      return { $case: 'skuChanged', value: {} };
  }
}
