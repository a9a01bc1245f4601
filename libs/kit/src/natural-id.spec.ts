import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { naturalId } from './natural-id.ts';

describe('an id that follows from what it names', () => {
  it('is the same for the same parts and 26 letters and digits long', () => {
    assert.equal(naturalId('m1', 'a1', 'key-1'), naturalId('m1', 'a1', 'key-1'));
    assert.match(naturalId('m1', 'a1', 'key-1'), /^[0-9A-HJKMNP-TV-Z]{26}$/);
  });
  it('differs when a letter moves from one part to the next', () => {
    assert.notEqual(naturalId('ab', 'c'), naturalId('a', 'bc'));
  });
});
