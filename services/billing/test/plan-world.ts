import assert from 'node:assert/strict';
import { addMonths, type CivilDate, civilDateOf, daysBetween } from '@petpact/kit/civil-date';
import { markLate } from '../src/domain/arrears.ts';
import { beginCharge } from '../src/domain/charging.ts';
import { applyAnswer } from '../src/domain/deduction.ts';
import type { LedgerEntry } from '../src/domain/ledger.ts';
import { applyAgreement, startMandate } from '../src/domain/mandate.ts';
import { nextStep, type Step } from '../src/domain/next-step.ts';
import { giveNotice, moveUnchargeable } from '../src/domain/notice.ts';
import { markOverdue } from '../src/domain/overdue.ts';
import { currentMandate, type Decision, type Plan, type PlanFact } from '../src/domain/plan.ts';
import { applyPostponed } from '../src/domain/postpone.ts';
import { applyRefund } from '../src/domain/refund.ts';
import { judgeTrade } from '../src/domain/resolution.ts';
import { applyUnsigned } from '../src/domain/unsign.ts';
import { anOpenPlan, PACE, PRODUCT } from './plan.builder.ts';

/** What Alipay does with one charge, and whether its answer arrives. */
export type Behaviour = 'pays' | 'paysSilently' | 'poor' | 'lost' | 'paysLate' | 'system';

export interface Trade {
  amountFen: number;
  period: number;
  paidAt?: Date;
  closed?: boolean;
  /** Money moves at this instant, unless the trade is closed before. */
  appliesAt?: Date;
  refunded?: boolean;
}

/** ALIPAY §5 in a few lines: a date that only a success moves, a window of five days before it, one success a period. */
export class Agreement {
  date: CivilDate;
  readonly trades = new Map<string, Trade>();
  isOver = false;
  constructor(date: CivilDate) {
    this.date = date;
  }

  settle(now: Date): void {
    for (const trade of this.trades.values()) {
      if (trade.appliesAt && trade.appliesAt <= now && !trade.closed && !trade.paidAt) this.#pay(trade, trade.appliesAt);
    }
  }

  charge(tradeNo: string, trade: Trade, behaviour: Behaviour, now: Date): 'succeeded' | 'poor' | 'unknown' | 'dateNotMatch' {
    if (behaviour === 'lost' || behaviour === 'system') return 'unknown';
    const ahead = daysBetween(civilDateOf(now), this.date);
    if (ahead < 0 || ahead > 5) return 'dateNotMatch';
    if (behaviour === 'poor') return 'poor';
    this.trades.set(tradeNo, trade);
    if (behaviour === 'paysLate') {
      trade.appliesAt = new Date(now.getTime() + 300_000);
      return 'unknown';
    }
    this.#pay(trade, now);
    return behaviour === 'pays' ? 'succeeded' : 'unknown';
  }

  #pay(trade: Trade, now: Date): void {
    trade.paidAt = now;
    this.date = addMonths(this.date, 1);
  }
}

/** One plan, Alipay's side of it and a clock: does what `nextStep` says, without any IO. */
export class World {
  plan: Plan;
  agreement: Agreement;
  now: Date;
  readonly facts: (PlanFact & { at: Date })[] = [];
  readonly ledger = new Map<string, LedgerEntry>();
  readonly sent: { at: Date; planDate: CivilDate; period: number; noticed?: Date }[] = [];
  behaviour: (period: number, attempt: number) => Behaviour = () => 'pays';

  constructor(periods: number, now: Date) {
    this.now = now;
    this.plan = startMandate(anOpenPlan({ periods }, now), PRODUCT, now).state;
    this.agreement = new Agreement(currentMandate(this.plan)!.firstDate);
    this.#apply(this.#told());
  }

  /** Does what is due until nothing is due before `until`. */
  runUntil(until: Date): void {
    for (let steps = 0; ; steps++) {
      assert.ok(steps < 2_000, 'the plan comes to rest');
      const step = nextStep(this.plan, this.now);
      if (!step || step.at > until) break;
      if (step.at > this.now) this.now = step.at;
      this.agreement.settle(this.now);
      this.#do(step);
    }
    this.now = until;
  }

  runToEnd(): void {
    for (let months = 0; months < 60 && this.plan.state !== 'ended'; months++)
      this.runUntil(new Date(this.now.getTime() + 31 * 86_400_000));
    this.runUntil(new Date(this.now.getTime() + 86_400_000));
  }

