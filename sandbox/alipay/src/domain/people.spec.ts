import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AWorld } from '../../test/a-world.ts';
import { openUser } from './accounts.ts';
import { takeBehaviour } from './behaviour.ts';
import { maskedLogonId, openIdFor } from './numbers.ts';
import { authorise } from './oauth.ts';

const DAY = 86_400_000;

describe('a log-in', () => {
  const loggedIn = (scopes: string[]) => {
    const alipay = new AWorld('2026-07-01');
    const { code } = alipay.keep(authorise(alipay.user, { appId: alipay.shop.authAppId, scopes, lifeMs: DAY }, alipay.moment));
    const exchange = (shop = alipay.shop) => alipay.call('alipay.system.oauth.token', { grant_type: 'authorization_code', code }, shop);
    return { alipay, exchange };
  };

  it('spends a code once, only for its own app, and only while it lives', () => {
    const { alipay, exchange } = loggedIn(['auth_user']);
    assert.equal(said(exchange(alipay.otherShop)), 'isv.unmatched-app-id');
    assert.equal(said(exchange()), 'ok');
    assert.equal(said(exchange()), 'isv.code-invalid');
    alipay.world.switches = { ...alipay.world.switches, authCodeOnce: false };
    assert.equal(said(exchange()), 'ok');
    alipay.now += 2 * DAY;
    assert.equal(said(exchange()), 'isv.code-invalid');
  });

  it('shares the name only with consent, and never with another app', () => {
    for (const [scope, expected] of [
      ['auth_user', 'ok'],
      ['auth_base', 'isv.insufficient-isv-permissions'],
    ] as const) {
      const { alipay, exchange } = loggedIn([scope]);
      const token = exchange();
      const auth_token = token.ok ? token.fields.access_token : undefined;
      assert.equal(alipay.says('alipay.user.info.share', { auth_token }), expected);
      assert.equal(alipay.says('alipay.user.info.share', { auth_token }, alipay.otherShop), 'aop.invalid-auth-token');
    }
  });

  it('names a person by open_id, user id or both, as the switch says', () => {
    for (const [identity, names] of [
      ['openId', ['open_id']],
      ['userId', ['user_id']],
      ['both', ['open_id', 'user_id']],
    ] as const) {
      const { alipay, exchange } = loggedIn(['auth_base']);
      alipay.world.switches = { ...alipay.world.switches, identity };
      const token = exchange();
      assert.deepEqual(token.ok && Object.keys(token.fields).filter((name) => ['open_id', 'user_id'].includes(name)), names);
    }
  });

  it('gives one person a different open_id in each app, and the same one each time', () => {
    const alipay = new AWorld('2026-07-01');
    const here = alipay.keep(openIdFor(alipay.world, alipay.shop.authAppId, alipay.user.userId)).openId;
    assert.notEqual(openIdFor(alipay.world, alipay.otherShop.authAppId, alipay.user.userId).openId, here);
    assert.equal(openIdFor(alipay.world, alipay.shop.authAppId, alipay.user.userId).openId, here);
  });

  it('opens one account per key and refuses a log-in that is taken', () => {
    const alipay = new AWorld('2026-07-01');
    assert.deepEqual(openUser(alipay.world, { key: 'lin', name: 'x', phone: '1' })?.events, []);
    assert.equal(openUser(alipay.world, { key: 'new', name: 'x', phone: '13800000001' }), undefined);
  });

  it('prints log-ins masked', () => {
    assert.deepEqual([maskedLogonId('13800000001'), maskedLogonId('linxm@example.com')], ['138****0001', 'lin***@example.com']);
  });
});

describe('a Zhima check', () => {
  const question = (alipay: AWorld, id: string, score: number) => ({
    transaction_id: id,
    product_code: 'w1010100000000002733',
    cert_type: 'ALIPAY_USER_ID',
    cert_no: alipay.user.userId,
    admittance_score: score,
  });
  const ask = (alipay: AWorld, id: string, score: number) => {
    const answer = alipay.call('zhima.credit.score.brief.get', question(alipay, id, score));
    return answer.ok ? answer.fields.is_admittance : answer.subCode;
  };

  it('answers Y from the score on, N below, N/A without a score or membership, 40006 where the person refuses', () => {
    const alipay = new AWorld('2026-07-01');
    const set = (change: object) => alipay.world.users.set(alipay.user.userId, { ...alipay.user, ...change });
    assert.deepEqual([ask(alipay, 'Z1', 700), ask(alipay, 'Z2', 701)], ['Y', 'N']);
    set({ zhimaMember: false });
    assert.equal(ask(alipay, 'Z3', 350), 'N/A');
    set({ zhimaMember: true, zhimaScore: null });
    assert.equal(ask(alipay, 'Z4', 350), 'N/A');
    set({ zhimaRefused: true });
    assert.equal(ask(alipay, 'Z5', 350), 'isv.insufficient-isv-permissions');
  });

  it('answers one transaction the same for a day without billing it again', () => {
    const alipay = new AWorld('2026-07-01');
    ask(alipay, 'Z1', 700);
    alipay.world.users.set(alipay.user.userId, { ...alipay.user, zhimaScore: 400 });
    alipay.now += DAY - 1;
    assert.equal(ask(alipay, 'Z1', 700), 'Y');
    alipay.now += 1;
    assert.equal(ask(alipay, 'Z1', 700), 'N');
    assert.deepEqual(
      [...alipay.world.zhimaChecks.values()].map(({ billedCalls }) => billedCalls),
      [2],
    );
  });

  it('refuses a score outside 350 to 950 and another product', () => {
    const alipay = new AWorld('2026-07-01');
    assert.deepEqual([ask(alipay, 'Z1', 349), ask(alipay, 'Z1', 951)], ['INVALID_PARAMETER', 'INVALID_PARAMETER']);
    assert.equal(alipay.says('zhima.credit.score.brief.get', { ...question(alipay, 'Z1', 700), product_code: 'w1' }), 'INVALID_PARAMETER');
  });
});

describe('behaviour that is set', () => {
  it('holds for the person, shop and method it names, after so many calls, for so many calls', () => {
    const alipay = new AWorld('2026-07-01');
    const behaviour = {
      behaviourId: 'b1',
      kind: 'refuse' as const,
      method: 'alipay.trade.pay',
      userId: alipay.user.userId,
      after: 1,
      remaining: 2,
      delayMs: 0,
      clock: 'real' as const,
      applied: false,
      answer: 'cut' as const,
      signed: false,
      code: '40004',
      subCode: 'ACQ.PAYMENT_FAIL',
      subMsg: '',
    };
    alipay.keep({ events: [{ type: 'behaviour', behaviour }] });
    const hit = (target: object) =>
      alipay.keep(
        takeBehaviour(
          alipay.world,
          { authAppId: alipay.shop.authAppId, userId: alipay.user.userId, method: 'alipay.trade.pay', ...target },
          ['refuse'],
        ),
      ).behaviour?.kind;
    assert.deepEqual([hit({ userId: 'other' }), hit({ method: 'alipay.trade.query' })], [undefined, undefined]);
    assert.deepEqual([hit({}), hit({}), hit({}), hit({})], [undefined, 'refuse', 'refuse', undefined]);
    assert.equal(alipay.world.behaviours.size, 0);
  });
});

function said(answer: ReturnType<AWorld['call']>): string {
  return answer.ok ? 'ok' : answer.subCode;
}
