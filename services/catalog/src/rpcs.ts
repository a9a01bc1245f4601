import type { AggregateStore } from '@petpact/kit/aggregate';
import type { BlobStore } from '@petpact/kit/blob-store';
import { type Caller, requireActor } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import { naturalId } from '@petpact/kit/natural-id';
import { sanitizePicture } from '@petpact/kit/picture';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import { enumFrom } from '@petpact/kit/wire';
import type { CatalogServiceService, Pet as PetMessage, Sku as SkuMessage } from '@petpact/proto/catalog/v1/catalog_service';
import { addPet, adoptPet, changePet, holdPet, type Pet, type PetDetails, type PetFact, releasePet, returnPet } from './domain/pet.ts';
import { checkSku, type Sku, type SkuFact } from './domain/sku.ts';

export interface CatalogPorts {
  pets: AggregateStore<Pet, PetFact>;
  skus: AggregateStore<Sku, SkuFact>;
  blobs: BlobStore;
  clock: Clock;
}

const HOUR_MS = 3_600_000;
const isOutsider = (caller: Caller): boolean => caller.actor.kind === 'visitor' || caller.actor.kind === 'adopter';

/** Pets and foods of a shop. */
export function catalogRpcs({ pets, skus, blobs, clock }: CatalogPorts): Rpcs<typeof CatalogServiceService> {
  return {
    async listPets({ species, includeAll, pageSize, pageToken }, caller) {
      const all = includeAll && !isOutsider(caller);
      const shown = all ? {} : { state: { $in: ['available', 'held'] as const } };
      const page = await pets.list(
        caller.merchantId,
        { ...shown, ...(species === '' ? {} : { species: species as Pet['species'] }) },
        pageOf(pageSize, pageToken),
      );
      return { pets: page.items.map((pet) => petMessage(pet, caller)), nextPageToken: page.nextPageToken };
    },
    async getPet({ petId }, caller) {
      const pet = await pets.require(caller.merchantId, petId);
      // A draft is nobody's business; an adopted pet is still told of to those who come back to its page.
      if (pet.state === 'draft' && isOutsider(caller)) throw new Refusal('PET_NOT_FOUND', 'notFound');
      return { pet: petMessage(pet, caller) };
    },
    async savePet({ pet, requestId }, caller) {
      requireActor(caller, 'staff', 'service');
      if (!pet) throw new Refusal('INVALID_PET', 'invalid', { field: 'pet' });
      const { petId, state } = pet;
      const details = detailsOf(pet);
      const shown = state === 'STATE_DRAFT' ? 'draft' : 'available';
      if (petId !== '')
        return { pet: petMessage(await pets.decide(caller.merchantId, petId, caller, (one) => changePet(one, details, shown)), caller) };
      const _id = naturalId('pet', caller.merchantId, caller.actor.id, requestId);
      const added = addPet({ _id, merchantId: caller.merchantId }, details, shown, clock.now());
      if (!(await pets.create(added.state, added.facts, caller))) {
        const first = await pets.require(caller.merchantId, _id);
        if (first.name !== details.name || first.breed !== details.breed) throw new Refusal('REQUEST_ID_REUSED', 'precondition');
        return { pet: petMessage(first, caller) };
      }
      return { pet: petMessage(added.state, caller) };
    },
    async holdPet({ petId, holderId, holdHours }, caller) {
      requireActor(caller, 'service');
      if (holderId === '' || holdHours < 1 || holdHours > 2_000) throw new Refusal('INVALID_HOLD', 'invalid');
      const until = new Date(clock.now().getTime() + holdHours * HOUR_MS);
      return { pet: petMessage(await pets.decide(caller.merchantId, petId, caller, (pet) => holdPet(pet, holderId, until)), caller) };
    },
    async releasePet({ petId, holderId }, caller) {
      requireActor(caller, 'service');
      await pets.decide(caller.merchantId, petId, caller, (pet) => releasePet(pet, holderId));
      return {};
    },
    async adoptPet({ petId, holderId, contractId }, caller) {
      requireActor(caller, 'service');
      await pets.decide(caller.merchantId, petId, caller, (pet) => adoptPet(pet, holderId, contractId));
      return {};
    },
    async returnPet({ petId, contractId }, caller) {
      requireActor(caller, 'service');
      await pets.decide(caller.merchantId, petId, caller, (pet) => returnPet(pet, contractId));
      return {};
    },
    async listSkus({ species, includeAll, pageSize, pageToken }, caller) {
      const shown = includeAll && !isOutsider(caller) ? {} : { published: true };
      const page = await skus.list(caller.merchantId, { ...shown, ...(species === '' ? {} : { species }) }, pageOf(pageSize, pageToken));
      return { skus: page.items.map((sku) => skuMessage(sku, caller)), nextPageToken: page.nextPageToken };
    },
    async getSku({ skuId }, caller) {
      const sku = await skus.require(caller.merchantId, skuId);
      if (!sku.published && isOutsider(caller)) throw new Refusal('SKU_NOT_FOUND', 'notFound');
      return { sku: skuMessage(sku, caller) };
    },
    async saveSku({ sku, requestId }, caller) {
      requireActor(caller, 'staff', 'service');
      if (!sku) throw new Refusal('INVALID_SKU', 'invalid', { field: 'sku' });
      const { skuId, ...rest } = sku;
      const details = checkSku(rest);
      if (skuId !== '') {
        const changed = await skus.decide(caller.merchantId, skuId, caller, (one) => ({
          state: { ...one, ...details },
          facts: [{ type: 'skuChanged' }],
        }));
        return { sku: skuMessage(changed, caller) };
      }
      const _id = naturalId('sku', caller.merchantId, caller.actor.id, requestId);
      const state: Sku = { ...details, _id, merchantId: caller.merchantId, version: 0, schema: 1 };
      if (await skus.create(state, [{ type: 'skuChanged' }], caller)) return { sku: skuMessage(state, caller) };
      const first = await skus.require(caller.merchantId, _id);
      if (first.skuCode !== details.skuCode) throw new Refusal('REQUEST_ID_REUSED', 'precondition');
      return { sku: skuMessage(first, caller) };
    },
    async addPicture({ content }, caller) {
      requireActor(caller, 'staff', 'service');
      const { bytes, contentType } = await sanitizePicture(content);
      return { picture: await blobs.put(caller.merchantId, bytes, contentType) };
    },
    async getPicture({ picture }, caller) {
      const found = picture.startsWith(`${caller.merchantId}/`) ? await blobs.get(picture) : undefined;
      if (!found?.contentType.startsWith('image/')) throw new Refusal('PICTURE_NOT_FOUND', 'notFound');
      return { content: Buffer.from(found.bytes), contentType: found.contentType };
    },
  };
}

