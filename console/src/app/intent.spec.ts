import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { intents } from './intent.ts';

const counting = () => {
  let count = 0;
  return intents(() => `key-${++count}`);
};

describe('the key of an intent', () => {
  it('stays on every retry of the same input', () => {
    const { keyFor } = counting();
    assert.deepEqual([keyFor({ reason: 'a' }), keyFor({ reason: 'a' })], ['key-1', 'key-1']);
  });
  it('is new for another input', () => {
    const { keyFor } = counting();
    assert.deepEqual([keyFor({ reason: 'a' }), keyFor({ reason: 'b' })], ['key-1', 'key-2']);
  });
  it('is new for the same input once the first has succeeded', () => {
    const { keyFor, done } = counting();
    keyFor(undefined);
    done();
    assert.equal(keyFor(undefined), 'key-2');
  });
});
