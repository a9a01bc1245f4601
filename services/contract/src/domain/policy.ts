import { Refusal } from '@petpact/kit/refusal';

/** When the plan's first period is due: at once, or only when the pet was handed over and both sides said so. */
export type PlanStart = 'signing' | 'handover';

/** The rules that later decide money or rights. A contract freezes them; each is a field and each is printed. */
export interface Rules {
  /** Times the plan may be paused; 0 = never. */
  pauseTimesMax: number;
  /** Days one pause may last. */
  pauseDaysMax: number;
  /** Days after a plan day before an unpaid instalment is late. */
  graceDays: number;
  /** Fee for a late instalment, once an instalment, in fen. */
  lateFeeFen: number;
  /** Days after signing in which the adopter may step back for free. */
  coolingOffDays: number;
  /** Days after handover in which an illness is the shop's. */
  guaranteeDays: number;
  /** What leaving early costs the adopter: share of the unpaid rest in basis points. */
  terminationFeeBp: number;
  /** Overdue instalments at once after which the shop may call a breach. */
  breachAfterOverdue: number;
  /** The adopter's liability on his breach: share of the unpaid rest in basis points. */
  breachFeeBp: number;
  /** Parcels still sent while the adopter is overdue. */
  welfarePeriods: number;
  /** Days of notice before the shop ends a contract. */
  terminationNoticeDays: number;
  /** The shop's liability on its breach: share of what was paid for undelivered goods in basis points. */
  merchantBreachFeeBp: number;
  /** Days after payment in which a period must be shipped; later is the shop's breach. */
  shipWithinDays: number;
  /** Days after signing in which the pet must be handed over. */
  handoverWithinDays: number;
  /** Days between two follow-ups that the adopter sends. */
  followUpDays: number;
  /** Overdue instalments from which shipping and charging stop until all is paid. */
  suspendAfterOverdue: number;
}

/** A shop's policy. Contracts keep the version they were drawn up on. */
export interface Policy {
  /** Counts the changes, from 1. */
  version: number;
  /** true = whoever passes the credit check is approved without staff. */
  autoApprove: boolean;
  /** What a check that gave no answer (no data, not authorised) leads to. */
  withoutScore: 'review' | 'decline';
  /** Hours a pet is held for an applicant. */
  holdHours: number;
  /** Hours an approved adopter has to draft and sign. */
  approvalHours: number;
  planStart: PlanStart;
  rules: Rules;
  /** The shop's own clauses, printed as an article of their own. */
  extraClauses: string[];
}

/** What a shop has that never saved a policy; also the default of each rule it leaves out. */
export const PLATFORM_POLICY: Policy = {
  version: 1,
  autoApprove: true,
  withoutScore: 'review',
  holdHours: 48,
  approvalHours: 72,
  planStart: 'signing',
  rules: {
    pauseTimesMax: 2,
    pauseDaysMax: 60,
    graceDays: 3,
    lateFeeFen: 500,
    coolingOffDays: 7,
    guaranteeDays: 15,
    terminationFeeBp: 1000,
    breachAfterOverdue: 3,
    breachFeeBp: 2000,
    welfarePeriods: 1,
    terminationNoticeDays: 15,
    merchantBreachFeeBp: 2000,
    shipWithinDays: 7,
    handoverWithinDays: 14,
    followUpDays: 90,
    suspendAfterOverdue: 2,
  },
  extraClauses: [],
};

type Bounds = readonly [least: number, most: number];

/** The platform's limits on what a shop may ask. Liquidated damages above 30 % are what courts cut down (民法典 585 and its interpretation). */
const RULE_BOUNDS: Record<keyof Rules, Bounds> = {
  pauseTimesMax: [0, 12],
  pauseDaysMax: [1, 180],
  graceDays: [0, 30],
  lateFeeFen: [0, 5000],
  coolingOffDays: [7, 30],
  guaranteeDays: [7, 365],
  terminationFeeBp: [0, 3000],
  breachAfterOverdue: [1, 12],
  breachFeeBp: [0, 3000],
  welfarePeriods: [0, 3],
  terminationNoticeDays: [7, 60],
  merchantBreachFeeBp: [0, 10_000],
  shipWithinDays: [1, 30],
  handoverWithinDays: [1, 90],
  followUpDays: [7, 365],
  suspendAfterOverdue: [1, 6],
};
const HOURS: Bounds = [1, 336];
const MOST_CLAUSES = 10;
const LONGEST_CLAUSE = 300;

/**
 * The policy's next version. Refuses INVALID_POLICY, naming the rule and its bounds, when a rule is out of bounds
 * or a clause is too long.
 */
export function nextPolicy(currentVersion: number, wanted: Omit<Policy, 'version'>): Policy {
  for (const [rule, bounds] of Object.entries(RULE_BOUNDS)) within(rule, wanted.rules[rule as keyof Rules], bounds);
  within('holdHours', wanted.holdHours, HOURS);
  within('approvalHours', wanted.approvalHours, HOURS);
  const { rules } = wanted;
  if (rules.breachAfterOverdue < rules.suspendAfterOverdue) throw invalid('breachAfterOverdue');
  const extraClauses = wanted.extraClauses.map((clause) => clause.trim()).filter((clause) => clause !== '');
  if (extraClauses.length > MOST_CLAUSES || extraClauses.some((clause) => clause.length > LONGEST_CLAUSE)) throw invalid('extraClauses');
  return { ...wanted, extraClauses, version: currentVersion + 1 };
}

function within(rule: string, value: number, [least, most]: Bounds): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw invalid(rule, { least: `${least}`, most: `${most}` });
}

const invalid = (rule: string, bounds: Record<string, string> = {}): Refusal =>
  new Refusal('INVALID_POLICY', 'invalid', { rule, ...bounds });