const pageOf = (pageSize: number, pageToken: string) => ({ pageSize: Math.min(pageSize, 100), ...(pageToken === '' ? {} : { pageToken }) });

function detailsOf({ name, species, breed, sex, birthDate, colour, weightGrams, health, story, traits, pictures }: PetMessage): PetDetails {
  const none = { vaccines: [], dewormedDate: '', neutered: false, notes: '' };
  return {
    name,
    species: species as PetDetails['species'],
    breed,
    sex: sex as PetDetails['sex'],
    birthDate,
    colour,
    weightGrams,
    health: health ?? none,
    story,
    traits,
    pictures,
  };
}

/** Who holds a pet is for staff and services; visitors learn only that it is held. */
function petMessage(pet: Pet, caller: Caller): PetMessage {
  const { _id, name, species, breed, sex, birthDate, colour, weightGrams, health, story, traits, pictures, state, nextActionAt, holderId } =
    pet;
  return {
    petId: _id,
    name,
    species,
    breed,
    sex,
    birthDate,
    colour,
    weightGrams,
    health,
    story,
    traits,
    pictures,
    state: enumFrom('STATE', state),
    holdUntilTime: state === 'held' ? nextActionAt : undefined,
    holderId: isOutsider(caller) ? '' : (holderId ?? ''),
  };
}

function skuMessage({ _id, merchantId: _, version: __, schema: ___, costFen, ...sku }: Sku, caller: Caller): SkuMessage {
  return { skuId: _id, ...sku, costFen: isOutsider(caller) ? 0 : costFen };
}
