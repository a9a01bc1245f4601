import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AWorld, at } from '../../test/a-world.ts';
import { unsignByUser } from './agreement-manage.ts';
import { readSignRequest } from './agreement-rules.ts';
import { DEFAULT_SWITCHES } from './switches.ts';

const RULE = { period_type: 'MONTH', period: '1', execute_time: '2026-07-06', single_amount: '129.00' };
const ASKED = {
  product_code: 'GENERAL_WITHHOLDING',
  personal_product_code: 'CYCLE_PAY_AUTH_P',
  sign_scene: 'INDUSTRY|PETS',
  external_agreement_no: 'C1',
  access_params: { channel: 'ALIPAYAPP' },
  period_rule_params: RULE,
};

const fieldOf = (content: Record<string, unknown>, today = '2026-07-06') => {
  const read = readSignRequest(content, DEFAULT_SWITCHES, at(today));
  return 'problem' in read ? `${read.problem} ${read.field}` : 'shown';
};

describe('a request to sign', () => {
  it('is shown when it is whole', () => assert.equal(fieldOf(ASKED), 'shown'));

  const wrong: [string, Record<string, unknown>, string][] = [
    ['another product', { product_code: 'JSAPI_PAY' }, 'invalid product_code'],
    ['no personal product', { personal_product_code: undefined }, 'missing personal_product_code'],
    ['no channel', { access_params: {} }, 'missing access_params.channel'],
    ['a long number', { external_agreement_no: 'A'.repeat(33) }, 'invalid external_agreement_no'],
    ['a number with a dash', { external_agreement_no: 'A-1' }, 'invalid external_agreement_no'],
    ['a number without a scene', { sign_scene: undefined }, 'missing sign_scene'],
    ['the default scene', { sign_scene: 'DEFAULT|DEFAULT' }, 'invalid sign_scene'],
    ['an odd validity', { sign_validity_period: '2y' }, 'invalid sign_validity_period'],
    ['no rule', { period_rule_params: undefined }, 'missing period_rule_params.period_type'],
    ['day 29', { period_rule_params: { ...RULE, execute_time: '2026-07-29' } }, 'invalid period_rule_params.execute_time'],
    [
      'a first day that has passed',
      { period_rule_params: { ...RULE, execute_time: '2026-07-05' } },
      'invalid period_rule_params.execute_time',
    ],
    ['six days', { period_rule_params: { ...RULE, period_type: 'DAY', period: '6' } }, 'invalid period_rule_params.period'],
    ['no cap', { period_rule_params: { ...RULE, single_amount: undefined } }, 'missing period_rule_params.single_amount'],
    ['three decimals', { period_rule_params: { ...RULE, total_amount: '1.001' } }, 'invalid period_rule_params.total_amount'],
  ];
  for (const [what, change, said] of wrong)
    it(`with ${what} is a request-data error`, () => assert.equal(fieldOf({ ...ASKED, ...change }), said));

  it('needs no rule for free withholding', () => {
    assert.equal(fieldOf({ ...ASKED, personal_product_code: 'GENERAL_WITHHOLDING_P', period_rule_params: undefined }), 'shown');
  });
});

describe('an agreement', () => {
  it('has a number of its own at one shop, and another shop may use the same', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.sign({}, 'SAME');
    assert.equal(alipay.sign({}, 'SAME').externalAgreementNo, 'SAME');
    assert.equal(alipay.world.agreements.size, 1);
    alipay.call('alipay.user.agreement.unsign', { agreement_no: [...alipay.world.agreements.keys()][0] });
    assert.throws(() => alipay.sign({}, 'SAME'), /numberTaken/);
    Object.assign(alipay, { shop: alipay.otherShop });
    assert.equal(alipay.sign({}, 'SAME').status, 'NORMAL');
  });

  it('is one of at most ten of a person with one shop', () => {
    const alipay = new AWorld('2026-07-01');
    for (let i = 0; i < 10; i++) alipay.sign();
    assert.throws(() => alipay.sign(), /tooManyAgreements/);
  });

  it('is found by its own number or by the shop’s number with product and scene', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.sign({}, 'C1');
    const key = { external_agreement_no: 'C1', personal_product_code: 'CYCLE_PAY_AUTH_P', sign_scene: 'INDUSTRY|PETS' };
    assert.equal(alipay.says('alipay.user.agreement.query', key), 'ok');
    assert.equal(alipay.says('alipay.user.agreement.query', { ...key, sign_scene: 'INDUSTRY|CARS' }), 'USER_AGREEMENT_NOT_EXIST');
    assert.equal(alipay.says('alipay.user.agreement.query', { external_agreement_no: 'C1' }), 'INVALID_PARAMETER');
    assert.equal(alipay.says('alipay.user.agreement.query', key, alipay.otherShop), 'USER_AGREEMENT_NOT_EXIST');
  });

  it('can be postponed to a day up to the 28th, never brought forward, and not when it has ended', () => {
    const alipay = new AWorld('2026-07-01');
    const { agreementNo } = alipay.sign();
    const modify = (deduct_time: string) =>
      alipay.says('alipay.user.agreement.executionplan.modify', { agreement_no: agreementNo, deduct_time });
    assert.equal(modify('2026-07-05'), 'ILLEGAL_EXECUTION_TIME');
    assert.equal(modify('2026-07-29'), 'ILLEGAL_EXECUTION_TIME');
    assert.equal(modify('2026-02-30'), 'ILLEGAL_EXECUTION_TIME');
    assert.equal(modify('2026-07-06'), 'ok');
    assert.equal(modify('2026-07-28'), 'ok');
    alipay.world.switches = { ...alipay.world.switches, maxPostponements: 1, postponeToSameDate: false };
    assert.equal(modify('2026-07-28'), 'ILLEGAL_EXECUTION_TIME');
    assert.equal(modify('2026-08-28'), 'ILLEGAL_EXECUTION_TIME');
    alipay.call('alipay.user.agreement.unsign', { agreement_no: agreementNo });
    assert.equal(modify('2026-09-01'), 'ILLEGAL_AGREEMENT');
  });

  it('tells the shop’s app gateway, not the notify address, when the person ends it', () => {
    const alipay = new AWorld('2026-07-01');
    alipay.world.appGatewayUrl = 'http://app.example/gateway';
    const agreement = alipay.sign();
    alipay.keep({ events: unsignByUser(alipay.world, agreement, alipay.now) });
    const notify = [...alipay.world.notifies.values()].at(-1)!;
    assert.deepEqual([notify.url, notify.type, notify.fields.status], ['http://app.example/gateway', 'dut_user_unsign', 'UNSIGN']);
    assert.equal(alipay.says('alipay.user.agreement.query', { agreement_no: agreement.agreementNo }), 'AGREEMENT_HAS_UNSIGNED');
    alipay.world.switches = { ...alipay.world.switches, unsignedQuery: 'STOP' };
    assert.equal(alipay.says('alipay.user.agreement.query', { agreement_no: agreement.agreementNo }), 'ok');
    assert.equal(alipay.says('alipay.user.agreement.unsign', { agreement_no: agreement.agreementNo }), 'USER_AGREEMENT_STATUS_NOT_NORMAL');
  });
});
