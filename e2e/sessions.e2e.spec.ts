import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { ANSWERS, logIn, Visitor } from '@petpact/local/journey';
import { askJson, newPerson, newPet, staffOf } from './people.ts';
import { type E2e, platform } from './platform.ts';

describe('a session', () => {
  let e2e: E2e;
  let key: string;
  const open = async () => {
    const { authCode } = await askJson<{ authCode: string }>(`${e2e.urls.alipay}/sandbox/auth-codes`, { user: key, app: 'tuantuan' });
    const visitor = new Visitor(e2e.urls.gateway);
    const session = await visitor.post<Schemas['Session']>('/shops/tuantuan/adopter-sessions', { authCode });
    return { authCode, session, me: new Visitor(e2e.urls.gateway, session.accessToken) };
  };

  before(async () => {
    e2e = await platform();
    key = (await newPerson(e2e)).key;
  });

  it('is not opened by an auth code that was used', async () => {
    const { authCode } = await open();
    await assert.rejects(new Visitor(e2e.urls.gateway).post('/shops/tuantuan/adopter-sessions', { authCode }), {
      status: 401,
      reason: 'AUTH_CODE_REFUSED',
    });
  });
  it('ends for good when a refresh token comes back', async () => {
    const { session, me } = await open();
    const visitor = new Visitor(e2e.urls.gateway);
    const next = await visitor.post<Schemas['Session']>('/sessions/refresh', { refreshToken: session.refreshToken });
    await assert.rejects(visitor.post('/sessions/refresh', { refreshToken: session.refreshToken }), { reason: 'SESSION_REVOKED' });
    await assert.rejects(visitor.post('/sessions/refresh', { refreshToken: next.refreshToken }), { reason: 'SESSION_REVOKED' });
    assert.equal((await me.raw('GET', '/me')).status, 401);
  });
  it('ends at log-out', async () => {
    const { me } = await open();
    await me.send('DELETE', '/sessions/current', undefined, randomUUID());
    assert.equal((await me.raw('GET', '/me')).status, 401);
  });
  it('of an adopter opens nothing of the staff, and the reverse', async () => {
    const { me } = await open();
    assert.equal((await me.raw('GET', '/shop/today')).status, 403);
    assert.equal((await (await staffOf(e2e, 'tuantuan')).raw('GET', '/me')).status, 403);
  });
});

describe('a write', () => {
  let e2e: E2e;
  let adopter: Visitor;
  let petId: string;

  before(async () => {
    e2e = await platform();
    adopter = await logIn(e2e.urls, 'tuantuan', (await newPerson(e2e)).key);
    petId = (await newPet(await staffOf(e2e, 'tuantuan'))).petId;
  });

  it('needs an Idempotency-Key', async () => {
    const response = await adopter.raw('POST', '/me/applications', { petId, answers: ANSWERS });
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as Schemas['Error']).reason, 'IDEMPOTENCY_KEY_REQUIRED');
  });
  it('happens once for one key, however often it is sent, and the key is good for nothing else', async () => {
    const once = randomUUID();
    const first = await adopter.post<Schemas['Application']>('/me/applications', { petId, answers: ANSWERS }, once);
    const second = await adopter.post<Schemas['Application']>('/me/applications', { petId, answers: ANSWERS }, once);
    assert.equal(second.applicationId, first.applicationId);
    const other = adopter.post('/me/applications', { petId, answers: { ...ANSWERS, reason: '换一个理由' } }, once);
    await assert.rejects(other, { status: 422, reason: 'REQUEST_ID_REUSED' });
  });
});
