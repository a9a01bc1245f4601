import type { CivilDate } from '@petpact/kit/civil-date';
import type { Fen } from '@petpact/kit/fen';
import { brokenCap } from './caps.ts';
import {
  type Attempt,
  attemptInFlight,
  currentMandate,
  type Decision,
  instalmentOf,
  later,
  nothing,
  type Plan,
  suspended,
  withInstalment,
} from './plan.ts';
import { isWindowOpen } from './window.ts';

/** Everything the door needs to take the money, and to check once more that it may. */
export interface ChargeOrder {
  period: number;
  attempt: number;
  tradeNo: string;
  amountFen: Fen;
  agreementNo: string;
  productCode: string;
  singleCapFen: Fen;
  planDate: CivilDate;
  /** From this instant on the number may have been given up, a pause acknowledged, another number charged: too late to send it. */
  sendBefore: Date;
  subject: string;
}

export interface Pace {
  /** How long "no such trade" proves nothing (ARCHITECTURE, rule 3). Business time. */
  settleMs: number;
  /** A charge written down this long ago and never answered was cut off by a crash. Business time. */
  recoverMs: number;
}

/**
 * Writes down a charge before it is sent (RELIABILITY F1): the attempt gets its trade number and the instalment
 * is `charging`. No order comes back where the charge may not be made; a broken cap is our own fault and stops the plan.
 */
export function beginCharge(plan: Plan, period: number, now: Date, pace: Pace): Decision & { order?: ChargeOrder } {
  const instalment = instalmentOf(plan, period);
  const mandate = currentMandate(plan);
  if (plan.state !== 'active' || instalment?.state !== 'scheduled' || attemptInFlight(plan)) return nothing(plan);
  if (mandate?.state !== 'signed' || !mandate.agreementNo) return nothing(plan);
  if (!isWindowOpen(instalment.planDate, now) || mandate.nextDeductDate !== instalment.planDate) return nothing(plan);
  if (instalment.needsNotice && !instalment.noticedTime) return nothing(plan);

  const broken = brokenCap(plan, { amountFen: instalment.amountFen, mandate: mandate.sequence });
  if (broken) return { ...nothing(plan), state: suspended(plan, `capBroken: ${broken}`) };

  const number = instalment.attempts.length + 1;
  const tradeNo = `${plan._id}_${period}_${number}`;
  const attempt: Attempt = {
    attempt: number,
    tradeNo,
    state: 'charging',
    startedTime: now,
    settlesAt: later(now, pace.settleMs),
    askAt: later(now, pace.recoverMs),
    mandate: mandate.sequence,
  };
  const state = withInstalment(plan, { ...instalment, state: 'charging', attempts: [...instalment.attempts, attempt] });
  const order: ChargeOrder = {
    period,
    attempt: number,
    tradeNo,
    amountFen: instalment.amountFen,
    agreementNo: mandate.agreementNo,
    productCode: mandate.productCode,
    singleCapFen: mandate.singleCapFen,
    planDate: instalment.planDate,
    sendBefore: attempt.settlesAt,
    subject: `${plan.opening.title} ${period}`,
  };
  return { state, facts: [], entries: [], order };
}