  apply(decide: (plan: Plan) => Decision): void {
    this.#apply(decide(this.plan));
  }

  #apply({ state, facts, entries }: Decision): Plan {
    this.plan = state;
    this.facts.push(...facts.map((fact) => ({ ...fact, at: this.now })));
    for (const entry of entries) if (!this.ledger.has(entry._id)) this.ledger.set(entry._id, entry);
    return state;
  }

  #told(): Decision {
    const mandate = currentMandate(this.plan)!;
    const found = { status: 'normal', agreementNo: mandate.agreementNo ?? 'ag-1', nextDeductDate: this.agreement.date } as const;
    return applyAgreement(this.plan, found, this.now);
  }

  #do(step: Step): Plan {
    switch (step.kind) {
      case 'charge':
        return this.#charge(step.period);
      case 'resolve':
        return this.#resolve(step.period, step.attempt);
      case 'notice':
        return this.#apply(giveNotice(this.plan, step.period, this.now));
      case 'reschedule':
        return this.#apply(moveUnchargeable(this.plan, step.period, this.now));
      case 'late':
        return this.#apply(markLate(this.plan, step.period, this.now));
      case 'overdue':
        return this.#apply(markOverdue(this.plan, step.period, this.now));
      case 'checkMandate':
        return this.#apply(this.#told());
      case 'unsign':
        this.agreement.isOver = true;
        return this.#apply(applyUnsigned(this.plan, 'gone', this.now));
      case 'postpone': {
        const wanted = this.plan.instalments.find(({ state }) => state === 'scheduled')!.planDate;
        if (wanted > this.agreement.date) this.agreement.date = wanted;
        return this.#apply(applyPostponed(this.plan, { nextDeductDate: this.agreement.date }, this.now));
      }
      case 'refund': {
        const tradeNo = step.requestNo.replace(/_R$/, '');
        this.agreement.trades.get(tradeNo)!.refunded = true;
        return this.#apply(applyRefund(this.plan, step, { outcome: 'refunded' }, this.now));
      }
    }
  }

  #charge(period: number): Plan {
    const intent = beginCharge(this.plan, period, this.now, PACE);
    assert.ok(intent.order, `the charge of period ${period} that was due is begun`);
    this.#apply(intent);
    const { attempt, tradeNo, amountFen, planDate } = intent.order;
    this.sent.push({ at: this.now, planDate, period, noticed: this.plan.instalments[period - 1]!.noticedTime });
    const result = this.agreement.charge(tradeNo, { amountFen, period }, this.behaviour(period, attempt), this.now);
    const ref = { period, attempt };
    if (result === 'succeeded')
      return this.#apply(applyAnswer(this.plan, ref, { outcome: 'succeeded', alipayTradeNo: `ali-${tradeNo}` }, this.now));
    if (result === 'poor') return this.#apply(applyAnswer(this.plan, ref, { outcome: 'refused', refusal: 'payerCannotPayNow' }, this.now));
    return this.#apply(applyAnswer(this.plan, ref, { outcome: 'unknown', refusal: result }, this.now));
  }

  #resolve(period: number, number: number): Plan {
    const instalment = this.plan.instalments[period - 1]!;
    const attempt = instalment.attempts[number - 1]!;
    const ask = (closedNow: boolean) => {
      const trade = this.agreement.trades.get(attempt.tradeNo);
      const status = !trade ? 'notExist' : trade.paidAt ? 'success' : trade.closed ? 'closed' : 'waitBuyerPay';
      const found = { status, paid: !!trade?.paidAt, amountFen: instalment.amountFen, alipayTradeNo: `ali-${attempt.tradeNo}` } as const;
      return judgeTrade(instalment, attempt, found, { now: this.now, closedNow });
    };
    let verdict = ask(false);
    if (verdict.verdict === 'closeFirst') {
      const trade = this.agreement.trades.get(attempt.tradeNo);
      if (trade && !trade.paidAt) trade.closed = true;
      verdict = ask(true);
    }
    const ref = { period, attempt: number };
    if (verdict.verdict === 'succeeded') {
      return this.#apply(applyAnswer(this.plan, ref, { outcome: 'succeeded', alipayTradeNo: verdict.alipayTradeNo }, this.now));
    }
    return this.#apply(applyAnswer(this.plan, ref, { outcome: verdict.verdict === 'closed' ? 'closed' : 'unknown' }, this.now));
  }
}
