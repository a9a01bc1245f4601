import { AggregateStore, aggregateIndexes } from '@petpact/kit/aggregate';
import type { BlobStore } from '@petpact/kit/blob-store';
import { serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Database, IndexSpec } from '@petpact/kit/collection';
import { served } from '@petpact/kit/rpc';
import { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import { encodeFact, TOPIC } from './catalog-event.ts';
import { expireHold, type Pet, type PetFact } from './domain/pet.ts';
import type { Sku, SkuFact } from './domain/sku.ts';
import { catalogRpcs } from './rpcs.ts';

export const INDEXES: IndexSpec[] = [...aggregateIndexes('pets'), ...aggregateIndexes('skus')];

export interface CatalogDoors {
  database: Database;
  clock: Clock;
  realClock: Clock;
  blobs: BlobStore;
}

/** The whole service without its edges. The one piece of work nobody asks for: ending holds. */
export function assemble(doors: CatalogDoors) {
  const { database, clock, realClock } = doors;
  const common = { topic: TOPIC, encode: encodeFact, clock, realClock };
  const pets = new AggregateStore<Pet, PetFact>({ ...common, collection: database.collection('pets') });
  const skus = new AggregateStore<Sku, SkuFact>({ ...common, collection: database.collection('skus') });
  const implementation = catalogRpcs({ ...doors, pets, skus });
  const endHold = (merchantId: string, petId: string) =>
    pets.decide(merchantId, petId, serviceCaller('catalog', merchantId, { requestId: `hold-${petId}` }), (pet) =>
      expireHold(pet, clock.now()),
    );
  return {
    rpcs: [served(CatalogServiceService, implementation)],
    implementation,
    consumers: [],
    stores: [pets, skus],
    workers: [{ name: 'pet-holds', store: pets, act: endHold }],
  };
}
