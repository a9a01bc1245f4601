import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Adopter, joinShop, recordConsent, removeAddress, saveAddress } from './adopter.ts';

const now = new Date('2026-11-23T02:00:00Z');
const joined = joinShop({ _id: 'a1', merchantId: 'm-tuantuan', appId: 'app', openId: 'open', nickname: '' }, now);
const withAddresses = (...ids: string[]): Adopter =>
  ids.reduce((adopter, addressId) => saveAddress(adopter, { addressId, sealed: 'x', isDefault: false }).state, joined.state);
const defaults = (adopter: Adopter) => adopter.addresses.filter((one) => one.isDefault).map((one) => one.addressId);

describe('an adopter', () => {
  it('joins a shop once, which is told', () => {
    assert.deepEqual(joined.facts, [{ type: 'adopterJoined', adopterId: 'a1' }]);
  });
  it('has one default address: the first, until another is chosen', () => {
    const adopter = withAddresses('home', 'work');
    assert.deepEqual(defaults(adopter), ['home']);
    assert.deepEqual(defaults(saveAddress(adopter, { addressId: 'work', sealed: 'y', isDefault: true }).state), ['work']);
  });
  it('keeps a default when the default address is removed', () => {
    assert.deepEqual(defaults(removeAddress(withAddresses('home', 'work'), 'home').state), ['work']);
  });
  it('removes an address once, and only one of his own', () => {
    const { state } = removeAddress(withAddresses('home', 'work'), 'home');
    assert.equal(removeAddress(state, 'home').state, state);
    assert.throws(() => removeAddress(state, 'a-neighbours'), { reason: 'ADDRESS_NOT_FOUND', kind: 'notFound' });
  });
  it('may keep twenty addresses', () => {
    const full = withAddresses(...Array.from({ length: 20 }, (_, n) => `a${n}`));
    assert.throws(() => saveAddress(full, { addressId: 'one-more', sealed: 'x', isDefault: false }), { reason: 'TOO_MANY_ADDRESSES' });
    assert.equal(saveAddress(full, { addressId: 'a3', sealed: 'z', isDefault: false }).state.addresses.length, 20);
  });
  it('can withdraw a consent, and both acts are remembered', () => {
    const given = recordConsent(joined.state, { purpose: 'zhima', textVersion: '1', granted: true, atTime: now }).state;
    const { state, facts } = recordConsent(given, { purpose: 'zhima', textVersion: '1', granted: false, atTime: now });
    assert.equal(state.consents.length, 2);
    assert.equal(facts.length, 1);
  });
});
