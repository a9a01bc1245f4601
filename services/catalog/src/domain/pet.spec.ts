import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addPet, adoptPet, changePet, expireHold, holdPet, type Pet, type PetDetails, releasePet } from './pet.ts';

const now = new Date('2026-11-23T02:00:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const details: PetDetails = {
  name: '豆豆',
  species: 'dog',
  breed: '柯基',
  sex: 'male',
  birthDate: '2026-03-01',
  colour: '黄白',
  weightGrams: 6_200,
  health: { vaccines: ['八联 2026-06-01'], dewormedDate: '2026-10-01', neutered: false, notes: '' },
  story: '爱笑',
  traits: ['亲人'],
  pictures: [],
};
const pet: Pet = addPet({ _id: 'p1', merchantId: 'm1' }, details, 'available', now).state;
const held = holdPet(pet, 'app-1', later(72)).state;

describe('a pet on show', () => {
  it('is held for one applicant at a time', () => {
    assert.throws(() => holdPet(held, 'app-2', later(72)), { reason: 'PET_HELD' });
    assert.deepEqual(holdPet(held, 'app-1', later(100)).state.nextActionAt, later(100));
  });
  it('is free again when the hold ends, not before', () => {
    assert.equal(expireHold(held, later(71)).state.state, 'held');
    const { state, facts } = expireHold(held, later(72));
    assert.equal(state.state, 'available');
    assert.deepEqual(facts, [{ type: 'petReleased', holderId: 'app-1', cause: 'expired' }]);
  });
  it('is not freed by somebody who does not hold it', () => {
    assert.equal(releasePet(held, 'app-2').state.holderId, 'app-1');
    assert.equal(releasePet(held, 'app-1').state.state, 'available');
  });
  it('goes to its holder once, even when the signature outlived the hold', () => {
    const adopted = adoptPet(expireHold(held, later(80)).state, 'app-1', 'c1').state;
    assert.equal(adopted.state, 'adopted');
    assert.deepEqual(adoptPet(adopted, 'app-1', 'c1').facts, []);
    assert.throws(() => adoptPet(adopted, 'app-2', 'c2'), { reason: 'PET_ADOPTED' });
  });
  it('cannot be rewritten once it has a home', () => {
    const adopted = adoptPet(held, 'app-1', 'c1').state;
    assert.throws(() => changePet(adopted, details, 'available'), { reason: 'PET_NOT_EDITABLE' });
  });
  it('belongs to at most one holder whatever applicants do in whatever order', () => {
    const act = fc.tuple(fc.constantFrom('hold', 'release', 'expire', 'adopt'), fc.constantFrom('a', 'b', 'c'), fc.nat(200));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let state = pet;
        let adoptedBy: string | undefined;
        for (const [kind, who, hours] of acts) {
          try {
            if (kind === 'hold') state = holdPet(state, who, later(hours + 24)).state;
            else if (kind === 'release') state = releasePet(state, who).state;
            else if (kind === 'expire') state = expireHold(state, later(hours)).state;
            else state = adoptPet(state, who, `contract-${who}`).state;
          } catch {}
          if (state.state === 'adopted') adoptedBy ??= state.contractId;
          if (adoptedBy !== undefined) assert.equal(state.contractId, adoptedBy);
          assert.equal(state.state === 'held', state.state === 'held' && state.holderId !== undefined);
        }
      }),
    );
  });
});
