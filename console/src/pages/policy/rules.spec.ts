import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RULES } from '../../../test/fixtures/adoption.ts';
import { TEXTS } from '../../i18n/texts.ts';
import { formOf, GROUPS, inputOf, sayPolicyRefusal, sayRule } from './rules.ts';

const { zh, en } = TEXTS;
const policy = {
  version: 3,
  autoApprove: true,
  withoutScore: 'review',
  holdHours: 48,
  approvalHours: 72,
  planStart: 'signing',
  rules: RULES,
  extraClauses: [' 每年免费体检。', ' '],
} as const;

describe('the rules of a shop', () => {
  it('are all shown, each once', () => {
    assert.deepEqual(GROUPS.flatMap(({ rules }) => rules).toSorted(), Object.keys(RULES).toSorted());
  });
  it('are said with their units', () => {
    assert.deepEqual(
      [
        sayRule('lateFeeFen', 500, zh),
        sayRule('breachFeeBp', 1250, zh),
        sayRule('graceDays', 3, zh),
        sayRule('holdHours', 48, en),
        sayRule('welfarePeriods', 1, en),
      ],
      ['¥5.00', '12.5%', '3 天', '48 hours', '1 period'],
    );
  });
  it('are typed in yuan and per cent and stored in fen and basis points', () => {
    const form = formOf({ ...policy, extraClauses: [...policy.extraClauses] });
    assert.deepEqual([form.rules.lateFeeFen, form.rules.breachFeeBp, form.rules.graceDays], [5, 20, 3]);
    assert.deepEqual(inputOf(form).rules, RULES);
    assert.equal(inputOf({ ...form, rules: { ...form.rules, terminationFeeBp: 12.34 } }).rules.terminationFeeBp, 1234);
  });
  it('drop clauses without a word', () => {
    assert.deepEqual(inputOf(formOf({ ...policy, extraClauses: [...policy.extraClauses] })).extraClauses, ['每年免费体检。']);
  });
  it('that are refused are named with their bounds', () => {
    assert.equal(sayPolicyRefusal({ rule: 'breachFeeBp', least: '0', most: '3000' }, zh), '“领养人违约金”需在 0% 到 30% 之间。');
    assert.equal(sayPolicyRefusal({ rule: 'extraClauses' }, en), '“Own clauses” is not valid.');
    assert.equal(sayPolicyRefusal({}, en), undefined);
  });
});
