import { Refusal } from '@petpact/kit/refusal';

export type PetState = 'draft' | 'available' | 'held' | 'adopted';
export type Species = 'dog' | 'cat' | 'rabbit' | 'other';

export interface PetDetails {
  name: string;
  species: Species;
  breed: string;
  sex: 'male' | 'female';
  /** Civil date. */
  birthDate: string;
  colour: string;
  weightGrams: number;
  health: { vaccines: string[]; dewormedDate: string; neutered: boolean; notes: string };
  story: string;
  traits: string[];
  /** Keys of stored pictures; the first is the cover. */
  pictures: string[];
}

/** A pet of a shop. It is held for one applicant at a time; `nextActionAt` is the end of the hold. */
export interface Pet extends PetDetails {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  state: PetState;
  /** The application that holds it. */
  holderId?: string;
  contractId?: string;
  nextActionAt?: Date;
  createdTime: Date;
}

export type PetFact =
  | { type: 'petHeld'; holderId: string }
  | { type: 'petReleased'; holderId: string; cause: 'released' | 'expired' }
  | { type: 'petAdopted'; contractId: string }
  | { type: 'petChanged' };

type Decision = { state: Pet; facts: PetFact[] };

const SPECIES: readonly string[] = ['dog', 'cat', 'rabbit', 'other'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Throws INVALID_PET, naming the field. */
export function checkPet(pet: PetDetails): PetDetails {
  const bad = (field: string) => new Refusal('INVALID_PET', 'invalid', { field });
  if (pet.name.trim() === '' || pet.name.length > 30) throw bad('name');
  if (!SPECIES.includes(pet.species)) throw bad('species');
  if (pet.sex !== 'male' && pet.sex !== 'female') throw bad('sex');
  if (pet.breed.trim() === '' || pet.breed.length > 40) throw bad('breed');
  if (!DATE.test(pet.birthDate)) throw bad('birthDate');
  if (!Number.isInteger(pet.weightGrams) || pet.weightGrams < 1 || pet.weightGrams > 200_000) throw bad('weightGrams');
  if (pet.story.length > 2_000) throw bad('story');
  if (pet.traits.length > 12 || pet.pictures.length > 12 || pet.health.vaccines.length > 20) throw bad('lists');
  return pet;
}

/** A new pet, on show or still a draft. */
export function addPet(id: { _id: string; merchantId: string }, details: PetDetails, state: 'draft' | 'available', now: Date): Decision {
  return { state: { ...checkPet(details), ...id, version: 0, schema: 1, state, createdTime: now }, facts: [{ type: 'petChanged' }] };
}

/** Changes what is told of a pet. A held pet stays held; an adopted one is history: PET_NOT_EDITABLE. */
export function changePet(pet: Pet, details: PetDetails, state: 'draft' | 'available'): Decision {
  if (pet.state === 'adopted') throw new Refusal('PET_NOT_EDITABLE', 'precondition');
  const next = pet.state === 'held' ? 'held' : state;
  return { state: { ...pet, ...checkPet(details), state: next }, facts: [{ type: 'petChanged' }] };
}

/** Holds a pet for one application until an instant of business time; the holder himself may extend. Throws PET_HELD, PET_ADOPTED. */
export function holdPet(pet: Pet, holderId: string, until: Date): Decision {
  if (pet.state === 'adopted') throw new Refusal('PET_ADOPTED', 'precondition');
  if (pet.state === 'draft') throw new Refusal('PET_NOT_FOUND', 'notFound');
  if (pet.state === 'held' && pet.holderId !== holderId) throw new Refusal('PET_HELD', 'precondition');
  const facts: PetFact[] = pet.state === 'held' ? [] : [{ type: 'petHeld', holderId }];
  return { state: { ...pet, state: 'held', holderId, nextActionAt: until }, facts };
}

/** Ends this holder's hold; anybody else's is left alone. */
export function releasePet(pet: Pet, holderId: string): Decision {
  if (pet.state !== 'held' || pet.holderId !== holderId) return { state: pet, facts: [] };
  return { state: freed(pet), facts: [{ type: 'petReleased', holderId, cause: 'released' }] };
}

/** Ends a hold whose time has come. */
export function expireHold(pet: Pet, now: Date): Decision {
  if (pet.state !== 'held' || !pet.holderId || !pet.nextActionAt || pet.nextActionAt > now) return { state: pet, facts: [] };
  return { state: freed(pet), facts: [{ type: 'petReleased', holderId: pet.holderId, cause: 'expired' }] };
}

/**
 * The pet goes to its holder for good; again for the same contract changes nothing. A hold that ran out while the
 * contract was being signed is no obstacle as long as nobody else came. Throws PET_HELD, PET_ADOPTED.
 */
export function adoptPet(pet: Pet, holderId: string, contractId: string): Decision {
  if (pet.state === 'adopted') {
    if (pet.contractId === contractId) return { state: pet, facts: [] };
    throw new Refusal('PET_ADOPTED', 'precondition');
  }
  if (pet.state === 'held' && pet.holderId !== holderId) throw new Refusal('PET_HELD', 'precondition');
  const { nextActionAt: _, ...rest } = pet;
  return { state: { ...rest, state: 'adopted', holderId, contractId }, facts: [{ type: 'petAdopted', contractId }] };
}

/** The adopted pet of this contract is back with the shop, who looks at it before it is shown again. Anybody else's stays. */
export function returnPet(pet: Pet, contractId: string): Decision {
  if (pet.state !== 'adopted' || pet.contractId !== contractId) return { state: pet, facts: [] };
  const { holderId: _, contractId: __, ...rest } = pet;
  return { state: { ...rest, state: 'draft' }, facts: [{ type: 'petChanged' }] };
}

function freed(pet: Pet): Pet {
  const { holderId: _, nextActionAt: __, ...rest } = pet;
  return { ...rest, state: 'available' };
}
