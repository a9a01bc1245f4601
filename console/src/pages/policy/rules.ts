import type { Schemas } from '@petpact/api/client';
import { fenOfYuan, percent, yuan } from '../../format/money.ts';
import type { Texts } from '../../i18n/texts.ts';

export type Rule = keyof Schemas['Rules'];
type Unit = keyof Texts['policy']['units'];
/** Numbers of a policy outside its rules. */
export type Hours = 'holdHours' | 'approvalHours';

export const UNITS: Record<Rule | Hours, Unit> = {
  holdHours: 'hours',
  approvalHours: 'hours',
  pauseTimesMax: 'times',
  pauseDaysMax: 'days',
  graceDays: 'days',
  lateFeeFen: 'yuan',
  coolingOffDays: 'days',
  guaranteeDays: 'days',
  terminationFeeBp: 'percent',
  breachAfterOverdue: 'periods',
  breachFeeBp: 'percent',
  welfarePeriods: 'periods',
  terminationNoticeDays: 'days',
  merchantBreachFeeBp: 'percent',
  shipWithinDays: 'days',
  handoverWithinDays: 'days',
  followUpDays: 'days',
  suspendAfterOverdue: 'periods',
};

/** Rules that belong together, in the order of the agreement. */
export const GROUPS: readonly { title: keyof Texts['policy']['groups']; rules: readonly Rule[] }[] = [
  { title: 'pausing', rules: ['pauseTimesMax', 'pauseDaysMax'] },
  { title: 'arrears', rules: ['graceDays', 'lateFeeFen', 'suspendAfterOverdue', 'welfarePeriods'] },
  { title: 'leaving', rules: ['coolingOffDays', 'terminationFeeBp', 'terminationNoticeDays'] },
  { title: 'breach', rules: ['breachAfterOverdue', 'breachFeeBp', 'merchantBreachFeeBp'] },
  { title: 'care', rules: ['guaranteeDays', 'shipWithinDays', 'handoverWithinDays', 'followUpDays'] },
];

/** A rule's value with its unit, as people read it. */
export const sayRule = (rule: Rule | Hours, value: number, { policy: { amounts } }: Texts): string => {
  const unit = UNITS[rule];
  if (unit === 'yuan') return yuan(value);
  if (unit === 'percent') return percent(value);
  return amounts[unit](value);
};

const HUNDREDTHS: readonly Unit[] = ['yuan', 'percent'];

/** A stored value (fen, basis points) as it is typed (yuan, per cent), and back. */
export const typedOf = (rule: Rule | Hours, stored: number): number => (HUNDREDTHS.includes(UNITS[rule]) ? stored / 100 : stored);
export const storedOf = (rule: Rule | Hours, typed: number): number => (HUNDREDTHS.includes(UNITS[rule]) ? fenOfYuan(typed) : typed);

const valuesOf = (rules: Schemas['Rules'], change: (rule: Rule, value: number) => number): Schemas['Rules'] =>
  Object.fromEntries(Object.entries(rules).map(([rule, value]) => [rule, change(rule as Rule, value)])) as unknown as Schemas['Rules'];

/** A policy as its form holds it: rules in the units people type. */
export const formOf = ({ version: _, ...policy }: Schemas['Policy']): Schemas['PolicyInput'] => ({
  ...policy,
  rules: valuesOf(policy.rules, typedOf),
});

/** What is sent to be stored; clauses without a word are dropped. */
export const inputOf = (form: Schemas['PolicyInput']): Schemas['PolicyInput'] => ({
  ...form,
  rules: valuesOf(form.rules, storedOf),
  extraClauses: form.extraClauses.map((clause) => clause.trim()).filter((clause) => clause !== ''),
});

const isNumber = (name: string): name is Rule | Hours => name in UNITS;

/** What an INVALID_POLICY refusal names, in words: the rule and the bounds the platform sets. */
export const sayPolicyRefusal = (details: Record<string, string>, texts: Texts): string | undefined => {
  const { rule = '', least, most } = details;
  if (!(rule in texts.policy.fields)) return undefined;
  const { title } = texts.policy.fields[rule as keyof Texts['policy']['fields']];
  if (!isNumber(rule) || least === undefined || most === undefined) return texts.policy.wrong(title);
  return texts.policy.outOfBounds(title, sayRule(rule, Number(least), texts), sayRule(rule, Number(most), texts));
};
