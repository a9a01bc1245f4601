import type { CivilDate } from '@petpact/kit/civil-date';
import type { Fen } from '@petpact/kit/fen';
import type { LedgerEntry } from './ledger.ts';

/**
 * The payment side of one contract: one document that holds mandates, caps and every instalment,
 * so that claim, pause and end of a charge are conditional writes on the same thing (ARCHITECTURE, rule 11).
 */
export interface Plan {
  /** The contract's id: 26 letters and digits. */
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  /** Business time at which `nextStep` is due. */
  nextActionAt?: Date;
  adopterId: string;
  state: PlanState;
  /** Why it is paused, suspended or ended. */
  reason?: string;
  /** What was asked for when the plan was opened; opening it again must ask for the same. */
  opening: Opening;
  /** Charging may begin: at once where the plan starts at signing, else after both handover confirmations. */
  startConfirmed: boolean;
  /** Oldest first; the last one is current. */
  mandates: Mandate[];
  /** By period, 1 first. */
  instalments: Instalment[];
  /** The last pause, by the id it was asked for with; also after its end. */
  pauseId?: string;
  /** Since when its shop's stop keeps it from being charged. */
  heldSince?: Date;
  /** Months that were left out, by the ids they were asked for with. */
  skipIds?: string[];
  /** When it was last resumed; tells a repeated resume from one that makes no sense. */
  resumedTime?: Date;
  /** What the adopter owes besides the instalments; absent = nothing. */
  dues?: Due[];
}

/** What the adopter pays under trade numbers of its own: an instalment, or a fee. */
export interface Payable {
  /** Of an instalment 1, 2, …; of a fee from `FIRST_DUE` on. Stands in the trade number. */
  period: number;
  amountFen: Fen;
  attempts: Attempt[];
  /** Our trade numbers under which money was taken; more than one means refunds. */
  tradeNos: string[];
  refunds: Refund[];
  paidTime?: Date;
  /** Our trade number that paid it. */
  tradeNo?: string;
  alipayTradeNo?: string;
}

export type DueKind = 'lateFee' | 'terminationFee' | 'breachFee';

/** A fee that the contract names. It is never withheld: the mandate covers instalments only. */
export interface Due extends Payable {
  kind: DueKind;
  /** The late instalment; 0 = the contract as a whole. */
  ofPeriod: number;
  state: 'open' | 'paid' | 'waived';
}

/** No plan has as many periods, so a number says which of both it is. */
export const FIRST_DUE = 901;

export type PlanState = 'awaitingMandate' | 'awaitingStart' | 'active' | 'paused' | 'suspended' | 'ended';

/** The terms a plan is opened with, frozen at signing. */
export interface Opening {
  adopterId: string;
  amountFen: Fen;
  periods: number;
  goods: Goods;
  planStart: 'signing' | 'handover';
  /** The booked day, where the plan starts at handover. */
  handoverDate?: CivilDate;
  /** Days after a plan day before the contract calls the adopter late. */
  graceDays: number;
  /** Once an instalment, when its days of grace are over; absent or 0 = none. */
  lateFeeFen?: Fen;
  /** So many overdue at once stop shipping and charging until all is paid; absent or 0 = never. */
  suspendAfterOverdue?: number;
  /** Shown on Alipay's pages. */
  title: string;
}

/** What one period's parcel holds and where it goes: copied into `instalmentPaid`, so that shipping depends on no other topic. */
export interface Goods {
  skuId: string;
  skuCode: string;
  skuName: string;
  quantity: number;
  warehouseId: string;
  addressId: string;
  termsVersion: number;
}

/** An agreement at Alipay to withhold money, and the caps that were signed with it. */
export interface Mandate {
  /** 1, 2, …: a new one for every new signature. */
  sequence: number;
  /** Contract id and the two-digit sequence. */
  externalAgreementNo: string;
  state: 'pending' | 'signed' | 'revoked';
  productCode: string;
  personalProductCode: string;
  signScene: string;
  singleCapFen: Fen;
  totalCapFen: Fen;
  /** Most successful deductions under this mandate. */
  totalPayments: number;
  /** The first deduction day shown on the page that is signed. */
  firstDate: CivilDate;
  agreementNo?: string;
  /** Alipay's id of who pays: not always the adopter. */
  payerId?: string;
  /** The payer's log-in name as Alipay masks it. */
  payerLogon?: string;
  /** Alipay's next deduction day, as far as known. Alipay moves it one month at each success and never by itself. */
  nextDeductDate?: CivilDate;
  /** When Alipay last told `nextDeductDate`. */
  dateKnownTime?: Date;
  signedTime?: Date;
  revokedTime?: Date;
  /** When to ask Alipay about the agreement; absent = no need. */
  askAt?: Date;
  /** How often it was asked without the proof wanted. */
  asks: number;
}

export type InstalmentState = 'scheduled' | 'charging' | 'unknown' | 'paid' | 'overdue' | 'refunding' | 'refunded' | 'cancelled';

/** One period's due. */
export interface Instalment extends Payable {
  planDate: CivilDate;
  goods: Goods;
  state: InstalmentState;
  /** The adopter must be told before the first try: from period 2 on, and after a date that was shown has moved. */
  needsNotice: boolean;
  noticedTime?: Date;
  lastRefusal?: string;
  /** No further try in this period, whatever days are left. */
  triesOver?: boolean;
  overdueTime?: Date;
  /** The days of grace are over. */
  lateTime?: Date;
  shippedTime?: Date;
  /** Deferred revenue became revenue. */
  recognised?: boolean;
}

