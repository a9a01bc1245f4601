import type { Fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import { wasCutShort } from './end-plan.ts';
import {
  type Attempt,
  type Decision,
  type Due,
  type Instalment,
  isOpenAttempt,
  later,
  nothing,
  type Plan,
  payableOf,
  withPayable,
} from './plan.ts';

/** How long Alipay keeps the cashier open for one trade number. */
export const CASHIER_MINUTES = 15;
/** A cashier that closes sooner than this is not shown again. */
const LEAST_LEFT_MS = 60_000;

/** A trade to be made at Alipay, for the adopter to pay himself. */
export interface CashierOrder {
  period: number;
  attempt: number;
  tradeNo: string;
  amountFen: Fen;
  subject: string;
}

/**
 * Lets the adopter pay what is overdue, or a fee. Each opening of the cashier has a trade number of its own, counted on with the
 * withheld ones; while one is open it is shown again. Refuses NOTHING_TO_PAY, and PAYMENT_IN_PROGRESS while it is not known what
 * became of the last one: two open trades for one debt could both be paid.
 */
export function openCashier(plan: Plan, period: number, now: Date): Decision & { order?: CashierOrder; open?: Attempt } {
  const payable = payableOf(plan, period);
  if (!payable || !isOwed(plan, payable)) throw new Refusal('NOTHING_TO_PAY', 'precondition', { period: `${period}` });
  const last = payable.attempts.find(isOpenAttempt);
  if (last) {
    const isShown = last.payNo !== undefined && last.settlesAt.getTime() - now.getTime() >= LEAST_LEFT_MS;
    if (!isShown) throw new Refusal('PAYMENT_IN_PROGRESS', 'precondition', { period: `${period}` });
    return { ...nothing(plan), open: last };
  }
  const number = payable.attempts.length + 1;
  const tradeNo = `${plan._id}_${period}_${number}`;
  const closes = later(now, CASHIER_MINUTES * 60_000);
  const attempt: Attempt = { attempt: number, tradeNo, state: 'charging', startedTime: now, settlesAt: closes, askAt: closes, mandate: 0 };
  const state = withPayable(plan, { ...payable, attempts: [...payable.attempts, attempt] });
  const order = { period, attempt: number, tradeNo, amountFen: payable.amountFen, subject: `${plan.opening.title} ${subjectOf(payable)}` };
  return { ...nothing(plan), state, order };
}

/** Alipay has made the trade: the cashier can be opened. */
export function cashierOpened(plan: Plan, ref: { period: number; attempt: number }, payNo: string): Decision {
  const payable = payableOf(plan, ref.period);
  const attempt = payable?.attempts[ref.attempt - 1];
  if (!payable || !attempt || attempt.payNo === payNo) return nothing(plan);
  const attempts = payable.attempts.map((old) => (old.attempt === ref.attempt ? { ...old, payNo } : old));
  return { ...nothing(plan), state: withPayable(plan, { ...payable, attempts }) };
}

/** Asks the worker to look at once: the adopter came back from the cashier. */
export function askPayment(plan: Plan, period: number, now: Date): Decision {
  const payable = payableOf(plan, period);
  if (!payable?.attempts.some(isOpenAttempt)) return nothing(plan);
  const attempts = payable.attempts.map((old) => (isOpenAttempt(old) ? { ...old, askAt: now } : old));
  return { ...nothing(plan), state: withPayable(plan, { ...payable, attempts }) };
}

function isOwed(plan: Plan, payable: Instalment | Due): boolean {
  if ('kind' in payable) return payable.state === 'open';
  return payable.state === 'overdue' && (!wasCutShort(plan) || payable.shippedTime !== undefined);
}

const SUBJECTS: Record<Due['kind'], string> = { lateFee: '滞纳金', terminationFee: '解除费用', breachFee: '违约金' };

function subjectOf(payable: Instalment | Due): string {
  return 'kind' in payable ? SUBJECTS[payable.kind] : `第${payable.period}期`;
}
