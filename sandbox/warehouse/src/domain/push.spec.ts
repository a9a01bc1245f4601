import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enqueue, failRound, headOf, type Push, ROUNDS_AFTER_MINUTES } from './push.ts';

const push = (messageId: string, changes: Partial<Push> = {}): Push => ({
  messageId,
  kind: 'tracks',
  parcelNo: 'P1',
  body: {},
  failedRounds: 0,
  nextTryMs: null,
  gaveUp: false,
  ...changes,
});
const ids = (pushes: Push[]) => pushes.map(({ messageId }) => messageId);

describe('what the platform must still be told', () => {
  it('is told in the order in which it happened', () => {
    const queue = enqueue(enqueue([], push('m1', { kind: 'shipped' })), push('m2'));
    assert.equal(headOf(queue)?.messageId, 'm1');
  });
  it('leaves out a list of tracks that a newer one of the same parcel contains', () => {
    assert.deepEqual(ids(enqueue([push('m1'), push('m2', { parcelNo: 'P2' }), push('m0', { kind: 'shipped' })], push('m3'))), [
      'm2',
      'm0',
      'm3',
    ]);
  });
});

describe('a platform that cannot be reached', () => {
  it('is tried again after longer and longer pauses of business time', () => {
    const first = failRound(push('m1'), 1000, '503');
    assert.deepEqual([first.failedRounds, first.nextTryMs, first.lastAnswer], [1, 61_000, '503']);
    assert.equal(failRound(first, 1000, '503').nextTryMs, 301_000);
  });
  it('is given up after the last round, and later news are told', () => {
    const last = failRound(push('m1', { failedRounds: ROUNDS_AFTER_MINUTES.length }), 1000, '503');
    assert.equal(last.gaveUp, true);
    assert.equal(headOf([last, push('m2')])?.messageId, 'm2');
  });
  it('is tried for more than five days', () => assert.ok(ROUNDS_AFTER_MINUTES.reduce((sum, minutes) => sum + minutes) > 5 * 1440));
});
