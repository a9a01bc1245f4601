import type { Schemas } from '@petpact/api/client';

type Pet = Schemas['Pet'];

export interface StoredPicture {
  key: string;
  url: string;
}

/** A pet as its form holds it: weight in kilograms, dates as text. */
export interface PetDraft {
  name: string;
  species: Pet['species'];
  breed: string;
  sex: Pet['sex'];
  birthDate: string;
  colour: string;
  weightKg: number;
  vaccines: string[];
  dewormedDate: string;
  neutered: boolean;
  notes: string;
  story: string;
  traits: string[];
  pictures: StoredPicture[];
  state: 'draft' | 'available';
}

export const EMPTY_DRAFT: Partial<PetDraft> = {
  species: 'cat',
  sex: 'female',
  colour: '',
  vaccines: [],
  dewormedDate: '',
  neutered: false,
  notes: '',
  story: '',
  traits: [],
  pictures: [],
  state: 'draft',
};

/** The form of a stored pet. */
export const draftOf = (pet: Pet): PetDraft => {
  const { name, species, breed, sex, birthDate, colour, weightGrams, health, story, traits, pictures, pictureKeys = [], state } = pet;
  return {
    name,
    species,
    breed,
    sex,
    birthDate,
    colour,
    story,
    traits,
    weightKg: weightGrams / 1000,
    ...health,
    pictures: pictureKeys.map((key, index) => ({ key, url: pictures[index] ?? '' })),
    state: state === 'draft' ? 'draft' : 'available',
  };
};

/** What is sent to be stored. */
export const inputOf = (draft: PetDraft): Schemas['PetInput'] => {
  const { weightKg, vaccines, dewormedDate, neutered, notes, pictures, name, breed, colour, story, ...rest } = draft;
  return {
    ...rest,
    name: name.trim(),
    breed: breed.trim(),
    colour: colour.trim(),
    story: story.trim(),
    weightGrams: Math.round(weightKg * 1000),
    health: { vaccines, dewormedDate: dewormedDate ?? '', neutered, notes: notes.trim() },
    pictureKeys: pictures.map(({ key }) => key),
  };
};

/** Moves one picture to the front: the first is the cover. */
export const withCover = (pictures: StoredPicture[], key: string): StoredPicture[] => [
  ...pictures.filter((picture) => picture.key === key),
  ...pictures.filter((picture) => picture.key !== key),
];

export const PICTURES_MAX = 12;
export const PICTURE_BYTES_MAX = 3 * 1024 * 1024;
export const PICTURE_KINDS: readonly string[] = ['image/jpeg', 'image/png', 'image/webp'];

/** Bytes as base64 without a data URL's head. */
export const base64Of = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
