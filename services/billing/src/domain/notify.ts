import { type Fen, fenFromYuan } from '@petpact/kit/fen';
import { applyAnswer } from './deduction.ts';
import { askMandate, revokeMandate } from './mandate.ts';
import { type Attempt, type Decision, isOpenAttempt, nothing, type Plan, payableOf, withPayable } from './plan.ts';

/** A notify's form fields, exactly as they came. */
export type NotifyForm = Readonly<Record<string, string>>;

export type NotifySubject =
  | { about: 'trade'; contractId: string; period: number; attempt: number; tradeNo: string }
  | { about: 'agreement'; contractId: string; externalAgreementNo: string }
  /** Signed by Alipay, yet nothing a plan has to know. */
  | { about: 'other' };

const TRADE_NO = /^([0-9A-Za-z]{1,26})_(\d{1,3})_(\d{1,4})$/;
const AGREEMENT_NO = /^([0-9A-Za-z]{1,26})\d{2}$/;
const AGREEMENT_TYPES = ['dut_user_sign', 'dut_user_unsign'];

/** What a notify is about, by our own numbers in it; `unknown` where they are none of ours. */
export function subjectOf(form: NotifyForm): NotifySubject | 'unknown' {
  if (form.notify_type === 'trade_status_sync') {
    const [, contractId, period, attempt] = TRADE_NO.exec(form.out_trade_no ?? '') ?? [];
    if (!contractId) return 'unknown';
    return { about: 'trade', contractId, period: Number(period), attempt: Number(attempt), tradeNo: form.out_trade_no! };
  }
  if (AGREEMENT_TYPES.includes(form.notify_type ?? '')) {
    const contractId = AGREEMENT_NO.exec(form.external_agreement_no ?? '')?.[1];
    return contractId ? { about: 'agreement', contractId, externalAgreementNo: form.external_agreement_no! } : 'unknown';
  }
  return { about: 'other' };
}

/** Why a genuine notify does not fit the plan it names, or nothing (RELIABILITY F5). */
export function misfit(plan: Plan, subject: NotifySubject, form: NotifyForm): 'NOTIFY_TRADE' | 'NOTIFY_AMOUNT' | undefined {
  if (subject.about === 'trade') {
    if (attemptOf(plan, subject)?.tradeNo !== subject.tradeNo) return 'NOTIFY_TRADE';
    return yuan(form.total_amount) === payableOf(plan, subject.period)?.amountFen ? undefined : 'NOTIFY_AMOUNT';
  }
  if (subject.about === 'other') return undefined;
  return plan.mandates.some(({ externalAgreementNo }) => externalAgreementNo === subject.externalAgreementNo) ? undefined : 'NOTIFY_TRADE';
}

/**
 * Applies a stored notify. A trade's success is proof and settles it; everything that says less makes
 * the worker ask Alipay. A notify may come late, twice or out of turn: then it changes nothing.
 */
export function applyNotify(plan: Plan, subject: NotifySubject, form: NotifyForm, now: Date): Decision {
  if (subject.about === 'trade') return applyTradeNotify(plan, subject, form, now);
  if (subject.about === 'other') return nothing(plan);
  const mandate = plan.mandates.at(-1);
  if (mandate?.externalAgreementNo !== subject.externalAgreementNo) return nothing(plan);
  if (form.notify_type === 'dut_user_unsign')
    return revokeMandate(plan, { externalAgreementNo: subject.externalAgreementNo, cause: 'user' }, now);
  return mandate.state === 'pending' ? askMandate(plan, now) : nothing(plan);
}

function applyTradeNotify(plan: Plan, ref: { period: number; attempt: number }, form: NotifyForm, now: Date): Decision {
  const status = form.trade_status;
  if (status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED') {
    return applyAnswer(plan, ref, { outcome: 'succeeded', alipayTradeNo: form.trade_no ?? '' }, now);
  }
  const payable = payableOf(plan, ref.period);
  const attempt = attemptOf(plan, ref);
  // "Closed" is no proof that nothing was paid: a trade wholly refunded is closed as well (ALIPAY §4).
  if (status !== 'TRADE_CLOSED' || !payable || !attempt || !isOpenAttempt(attempt)) return nothing(plan);
  const attempts = payable.attempts.map((old) => (old.attempt === ref.attempt ? { ...old, askAt: now } : old));
  return { state: withPayable(plan, { ...payable, attempts }), facts: [], entries: [] };
}

function attemptOf(plan: Plan, ref: { period: number; attempt: number }): Attempt | undefined {
  return payableOf(plan, ref.period)?.attempts[ref.attempt - 1];
}

function yuan(text: string | undefined): Fen | undefined {
  try {
    return fenFromYuan(text ?? '');
  } catch {
    return undefined;
  }
}
