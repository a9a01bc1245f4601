import type { CivilDate } from '@petpact/kit/civil-date';
import { fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import { suspendWhenOwing } from './arrears.ts';
import {
  currentMandate,
  type Decision,
  firstScheduled,
  later,
  laterDay,
  MANDATE_REVOKED,
  type Mandate,
  nothing,
  type Plan,
  type RevocationCause,
  suspended,
  withMandate,
} from './plan.ts';
import { firstMonthly, moveScheduled, planDayOf } from './schedule.ts';

export interface WithholdingProduct {
  productCode: string;
  personalProductCode: string;
  signScene: string;
}

/** An agreement as Alipay tells it. */
export interface AgreementFound {
  status: 'temp' | 'normal' | 'stop';
  agreementNo: string;
  payerId?: string;
  payerLogon?: string;
  nextDeductDate?: CivilDate;
}

/** Minutes after opening the page at which Alipay is asked, should its notify be lost and the client never come back. */
const ASK_AFTER_MINUTES: readonly number[] = [1, 5, 30, 120, 720];

/**
 * Prepares the page on which the mandate is signed. Days that have passed since the plan was opened
 * move the first day, because the page must show the day on which money is really taken.
 * A mandate that waits for its signature is used again: one agreement number, one agreement.
 */
export function startMandate(plan: Plan, product: WithholdingProduct, now: Date): Decision {
  const current = currentMandate(plan);
  if (plan.state === 'ended') throw new Refusal('PLAN_ENDED', 'precondition');
  if (current?.state === 'signed') throw new Refusal('MANDATE_SIGNED', 'precondition');
  const open = firstScheduled(plan);
  if (!open) throw new Refusal('PLAN_ENDED', 'precondition', { why: 'nothing left to charge' });

  const earliest = planDayOf(now);
  // Before the first mandate the day is free; afterwards the day of month is the one that was agreed.
  const firstTime =
    plan.instalments.every(({ attempts, state }) => attempts.length === 0 && state === 'scheduled') && !plan.mandates.some(wasSigned);
  const firstDate =
    open.planDate >= earliest ? open.planDate : firstTime ? earliest : firstMonthly(open.planDate, (date) => date >= earliest);
  const moved = { ...plan, instalments: moveScheduled(plan.instalments, firstDate, ({ period }) => period > open.period) };
  const terms = { ...product, ...capsOf(moved), firstDate, askAt: later(now, ASK_AFTER_MINUTES[0]! * 60_000), asks: 0 };
  if (current?.state === 'pending') return { state: withMandate(moved, { ...current, ...terms }), facts: [], entries: [] };

  const sequence = (current?.sequence ?? 0) + 1;
  const externalAgreementNo = `${plan._id}${String(sequence).padStart(2, '0')}`;
  const mandate: Mandate = { ...terms, sequence, externalAgreementNo, state: 'pending' };
  return { state: { ...moved, mandates: [...moved.mandates, mandate] }, facts: [], entries: [] };
}

function wasSigned({ state, signedTime }: Mandate): boolean {
  return state === 'signed' || signedTime !== undefined;
}

/** The caps that are signed are exactly what the plan still has to take. */
function capsOf(plan: Plan): Pick<Mandate, 'singleCapFen' | 'totalCapFen' | 'totalPayments'> {
  const open = plan.instalments.filter(({ state }) => state === 'scheduled' || state === 'charging' || state === 'unknown');
  const total = open.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return { singleCapFen: fen(Math.max(...open.map(({ amountFen }) => amountFen))), totalCapFen: fen(total), totalPayments: open.length };
}

/** Asks the worker to look at the agreement at once: the client came back, or a notify says something changed. */
export function askMandate(plan: Plan, now: Date): Decision {
  const mandate = currentMandate(plan);
  if (!mandate || mandate.state === 'revoked') return nothing(plan);
  return { state: withMandate(plan, { ...mandate, askAt: now }), facts: [], entries: [] };
}

/**
 * Applies what Alipay told of the current agreement. Only this proves a mandate; a signed one
 * that Alipay does not hold in force any more is revoked.
 */
export function applyAgreement(plan: Plan, found: AgreementFound | 'gone', now: Date): Decision {
  const mandate = currentMandate(plan);
  if (!mandate || mandate.state === 'revoked') return nothing(plan);
  const inForce = found !== 'gone' && found.status === 'normal';
  if (mandate.state === 'pending') {
    return inForce ? proveMandate(plan, mandate, found, now) : { ...nothing(plan), state: withMandate(plan, askedAgain(mandate, now)) };
  }
  if (!inForce) return revokeMandate(plan, { externalAgreementNo: mandate.externalAgreementNo, cause: 'alipay' }, now);
  const known = {
    ...mandate,
    askAt: undefined,
    asks: 0,
    nextDeductDate: found.nextDeductDate ?? mandate.nextDeductDate,
    dateKnownTime: now,
  };
  return { state: withMandate(plan, known), facts: [], entries: [] };
}

/** Alipay did not answer: asks again later. */
export function mandateUnanswered(plan: Plan, now: Date): Decision {
  const mandate = currentMandate(plan);
  if (!mandate) return nothing(plan);
  const asks = mandate.asks + 1;
  return { state: withMandate(plan, { ...mandate, asks, askAt: later(now, Math.min(asks, 30) * 60_000) }), facts: [], entries: [] };
}

function askedAgain(mandate: Mandate, now: Date): Mandate {
  const minutes = ASK_AFTER_MINUTES[mandate.asks + 1];
  return { ...mandate, asks: mandate.asks + 1, askAt: minutes === undefined ? undefined : later(now, minutes * 60_000) };
}

/**
 * The mandate stands. The plan takes the day that Alipay holds where it is later than ours; where the
 * page was signed so late that its first day is over, everything moves to the plan day of now.
 */
function proveMandate(plan: Plan, mandate: Mandate, found: AgreementFound, now: Date): Decision {
  const nextDeductDate = found.nextDeductDate ?? mandate.firstDate;
  const signed: Mandate = {
    ...mandate,
    state: 'signed',
    agreementNo: found.agreementNo,
    payerId: found.payerId,
    payerLogon: found.payerLogon,
    nextDeductDate,
    dateKnownTime: now,
    signedTime: now,
    askAt: undefined,
    asks: 0,
  };
  const open = firstScheduled(plan);
  const agreed = open ? laterDay(open.planDate, nextDeductDate) : nextDeductDate;
  const today = planDayOf(now);
  const first = laterDay(agreed, today);
  const instalments = moveScheduled(plan.instalments, first, ({ period }) => period !== open?.period);
  const state = {
    ...withMandate(plan, signed),
    instalments,
    state: plan.startConfirmed ? 'active' : 'awaitingStart',
    reason: undefined,
  } as const;
  // A signature neither ends a pause nor wakes a plan that is over.
  const keeps = plan.state === 'paused' || plan.state === 'ended';
  return suspendWhenOwing({
    state: keeps ? { ...state, state: plan.state, reason: plan.reason } : state,
    facts: [{ type: 'mandateSigned', agreementNo: found.agreementNo }],
    entries: [],
  });
}

/**
 * The agreement is gone: nothing can be charged until a new one is signed. Only the current mandate is meant;
 * a late word about an older one changes nothing.
 */
export function revokeMandate(plan: Plan, gone: { externalAgreementNo: string; cause: RevocationCause }, now: Date): Decision {
  const mandate = currentMandate(plan);
  if (!mandate || mandate.externalAgreementNo !== gone.externalAgreementNo || mandate.state !== 'signed') return nothing(plan);
  const revoked = withMandate(plan, { ...mandate, state: 'revoked', revokedTime: now, askAt: undefined });
  // Ended by us: nobody has to be told that it is gone.
  if (plan.state === 'ended') return { ...nothing(plan), state: revoked };
  // A pause keeps its own reason; resuming finds no mandate and suspends.
  const state = plan.state === 'paused' ? revoked : suspended(revoked, MANDATE_REVOKED);
  return { state, facts: [{ type: 'mandateRevoked', cause: gone.cause }], entries: [] };
}
