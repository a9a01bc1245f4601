import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Refusal } from '@petpact/kit/refusal';
import { ADOPTER, bearer, gatewayWorld } from '../test/gateway-world.ts';

type World = Awaited<ReturnType<typeof gatewayWorld>>;
let world: World;
/** What reached billing as notifies. */
const recorded: { name: string; value: string }[][] = [];
before(async () => {
  world = await gatewayWorld({
    account: { listAddresses: async () => ({ addresses: [] }) },
    billing: {
      startMandate: async ({ returnUrl }: { returnUrl: string }) => ({
        signStr: '',
        signUrl: returnUrl,
        firstDate: '2026-12-01',
        amountFen: 1,
      }),
      recordNotify: async ({ fields }: { fields: { name: string; value: string }[] }) => recorded.push(fields),
    },
  });
});

describe('an answer of the gateway', () => {
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
  let limited: World;
  before(async () => {
    const logInStaff = async () => {
      throw new Refusal('LOG_IN_REFUSED', 'denied');
    };
    const listAddresses = async () => ({ addresses: [] });
    limited = await gatewayWorld({ account: { logInStaff, listAddresses } }, { requestsPerMinute: 3, logInsPerMinute: 3 });
  });
  const guess = async (remoteAddress: string, token = '') => {
    const headers = { 'idempotency-key': 'guess-key', ...(token ? bearer(token) : {}) };
    const payload = { login: 'owner@tuantuan', password: 'guess' };
    return (await limited.app.inject({ method: 'POST', url: '/api/v1/staff-sessions', headers, payload, remoteAddress })).statusCode;
  };
  const ask = async (remoteAddress: string, token = '') =>
    (await limited.app.inject({ url: '/api/v1/me/addresses', headers: token ? bearer(token) : {}, remoteAddress })).statusCode;

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

describe('input that nobody sends by accident', () => {
  const startMandate = async (returnUrl: unknown, host = 'shop.example') => {
    const headers = { ...bearer(ADOPTER), 'idempotency-key': `start-${Math.random()}`.replace('.', ''), host };
    return world.app.inject({ method: 'POST', url: '/api/v1/me/contracts/c-1/mandate', headers, payload: { returnUrl } });
  };
  const notify = (type: string, payload: string) =>
    world.app.inject({ method: 'POST', url: '/api/v1/alipay/notify', headers: { 'content-type': type }, payload });

  it('sends nobody away from this site, and is refused as input, never a fault', async () => {
    assert.equal((await startMandate('http://shop.example/s/tuantuan/?go=x')).statusCode, 200);
    for (const elsewhere of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      'http://',
      'http://a b',
      'data:x',
      {},
      ['/'],
    ])
      assert.equal((await startMandate(elsewhere)).statusCode, 400, JSON.stringify(elsewhere));
  });
  it('reaches billing as texts, one of each name, or not at all', async () => {
    assert.equal((await notify('application/x-www-form-urlencoded', 'notify_id=1&sign=x')).body, 'success');
    assert.deepEqual(recorded, [
      [
        { name: 'notify_id', value: '1' },
        { name: 'sign', value: 'x' },
      ],
    ]);
    const form = 'application/x-www-form-urlencoded';
    assert.equal((await notify(form, 'notify_id=1&notify_id=2')).statusCode, 400);
    assert.equal((await notify(form, `a=${'x'.repeat(70_000)}`)).statusCode, 413);
    assert.equal((await notify('application/json', '{"notify_id":{"$ne":1}}')).statusCode, 415);
    assert.equal((await notify('text/plain', 'notify_id=1')).statusCode, 415);
    assert.equal(recorded.length, 1);
  });
  it('is no object where a text belongs, and carries no field of its own', async () => {
    const logIn = (payload: string) =>
      world.app.inject({
        method: 'POST',
        url: '/api/v1/staff-sessions',
        headers: { 'idempotency-key': 'log-in-1', 'content-type': 'application/json' },
        payload,
      });
    for (const body of [
      '{"login":{"$gt":""},"password":{"$gt":""}}',
      '{"login":["owner"],"password":"x"}',
      '{"login":"owner","password":"x","merchantId":"m-maoyu"}',
      '{"login":"owner","password":"x","__proto__":{"roles":["owner"]}}',
      '{"login":"owner","password":"x","constructor":{"prototype":{"roles":1}}}',
      '{"login":1,"password":2}',
      '[]',
      'null',
      '{',
    ])
      assert.equal((await logIn(body)).statusCode, 400, body);
  });
});

describe('a path that cannot be read', () => {
  it('is refused with a reason and a sentence, like everything else', async () => {
    for (const path of ['/shops/%ff', '/shops/%', `/shops/${'a'.repeat(2_000)}`, '/shops/..%2F..%2Fetc']) {
      const answer = await world.app.inject(`/api/v1${path}`);
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, path);
      assert.match(answer.json().message.zh, /\p{Script=Han}/u, path);
    }
  });
});
