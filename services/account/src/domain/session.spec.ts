import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countTry, type Person, requireUnlocked, TRIES_BEFORE_LOCK } from './person.ts';
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

describe('a password log-in', () => {
  const person: Person = {
    _id: 'p',
    merchantId: 'm',
    version: 1,
    schema: 1,
    kind: 'staff',
    login: 'owner@tuantuan',
    displayName: '店长',
    roles: ['owner'],
    passwordHash: '',
    failedTries: 0,
  };
  const afterWrong = (count: number) => Array.from({ length: count }).reduce<Person>((one) => countTry(one, false, now).state, person);

  it('is locked for a quarter of an hour by the fifth wrong password', () => {
    assert.doesNotThrow(() => requireUnlocked(afterWrong(TRIES_BEFORE_LOCK - 1), now));
    assert.throws(() => requireUnlocked(afterWrong(TRIES_BEFORE_LOCK), now), { reason: 'TOO_MANY_ATTEMPTS' });
    assert.doesNotThrow(() => requireUnlocked(afterWrong(TRIES_BEFORE_LOCK), later(16 * 60_000)));
  });
  it('forgets wrong passwords after a right one', () => {
    assert.equal(countTry(afterWrong(3), true, now).state.failedTries, 0);
  });
});
