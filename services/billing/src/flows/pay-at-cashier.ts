import type { Caller } from '@petpact/kit/caller';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import { askPayment, type CashierOrder, cashierOpened, openCashier } from '../domain/cashier.ts';
import { applyAnswer } from '../domain/deduction.ts';
import { FIRST_DUE, isOpenAttempt, type Plan, payableOf } from '../domain/plan.ts';
import type { BillingPorts } from '../ports.ts';
import { commit, save } from './commit.ts';
import { waitFor } from './wait-for.ts';

/** What the adopter pays: a period, or the first open fee of a kind. */
export interface Paying {
  period: number;
  dueKind: string;
}

/**
 * Opens the cashier for what is owed. As with every charge the trade number is stored before Alipay hears of it; an opening that got no
 * answer is resolved by the worker, and until then no other is begun.
 */
export async function startPayment(
  ports: BillingPorts,
  plan: Plan,
  paying: Paying,
  caller: Caller,
): Promise<{ payNo: string; amountFen: number }> {
  const period = numberOf(plan, paying);
  const [shop, buyer] = await Promise.all([ports.shops.atAlipay(plan.merchantId), ports.shops.buyerOf(plan.merchantId, plan.adopterId)]);
  const intent = openCashier(plan, period, ports.clock.now());
  const { order, open } = intent;
  const amountFen = payableOf(plan, period)?.amountFen ?? 0;
  if (open?.payNo) return { payNo: open.payNo, amountFen };
  if (!order) throw new Refusal('NOTHING_TO_PAY', 'precondition');
  const opened = await save(ports, plan, caller, intent);
  const answer = await ports.withholding.createTrade(shop, order, buyer);
  if (answer === 'unanswered') throw new Unavailable('Alipay does not answer');
  if (answer === 'refused') return refuse(ports, opened, order, caller);
  await commit(ports, opened, caller, (current) => cashierOpened(current, order, answer.payNo));
  return { payNo: answer.payNo, amountFen };
}

async function refuse(ports: BillingPorts, plan: Plan, order: CashierOrder, caller: Caller): Promise<never> {
  await commit(ports, plan, caller, (current) => applyAnswer(current, order, { outcome: 'closed' }, ports.clock.now()));
  throw new Refusal('CASHIER_REFUSED', 'precondition');
}

/** The adopter came back from the cashier: has Alipay asked at once, and waits a moment for the proof. */
export async function confirmPayment(ports: BillingPorts, plan: Plan, paying: Paying, caller: Caller): Promise<Plan> {
  const period = numberOf(plan, paying, true);
  const isOpen = (current: Plan) => payableOf(current, period)?.attempts.some(isOpenAttempt) ?? false;
  if (!isOpen(plan)) return plan;
  const asked = await commit(ports, plan, caller, (current) => askPayment(current, period, ports.clock.now()));
  return waitFor(ports, asked, (current) => !isOpen(current));
}

function numberOf(plan: Plan, { period, dueKind }: Paying, alsoPaid = false): number {
  if (dueKind === '') return period;
  const dues = plan.dues?.filter(({ kind }) => kind === dueKind) ?? [];
  const due = dues.find(({ state }) => state === 'open') ?? (alsoPaid ? dues.at(-1) : undefined);
  return due?.period ?? FIRST_DUE - 1;
}