/** One charge under a trade number of its own, written down before it is sent. */
export interface Attempt {
  attempt: number;
  /** `<contract>_<period>_<attempt>`. */
  tradeNo: string;
  /** `closed`: proved not to have happened, and the number closed at Alipay or never sent. */
  state: 'charging' | 'unknown' | 'refused' | 'succeeded' | 'closed';
  startedTime: Date;
  /** Sequence of the mandate it was charged under; 0 = paid by the adopter himself at the cashier. */
  mandate: number;
  /** Alipay's number of a trade that waits at the cashier. */
  payNo?: string;
  /** Class of the refusal, or of the unknown answer. */
  refusal?: string;
  /** Before this instant "no such trade" proves nothing. */
  settlesAt: Date;
  /** When to ask Alipay, unless an answer comes first. */
  askAt?: Date;
  asks?: number;
}

/** Money on its way back: always one whole trade, so the trade number is its natural key. */
export interface Refund {
  /** Alipay refunds one request number once (ALIPAY §4). */
  requestNo: string;
  tradeNo: string;
  amountFen: Fen;
  reason: string;
  /** Where the money is booked at the moment the refund is decided; decides the ledger entry for good. */
  from: 'deferred' | 'revenue' | 'fees';
  /** The instalment itself is given back; false = a payment too many goes back and the instalment stays as it is. */
  ofInstalment: boolean;
  state: 'due' | 'asking' | 'done';
  askAt: Date;
  tries: number;
  /** Alipay's code of the last refusal. */
  code?: string;
}

export type PlanFact =
  | { type: 'planOpened' }
  | { type: 'mandateSigned'; agreementNo: string }
  | { type: 'mandateRevoked'; cause: RevocationCause }
  | { type: 'chargeNoticeDue'; period: number; firstTryDate: CivilDate }
  | { type: 'instalmentPaid'; period: number; streak: number }
  | { type: 'instalmentFailed'; period: number; refusal: string; nextTryDate?: CivilDate }
  | { type: 'instalmentOverdue'; period: number }
  | { type: 'instalmentLate'; period: number; feeFen: Fen }
  | { type: 'planSuspended'; reason: string }
  | { type: 'refundSucceeded'; period: number; requestNo: string }
  | { type: 'planPaused'; reason: string }
  | { type: 'planResumed'; nextPlanDate: CivilDate }
  | { type: 'planRescheduled'; nextPlanDate: CivilDate }
  | { type: 'planEnded'; reason: string }
  | { type: 'planCompleted'; paid: number; overdue: number };

export type RevocationCause = 'user' | 'merchant' | 'alipay';

/** What a decision leaves: the next state, what happened, and what the ledger must hold. */
export interface Decision {
  state: Plan;
  facts: PlanFact[];
  entries: LedgerEntry[];
}

export function nothing(plan: Plan): Decision {
  return { state: plan, facts: [], entries: [] };
}

export function currentMandate(plan: Plan): Mandate | undefined {
  return plan.mandates.at(-1);
}

export function instalmentOf(plan: Plan, period: number): Instalment | undefined {
  return plan.instalments[period - 1];
}

/** An instalment or a fee by its number. */
export function payableOf(plan: Plan, period: number): Instalment | Due | undefined {
  return period < FIRST_DUE ? instalmentOf(plan, period) : plan.dues?.[period - FIRST_DUE];
}

/** All that is or was to be paid, in the order of its numbers. */
export function payables({ instalments, dues = [] }: Plan): (Instalment | Due)[] {
  return [...instalments, ...dues];
}

/** One fee more. */
export function withDue(plan: Plan, due: Pick<Due, 'kind' | 'amountFen' | 'ofPeriod'>): Plan {
  const { dues = [] } = plan;
  const fresh: Due = { ...due, period: FIRST_DUE + dues.length, state: 'open', attempts: [], tradeNos: [], refunds: [] };
  return { ...plan, dues: [...dues, fresh] };
}

/** The next period that can still be charged; none while everything is settled or in flight. */
export function firstScheduled(plan: Plan): Instalment | undefined {
  return plan.instalments.find((instalment) => instalment.state === 'scheduled');
}

/** A charge whose outcome is not proved yet. */
export function attemptInFlight(plan: Plan): { payable: Instalment | Due; attempt: Attempt } | undefined {
  for (const payable of payables(plan)) {
    const attempt = payable.attempts.find(isOpenAttempt);
    if (attempt) return { payable, attempt };
  }
  return undefined;
}

export function isOpenAttempt({ state }: Attempt): boolean {
  return state === 'charging' || state === 'unknown';
}

export function withInstalment(plan: Plan, instalment: Instalment): Plan {
  return { ...plan, instalments: plan.instalments.map((old) => (old.period === instalment.period ? instalment : old)) };
}

/** Replaces an instalment or a fee. */
export function withPayable(plan: Plan, payable: Instalment | Due): Plan {
  if (!('kind' in payable)) return withInstalment(plan, payable);
  return { ...plan, dues: plan.dues?.map((old) => (old.period === payable.period ? payable : old)) };
}

/** Replaces the current mandate. */
export function withMandate(plan: Plan, mandate: Mandate): Plan {
  return { ...plan, mandates: [...plan.mandates.slice(0, -1), mandate] };
}

/** Why a plan stands still: no mandate in force, or too many periods overdue. They go on falling due. */
export const MANDATE_REVOKED = 'mandateRevoked';
export const ARREARS = 'arrears';

/** Stops every charge until a person or a new signature changes it; what is in flight is still resolved. */
export function suspended(plan: Plan, reason: string): Plan {
  return plan.state === 'ended' ? plan : { ...plan, state: 'suspended', reason };
}

export function later(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms);
}

/** The later of two days. */
export function laterDay(one: CivilDate, other: CivilDate): CivilDate {
  if (one > other) return one;
  return other;
}
