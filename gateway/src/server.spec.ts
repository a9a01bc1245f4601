import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Refusal } from '@petpact/kit/refusal';
import { ADOPTER, bearer, gatewayWorld } from '../test/gateway-world.ts';

describe('an answer of the gateway', () => {
  let world: Awaited<ReturnType<typeof gatewayWorld>>;
  before(async () => {
    world = await gatewayWorld({ account: { listAddresses: async () => ({ addresses: [] }) } });
  });
  for (const [what, url, token] of [
    ['a personal one', '/api/v1/me/addresses', ADOPTER],
    ['a refusal', '/api/v1/me/addresses', ''],
    ['what is not there', '/api/v1/nothing', ''],
  ] as const) {
    it(`is kept by nobody and runs nothing: ${what}`, async () => {
      const { headers } = await world.app.inject({ url, headers: token ? bearer(token) : {} });
      assert.equal(headers['cache-control'], 'no-store');
      assert.match(String(headers['content-security-policy']), /^default-src 'none';.*frame-ancestors 'none'/);
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['access-control-allow-origin'], undefined);
    });
  }
});

describe('the limits on requests', () => {
  let world: Awaited<ReturnType<typeof gatewayWorld>>;
  before(async () => {
    const logInStaff = async () => {
      throw new Refusal('LOG_IN_REFUSED', 'denied');
    };
    const listAddresses = async () => ({ addresses: [] });
    world = await gatewayWorld({ account: { logInStaff, listAddresses } }, { requestsPerMinute: 3, logInsPerMinute: 3 });
  });
  const guess = async (remoteAddress: string, token = '') => {
    const headers = { 'idempotency-key': 'guess-key', ...(token ? bearer(token) : {}) };
    const payload = { login: 'owner@tuantuan', password: 'guess' };
    return (await world.app.inject({ method: 'POST', url: '/api/v1/staff-sessions', headers, payload, remoteAddress })).statusCode;
  };
  const ask = async (remoteAddress: string, token = '') =>
    (await world.app.inject({ url: '/api/v1/me/addresses', headers: token ? bearer(token) : {}, remoteAddress })).statusCode;

  it('hold for log-ins from one address, whatever token comes with them', async () => {
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push(await guess('10.0.0.1', `made-up-token-number-${n}`));
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
  it('hold for log-ins of somebody who is logged in', async () => {
    assert.equal(await ask('10.0.0.2', ADOPTER), 200);
    const statuses = [];
    for (const token of [ADOPTER, ADOPTER, '', '', ADOPTER]) statuses.push(await guess('10.0.0.2', token));
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
  it('count made-up tokens to the address they come from', async () => {
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push(await ask('10.0.0.3', `made-up-token-number-${n}`));
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
  it('count a person by who he is, so that others behind the same address do not use him up', async () => {
    for (let n = 0; n < 4; n += 1) await ask('10.0.0.4');
    assert.deepEqual([await ask('10.0.0.4'), await ask('10.0.0.4', ADOPTER)], [429, 200]);
  });
  it('take the addresses of one IPv6 subscriber for one', async () => {
    const statuses = [];
    for (let n = 1; n < 6; n += 1) statuses.push(await guess(`2001:db8::${n}`));
    assert.deepEqual(statuses, [401, 401, 401, 429, 429]);
  });
});
