import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Incoming, Outgoing } from '@/adapters/platform-port';
import { type ApiRefusal, NoAnswer } from './api-refusal.ts';
import { addressOf, createCaller } from './caller.ts';
import { createIntents } from './intents.ts';
import type { Session } from './model.ts';

const SESSION = { accessToken: 'old', refreshToken: 'r', accessExpiresTime: '', principal: {} } as unknown as Session;

/** A caller whose line answers as told: a status with a body, or 'lost'. */
const callerOn = (line: (Incoming | 'lost')[], session?: Session) => {
  const sent: Outgoing[] = [];
  let keys = 0;
  const call = createCaller({
    origin: 'https://shop',
    send: async (request) => {
      sent.push(request);
      const answer = line.shift();
      if (!answer || answer === 'lost') throw new Error('offline');
      return answer;
    },
    sleep: async () => undefined,
    intents: createIntents(() => `key-${++keys}`),
    sessions: { current: () => session, renew: async () => ({ ...SESSION, accessToken: 'new' }) },
  });
  return { call, sent, keysSent: () => sent.map(({ headers }) => headers['Idempotency-Key']) };
};

const ok = (body: unknown): Incoming => ({ status: 200, body: JSON.stringify(body) });
const refused = (status: number, reason: string): Incoming => ({
  status,
  body: JSON.stringify({ reason, message: { zh: '不行', en: 'No' } }),
});

describe('a call to the gateway', () => {
  it('fills the path and leaves out what was not asked', () => {
    assert.equal(
      addressOf('https://shop', '/shops/{shop}/pets', { path: { shop: 'a b' }, query: { species: undefined, pageSize: 5 } }),
      'https://shop/api/v1/shops/a%20b/pets?pageSize=5',
    );
  });

  it('keeps one idempotency key over its own tries when the line is lost', async () => {
    const { call, keysSent } = callerOn(['lost', { status: 503, body: '' }, ok({})]);
    await call('post', '/me/applications', { body: { petId: 'p', answers: {} as never } });
    assert.deepEqual(keysSent(), ['key-1', 'key-1', 'key-1']);
  });

  it('takes a refusal for an answer, and tries again what passes by itself', async () => {
    const apply = { body: { petId: 'p', answers: {} as never } };
    const refusal = callerOn([refused(409, 'APPLICATION_OPEN'), ok({})]);
    await assert.rejects(refusal.call('post', '/me/applications', apply), { status: 409 });
    assert.deepEqual(refusal.keysSent(), ['key-1']);
    const passing = callerOn([refused(409, 'CONFLICT'), refused(409, 'REQUEST_IN_PROGRESS'), ok({})]);
    await passing.call('post', '/me/applications', apply);
    assert.deepEqual(passing.keysSent(), ['key-1', 'key-1', 'key-1']);
  });

  it('keeps the key when the person tries again after no answer came, and takes a new one once answered', async () => {
    const { call, keysSent } = callerOn(['lost', 'lost', 'lost', ok({}), ok({})]);
    const pause = () => call('post', '/me/contracts/{contractId}/pause', { path: { contractId: 'c' }, body: { reason: 'x' } });
    await assert.rejects(pause(), NoAnswer);
    await pause();
    await pause();
    assert.deepEqual(keysSent(), ['key-1', 'key-1', 'key-1', 'key-1', 'key-2']);
  });

  it('takes another key for other content', async () => {
    const { call, keysSent } = callerOn(['lost', 'lost', 'lost', ok({})]);
    const pause = (reason: string) => call('post', '/me/contracts/{contractId}/pause', { path: { contractId: 'c' }, body: { reason } });
    await assert.rejects(pause('x'), NoAnswer);
    await pause('y');
    assert.equal(keysSent().at(-1), 'key-2');
  });

  it('sends no key with a reading', async () => {
    const { call, keysSent } = callerOn([ok({ items: [] })]);
    await call('get', '/me/contracts', {});
    assert.deepEqual(keysSent(), [undefined]);
  });

  it('renews an expired session once and repeats itself', async () => {
    const { call, sent } = callerOn([refused(401, 'SESSION_EXPIRED'), ok({ balance: 3 })], SESSION);
    assert.deepEqual(await call('get', '/me/points', {}), { balance: 3 });
    assert.deepEqual(
      sent.map(({ headers }) => headers.Authorization),
      ['Bearer old', 'Bearer new'],
    );
  });

  it('hands on a refusal with its reason and both sentences, and does not repeat it', async () => {
    const { call, sent } = callerOn([refused(412, 'PET_HELD')]);
    await assert.rejects(call('get', '/me', {}), (error: ApiRefusal) => error.reason === 'PET_HELD' && error.sentence?.zh === '不行');
    assert.equal(sent.length, 1);
  });

  it('takes an answer without a body', async () => {
    const { call } = callerOn([{ status: 204, body: '' }]);
    assert.equal(await call('delete', '/sessions/current', {}), undefined);
  });
});
