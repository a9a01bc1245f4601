import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areasOf, pauseBefore } from './live-areas.ts';

describe('a hint of a change', () => {
  it('about a payment touches contracts, books and today', () => {
    assert.deepEqual(areasOf('instalmentPaid'), ['contracts', 'ledger', 'today', 'audit']);
  });
  it('about a parcel touches shipments and the contract that shows it', () => {
    assert.deepEqual(areasOf('shipmentTracked'), ['shipments', 'contracts', 'today', 'audit']);
  });
  it('about a signature closes the application too', () => {
    assert.deepEqual(areasOf('contractSigned'), ['contracts', 'applications', 'today', 'audit']);
  });
  it('about an end that was announced touches the contract', () => {
    assert.deepEqual(areasOf('endingAnnounced'), ['contracts', 'today', 'audit']);
  });
  it('of an unknown kind still touches today', () => assert.deepEqual(areasOf('somethingNew'), ['today', 'audit']));
});

describe('a lost line', () => {
  it('is tried again ever more slowly, at most every half minute', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 9].map((failures) => pauseBefore(failures, 1)),
      [1_000, 2_000, 4_000, 8_000, 30_000],
    );
  });
  it('is tried by chance up to twice as soon', () => assert.equal(pauseBefore(3, 0), 4_000));
});
