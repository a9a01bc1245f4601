import type { Fen } from '@petpact/kit/fen';
import { type Attempt, currentMandate, type Instalment, type Mandate, type Plan } from './plan.ts';

export interface ChargeAsked {
  amountFen: Fen;
  mandate: number;
}

/**
 * Why this charge would break what the payer signed, or nothing. Counts every success under the mandate,
 * also those that went back, because Alipay does (ALIPAY §5.1: count of successful deductions).
 */
export function brokenCap(plan: Plan, charge: ChargeAsked): 'mandate' | 'singleCap' | 'totalCap' | 'totalPayments' | undefined {
  const mandate = currentMandate(plan);
  if (mandate?.state !== 'signed' || mandate.sequence !== charge.mandate) return 'mandate';
  if (charge.amountFen > mandate.singleCapFen) return 'singleCap';
  return brokenTotal(mandate, charge.amountFen, successes(plan, mandate));
}

/**
 * The mandate covers every period once. A success that went back, because another trade had paid or its number was given
 * up, has used up one of them: then the last period cannot be withheld any more, and nobody did wrong.
 */
export function isUsedUp(plan: Plan, { amountFen }: Pick<Instalment, 'amountFen'>): boolean {
  const mandate = currentMandate(plan);
  if (mandate?.state !== 'signed') return false;
  const all = successes(plan, mandate);
  const kept = all.filter(({ instalment, attempt }) => !wentBack(instalment, attempt));
  return brokenTotal(mandate, amountFen, all) !== undefined && brokenTotal(mandate, amountFen, kept) === undefined;
}

type Success = { instalment: Instalment; attempt: Attempt };

function successes({ instalments }: Plan, { sequence }: Mandate): Success[] {
  return instalments.flatMap((instalment) =>
    instalment.attempts
      .filter(({ mandate, state }) => mandate === sequence && state === 'succeeded')
      .map((attempt) => ({ instalment, attempt })),
  );
}

function wentBack({ refunds }: Instalment, { tradeNo }: Attempt): boolean {
  return refunds.some((refund) => refund.tradeNo === tradeNo && !refund.ofInstalment);
}

function brokenTotal(mandate: Mandate, amountFen: Fen, before: readonly Success[]): 'totalCap' | 'totalPayments' | undefined {
  const taken = before.reduce((sum, { instalment }) => sum + instalment.amountFen, 0);
  if (taken + amountFen > mandate.totalCapFen) return 'totalCap';
  return before.length + 1 > mandate.totalPayments ? 'totalPayments' : undefined;
}
