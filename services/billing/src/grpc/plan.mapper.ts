import { civilDate } from '@petpact/kit/civil-date';
import { type Fen, fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import { enumFrom } from '@petpact/kit/wire';
import type {
  OpenPlanRequest,
  LedgerEntry as WireEntry,
  Instalment as WireInstalment,
  Mandate as WireMandate,
  Plan as WirePlan,
  ChargingStop as WireStop,
} from '@petpact/proto/billing/v1/billing_service';
import type { LedgerEntry } from '../domain/ledger.ts';
import { nextStep } from '../domain/next-step.ts';
import { currentMandate, type DueKind, type Instalment, type Mandate, type Opening, type Plan } from '../domain/plan.ts';
import type { ChargingStop } from '../domain/stop.ts';
import { nextTryTime } from '../domain/window.ts';

/** A plan as other services and the gateway see it. */
export function planOut(plan: Plan, now: Date): WirePlan {
  const step = nextStep(plan, now);
  const paid = plan.instalments.filter(({ state }) => state === 'paid');
  return {
    contractId: plan._id,
    adopterId: plan.adopterId,
    state: enumFrom('STATE', plan.state),
    mandate: mandateOut(currentMandate(plan)),
    instalments: plan.instalments.map((instalment) => instalmentOut(plan, instalment)),
    totalFen: sum(plan.instalments),
    paidFen: sum(paid),
    nextStep: step?.kind ?? 'none',
    nextStepTime: step?.at,
    version: plan.version,
    reason: plan.reason ?? '',
    dues: (plan.dues ?? []).map(({ kind, amountFen, state, ofPeriod }) => ({ kind, amountFen, state, ofPeriod })),
  };
}

function instalmentOut(plan: Plan, instalment: Instalment): WireInstalment {
  const { period, planDate, amountFen, goods, attempts, paidTime, noticedTime, refunds } = instalment;
  const waits = plan.state === 'active' && instalment.state === 'scheduled';
  return {
    period,
    planDate,
    amountFen,
    state: enumFrom('STATE', instalment.state),
    skuId: goods.skuId,
    skuName: goods.skuName,
    quantity: goods.quantity,
    tries: attempts.length,
    nextTryTime: waits ? nextTryTime(instalment) : undefined,
    paidTime,
    noticedTime,
    lastRefusal: instalment.lastRefusal ?? '',
    tradeNo: instalment.tradeNo ?? '',
    alipayTradeNo: instalment.alipayTradeNo ?? '',
    shippedTime: instalment.shippedTime,
    lateTime: instalment.lateTime,
    refundedFen: sum(refunds.filter(({ state, ofInstalment }) => state === 'done' && ofInstalment)),
  };
}

function mandateOut(mandate: Mandate | undefined): WireMandate {
  return {
    state: mandate?.state ?? 'none',
    agreementNo: mandate?.agreementNo ?? '',
    externalAgreementNo: mandate?.externalAgreementNo ?? '',
    singleCapFen: mandate?.singleCapFen ?? 0,
    firstDate: mandate?.firstDate ?? '',
    signedTime: mandate?.signedTime,
    payerLogon: mandate?.payerLogon ?? '',
  };
}

function sum(amounts: readonly { amountFen: number }[]): number {
  return amounts.reduce((total, { amountFen }) => total + amountFen, 0);
}

/** The terms of a new plan. Refuses INVALID_PLAN and INVALID_DATE. */
export function openingIn(request: OpenPlanRequest): Opening {
  const { adopterId, amountFen, periods, graceDays, lateFeeFen, suspendAfterOverdue, title, planStart, handoverDate } = request;
  if (planStart !== 'signing' && planStart !== 'handover') throw new Refusal('INVALID_PLAN', 'invalid', { what: 'planStart' });
  if (!Number.isSafeInteger(amountFen)) throw new Refusal('INVALID_PLAN', 'invalid', { what: 'amountFen' });
  const { skuId, skuCode, skuName, quantity, warehouseId, addressId, termsVersion } = request;
  return {
    adopterId,
    amountFen: fen(amountFen),
    periods,
    goods: { skuId, skuCode, skuName, quantity, warehouseId, addressId, termsVersion },
    planStart,
    handoverDate: handoverDate ? civilDate(handoverDate) : undefined,
    graceDays,
    ...(lateFeeFen > 0 ? { lateFeeFen: fen(lateFeeFen) } : {}),
    ...(suspendAfterOverdue > 0 ? { suspendAfterOverdue } : {}),
    title,
  };
}

/** What ending costs the adopter; nothing without a kind. Refuses INVALID_FEE. */
export function feeIn(feeFen: number, feeKind: string): { kind: DueKind; amountFen: Fen } | undefined {
  if (feeFen === 0 && feeKind === '') return undefined;
  if ((feeKind !== 'terminationFee' && feeKind !== 'breachFee') || !Number.isSafeInteger(feeFen))
    throw new Refusal('INVALID_FEE', 'invalid');
  return { kind: feeKind, amountFen: fen(feeFen) };
}

export function stopOut({ stopped, reason, actorKind, actorId, changedTime }: ChargingStop): WireStop {
  return { stopped, reason, actorKind, actorId, changedTime };
}

export function entryOut({ _id, kind, contractId, period, postings, atTime }: LedgerEntry): WireEntry {
  return { entryId: _id, kind, contractId, period, postings, atTime };
}
