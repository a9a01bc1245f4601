import type { Fen } from '@petpact/kit/fen';
import { currentMandate, type Plan } from './plan.ts';

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
  let taken = 0;
  let payments = 0;
  for (const instalment of plan.instalments) {
    for (const attempt of instalment.attempts) {
      if (attempt.mandate !== mandate.sequence || attempt.state !== 'succeeded') continue;
      taken += instalment.amountFen;
      payments += 1;
    }
  }
  if (charge.amountFen > mandate.singleCapFen) return 'singleCap';
  if (taken + charge.amountFen > mandate.totalCapFen) return 'totalCap';
  if (payments + 1 > mandate.totalPayments) return 'totalPayments';
  return undefined;
}
