import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { base64Of, draftOf, inputOf, withCover } from './pet-input.ts';

const pet: Schemas['Pet'] = {
  petId: 'p1',
  name: '团子',
  species: 'cat',
  breed: '英国短毛猫',
  sex: 'female',
  birthDate: '2026-03-01',
  colour: '蓝',
  weightGrams: 2350,
  health: { vaccines: ['猫三联'], dewormedDate: '2026-11-01', neutered: false, notes: '' },
  story: '爱晒太阳',
  traits: ['亲人'],
  pictures: ['/api/v1/pictures/m/a', '/api/v1/pictures/m/b'],
  pictureKeys: ['m/a', 'm/b'],
  state: 'held',
};

describe('the form of a pet', () => {
  it('gives back what is stored when nothing is changed', () => {
    const { petId: _, pictures: __, state: ___, ...stored } = pet;
    assert.deepEqual(inputOf(draftOf(pet)), { ...stored, state: 'available' });
  });
  it('takes kilograms and stores grams', () => {
    assert.equal(inputOf({ ...draftOf(pet), weightKg: 12.345 }).weightGrams, 12_345);
    assert.equal(inputOf({ ...draftOf(pet), weightKg: 0.07 }).weightGrams, 70);
  });
  it('drops blanks around words', () => assert.equal(inputOf({ ...draftOf(pet), name: ' 团子 ' }).name, '团子'));
  it('puts the chosen cover first and keeps the order of the rest', () => {
    const pictures = ['a', 'b', 'c'].map((key) => ({ key, url: key }));
    assert.deepEqual(
      withCover(pictures, 'c').map(({ key }) => key),
      ['c', 'a', 'b'],
    );
  });
  it('encodes pictures of any size', () => {
    const bytes = new Uint8Array(100_000).map((_, at) => at % 256);
    assert.equal(base64Of(bytes), Buffer.from(bytes).toString('base64'));
  });
});
