import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { AWorld } from '../../test/a-world.ts';
import { dateTimeOf } from '../domain/civil-date.ts';
import { mergedParams, type Params, readCall } from './request.ts';

const app = generateKeyPairSync('rsa', { modulusLength: 2048 });
const { world, shop, otherShop } = new AWorld('2026-07-01');
const simulator = { world, keys: { app: app.publicKey, alipay: app.privateKey, stranger: app.privateKey } };
const NOW = Date.parse('2026-07-01T04:00:00Z');

const request = (changes: Partial<Params> = {}): Params => ({
  app_id: world.appId,
  method: 'alipay.trade.query',
  charset: 'utf-8',
  sign_type: 'RSA2',
  version: '1.0',
  timestamp: dateTimeOf(NOW),
  biz_content: '{"out_trade_no":"A=1&猫/"}',
  ...(changes as Params),
});

function signed(params: Params, dropEmpty: boolean): Params {
  const names = Object.keys(params).filter((name) => params[name] !== undefined && !(dropEmpty && params[name] === ''));
  const text = names
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&');
  return { ...params, sign: sign('sha256', Buffer.from(text), app.privateKey).toString('base64') };
}

const said = (params: Params) => {
  const call = readCall(simulator, params, NOW);
  return 'problem' in call ? (call.problem.ok ? 'ok' : call.problem.subCode) : call.merchant.key;
};

describe('a request at the gateway', () => {
  it('is taken whether empty values were signed or left out', () => {
    assert.equal(said(signed(request({ notify_url: '' }), true)), 'isv');
    assert.equal(said(signed(request({ notify_url: '' }), false)), 'isv');
  });

  it('is refused after any change', () => {
    const whole = signed(request(), true);
    for (const name of Object.keys(request())) assert.notEqual(said({ ...whole, [name]: `${whole[name]}x` }), 'isv', name);
    assert.equal(said({ ...whole, notify_url: 'http://thief.example' }), 'isv.invalid-signature');
  });

  it('acts for the shop of its token, for the ISV without one, and for nobody with a wrong one', () => {
    assert.equal(said(signed(request({ app_auth_token: shop.appAuthToken }), true)), 'sunny');
    assert.equal(said(signed(request({ app_auth_token: otherShop.appAuthToken }), true)), 'other');
    assert.equal(said(signed(request({ app_auth_token: 'guess' }), true)), 'aop.invalid-app-auth-token');
  });

  it('carries a Beijing timestamp near real time, unless the switch lets it be', () => {
    const late = signed(request({ timestamp: dateTimeOf(NOW - 8 * 3_600_000) }), true);
    assert.equal(said(late), 'isv.invalid-timestamp');
    assert.equal(said(signed(request({ timestamp: '2026-07-01T12:00:00' }), true)), 'isv.invalid-timestamp');
    world.switches = { ...world.switches, timestampToleranceMs: 0 };
    assert.equal(said(late), 'isv');
    world.switches = { ...world.switches, timestampToleranceMs: 900_000 };
  });

  for (const [changes, code] of [
    [{ sign_type: '' }, 'isv.missing-signature-type'],
    [{ sign_type: 'RSA' }, 'isv.invalid-signature-type'],
    [{ app_id: '2021' }, 'isv.invalid-app-id'],
    [{ method: '' }, 'isv.missing-method'],
    [{ method: 'alipay.trade.cancel' }, 'isv.invalid-method'],
    [{ timestamp: '' }, 'isv.missing-timestamp'],
    [{ version: '2.0' }, 'isv.invalid-version'],
    [{ charset: 'GBK' }, 'isv.invalid-charset'],
    [{ format: 'XML' }, 'isv.invalid-format'],
    [{ biz_content: '[1]' }, 'isv.invalid-parameter'],
    [{ biz_content: '{' }, 'isv.invalid-parameter'],
  ] as const)
    it(`answers ${code} for ${JSON.stringify(changes)}`, () => assert.equal(said(signed(request(changes), true)), code));

  it('is one set of parameters out of query and form', () => {
    assert.deepEqual(mergedParams({ a: '1', b: ['x', 'y'] }, { c: '3' }, undefined), { a: '1', b: 'y', c: '3' });
  });
});
