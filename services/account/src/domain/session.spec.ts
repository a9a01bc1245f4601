import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepts, judgeRefresh, openSession } from './session.ts';

const now = new Date('2026-11-23T02:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const principal = { merchantId: 'm-tuantuan', kind: 'adopter' as const, id: 'a1', roles: [], displayName: '' };
const session = openSession('s1', principal, { accessHash: 'access-1', refreshHash: 'refresh-1' }, now);
const rotated = { ...session, accessHash: 'access-2', refreshHash: 'refresh-2', usedRefreshHashes: ['refresh-1'] };

describe('a session', () => {
  it('is opened by its access token for two hours', () => {
    assert.equal(accepts(session, 'access-1', later(7_199_000)), true);
    assert.equal(accepts(session, 'access-1', later(7_201_000)), false);
    assert.equal(accepts(session, 'access-0', now), false);
  });
  it('rotates with its refresh token, once', () => {
    assert.equal(judgeRefresh(session, 'refresh-1', now), 'rotate');
    assert.equal(judgeRefresh(rotated, 'refresh-1', now), 'reused');
    assert.equal(judgeRefresh(rotated, 'never-issued', now), 'revoked');
  });
  it('ends after thirty days, and at once when it is revoked', () => {
    assert.equal(judgeRefresh(session, 'refresh-1', later(31 * 24 * 3_600_000)), 'expired');
    assert.equal(accepts({ ...session, revoked: true }, 'access-1', now), false);
  });
});
