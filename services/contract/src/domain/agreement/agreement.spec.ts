import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { civilDate } from '@petpact/kit/civil-date';
import { fen } from '@petpact/kit/fen';
import { aPet, aShop, PLATFORM_NAME, someTerms } from '../../../test/agreement.builder.ts';
import { templateOf } from './agreement.ts';
import { STANDARD_1 } from './standard-1.ts';
import { maskedIdentity, maskedName, yuanInCapitals } from './wording.ts';

const input = { terms: someTerms(), shop: aShop, pet: aPet, platform: PLATFORM_NAME, firstPlanDate: civilDate('2026-11-23') };
const textOf = (given: Parameters<typeof STANDARD_1.sections>[0]) =>
  STANDARD_1.sections(given)
    .flatMap(({ clauses }) => clauses)
    .join('\n');

describe('the agreement', () => {
  it('prints every rule of the terms, so that changing one changes the text', () => {
    const before = textOf(input);
    for (const rule of Object.keys(input.terms.rules)) {
      const rules = { ...input.terms.rules, [rule]: 23 };
      assert.notEqual(textOf({ ...input, terms: { ...input.terms, rules } }), before, `${rule} is not printed`);
    }
  });
  it('prints price, periods, total, plan start and first plan day', () => {
    const before = textOf(input);
    const { terms } = input;
    const changes = [
      { amountFen: fen(1) },
      { periods: 24 },
      { totalFen: fen(1) },
      { quantity: 2 },
      { planStart: 'handover' as const },
      { approvedBy: 'staff' as const },
      { extraClauses: ['每年免费体检。'] },
    ];
    for (const change of changes) assert.notEqual(textOf({ ...input, terms: { ...terms, ...change } }), before, JSON.stringify(change));
    assert.notEqual(textOf({ ...input, firstPlanDate: civilDate('2026-11-24') }), before);
    assert.notEqual(textOf({ ...input, firstPlanDate: undefined }), before);
  });
  it('says nothing of a pause that is not allowed, nor of a fee that is not asked', () => {
    const rules = { ...input.terms.rules, pauseTimesMax: 0, lateFeeFen: 0, terminationFeeBp: 0, welfarePeriods: 0 };
    const text = textOf({ ...input, terms: { ...input.terms, rules } });
    for (const part of ['本计划不支持暂停', '不收取滞纳金', '不收取解除费用', '未付款的期次一律不寄送'])
      assert.ok(text.includes(part), part);
  });
  it('has a heading and a gist in English for every article', () => {
    for (const { heading, gist, clauses } of STANDARD_1.sections(input)) {
      assert.ok(heading.zh !== '' && heading.en !== '' && gist !== '' && clauses.length > 0);
    }
  });
  it('refers to the welfare article by its true number', () => {
    assert.equal(STANDARD_1.sections(input).findIndex(({ key }) => key === 'welfare') + 1, 10);
  });
  it('can be found by the version it was drafted on, and no other', () => {
    assert.equal(templateOf('standard-1'), STANDARD_1);
    assert.throws(() => templateOf('standard-0'), { reason: 'TEMPLATE_UNKNOWN' });
  });
});

describe('amounts in capitals', () => {
  for (const [amount, text] of [
    [0, '人民币零元整'],
    [154_800, '人民币壹仟伍佰肆拾捌元整'],
    [1_000_500, '人民币壹万零伍元整'],
    [10_000, '人民币壹佰元整'],
    [100_000_000, '人民币壹佰万元整'],
    [200_030_010, '人民币贰佰万零叁佰元壹角'],
    [309_605, '人民币叁仟零玖拾陆元零伍分'],
    [1_010, '人民币壹拾元壹角'],
    [7, '人民币柒分'],
    [65, '人民币陆角伍分'],
  ] as const) {
    it(`write ${amount} fen as ${text}`, () => assert.equal(yuanInCapitals(fen(amount)), text));
  }
});

describe('personal fields on a screen', () => {
  it('show no more than they must', () => {
    assert.equal(maskedIdentity('330106199503124527'), '330***********4527');
    assert.equal(maskedName('林小满'), '林**');
  });
});
