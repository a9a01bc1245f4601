import type { Schemas } from '@petpact/api/client';
import { sayDate } from '../../format/date.ts';
import { percent } from '../../format/money.ts';
import type { Language } from '../../i18n/language.ts';
import type { Texts } from '../../i18n/texts.ts';

type Contract = Schemas['Contract'];
export type StaffCause = Exclude<Schemas['Settlement']['cause'], 'adopterWish' | 'mandateMissing'>;

export const STAFF_CAUSES: readonly StaffCause[] = [
  'petReturned',
  'petDied',
  'guaranteeIllness',
  'shopWish',
  'shopBreach',
  'adopterBreach',
];
const OPEN: readonly Contract['state'][] = ['signed', 'awaitingHandover', 'active', 'paused'];
const OVER: readonly Contract['state'][] = ['completed', 'terminated', 'breached', 'expired'];
const MAY_END: readonly string[] = ['owner', 'manager'];

/** How far an end has come: announced by the shop for a later day, being carried out, or done. None = nobody wants one. */
export const standOf = ({ state, ending }: Pick<Contract, 'state' | 'ending'>): 'announced' | 'underWay' | 'over' | undefined => {
  if (ending === undefined) return undefined;
  if (OVER.includes(state)) return 'over';
  return ending.cause === 'shopWish' ? 'announced' : 'underWay';
};

/** Whether the shop can end the contract: it is signed, not over, and no end is being carried out. An announced one can be overtaken. */
export const canEnd = (contract: Contract): boolean =>
  OPEN.includes(contract.state) && [undefined, 'announced'].includes(standOf(contract));

export const mayEnd = (roles: readonly string[]): boolean => roles.some((role) => MAY_END.includes(role));

export const overdueCount = (plan: Schemas['Plan'] | undefined): number =>
  plan?.instalments.filter(({ state }) => state === 'overdue').length ?? 0;

/** Why a cause is not open for this contract now, in words. */
export const whyClosed = (cause: StaffCause, { contract, plan }: Schemas['Adoption'], told: { t: Texts; language: Language }) => {
  const { ending: words } = told.t;
  const { breachAfterOverdue } = contract.terms.rules;
  const overdue = overdueCount(plan);
  if (cause === 'adopterBreach' && overdue < breachAfterOverdue) return words.breachNeeds(overdue, breachAfterOverdue);
  if (cause === 'shopWish' && contract.ending && standOf(contract) === 'announced')
    return words.announcedAlready(sayDate(contract.ending.settlement.effectiveDate, told.language));
  return undefined;
};

/** What the contract says of a cause, with its own figures. */
export const sayConsequence = (cause: StaffCause, rules: Schemas['Rules'], { ending: words }: Texts): string =>
  words.causes[cause]?.[1]({
    breachAfter: rules.breachAfterOverdue,
    breachFee: percent(rules.breachFeeBp),
    shopFee: percent(rules.merchantBreachFeeBp),
    noticeDays: rules.terminationNoticeDays,
    guaranteeDays: rules.guaranteeDays,
  }) ?? '';

/** What became of the wish to end a contract. */
export const sayOutcome = (contract: Contract, { ending: words }: Texts, language: Language): string => {
  if (OVER.includes(contract.state)) return words.done;
  if (standOf(contract) !== 'announced') return words.underWay;
  return words.announced(sayDate(contract.ending?.settlement.effectiveDate, language));
};

/** The cause as a person reads it. */
export const sayCause = (cause: string, { ending: words }: Texts): string => {
  if (cause === 'adopterWish' || cause === 'mandateMissing') return words[cause];
  return words.causes[cause]?.[0] ?? cause;
};

/** A person's own words, or a code in words. */
export const sayReason = (reason: string, t: Texts): string => {
  const cause = sayCause(reason, t);
  return cause === reason ? (t.contracts.planReasons[reason] ?? reason) : cause;
};
