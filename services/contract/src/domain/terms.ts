import { type Fen, fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import type { PlanStart, Policy, Rules } from './policy.ts';

/** The food a plan sends each period, as it was offered when the contract was drafted. */
export interface Food {
  skuId: string;
  skuCode: string;
  skuName: string;
  spec: string;
  warehouseId: string;
  /** Price of one piece on a monthly plan. */
  planFen: Fen;
  /** Price of one piece bought singly. */
  retailFen: Fen;
}

/** What the credit tier lets this adopter sign. */
export interface TierLimit {
  tier: string;
  monthlyLimitFen: number;
  periods: number[];
}

export type ApprovedBy = 'policy' | 'staff';

/** What adopter and shop agree on: prices and rules, frozen with the draft and signed as they are. */
export interface Terms {
  /** `<template>-p<policy version>`: names text and rules together. */
  termsVersion: string;
  templateVersion: string;
  policyVersion: number;
  food: Food;
  quantity: number;
  periods: number;
  /** What one period costs. */
  amountFen: Fen;
  /** amountFen × periods. */
  totalFen: Fen;
  planStart: PlanStart;
  approvedBy: ApprovedBy;
  rules: Rules;
  extraClauses: string[];
}

/** Most pieces of one SKU in a period's parcel. */
export const MOST_PIECES = 20;
/** Days before a plan day on which the notice goes out (from period 2 on) and the first deduction is tried (ARCHITECTURE, rule 16). */
export const NOTICE_DAYS_BEFORE = 10;
export const FIRST_TRY_DAYS_BEFORE = 5;

/**
 * The terms of a new contract: the adopter's choice priced, the shop's rules copied.
 * Refuses INVALID_QUANTITY, and by the adopter's tier PERIODS_NOT_ALLOWED and OVER_TIER_LIMIT.
 */
export function termsFor(
  choice: { food: Food; quantity: number; periods: number },
  basis: { policy: Policy; limit: TierLimit; approvedBy: ApprovedBy; templateVersion: string },
): Terms {
  const { food, quantity, periods } = choice;
  const { policy, limit, approvedBy, templateVersion } = basis;
  if (!Number.isSafeInteger(quantity) || quantity < 1 || quantity > MOST_PIECES) {
    throw new Refusal('INVALID_QUANTITY', 'invalid', { most: `${MOST_PIECES}` });
  }
  if (!limit.periods.includes(periods)) throw new Refusal('PERIODS_NOT_ALLOWED', 'precondition', { allowed: limit.periods.join(',') });
  const amountFen = fen(food.planFen * quantity);
  if (amountFen > limit.monthlyLimitFen) {
    throw new Refusal('OVER_TIER_LIMIT', 'precondition', { amountFen: `${amountFen}`, limitFen: `${limit.monthlyLimitFen}` });
  }
  return {
    termsVersion: `${templateVersion}-p${policy.version}`,
    templateVersion,
    policyVersion: policy.version,
    food,
    quantity,
    periods,
    amountFen,
    totalFen: fen(amountFen * periods),
    planStart: policy.planStart,
    approvedBy,
    rules: policy.rules,
    extraClauses: policy.extraClauses,
  };
}

/** Most pieces of this food within the limit; 0 = it cannot be chosen. */
export function mostPieces(planFen: number, limit: TierLimit): number {
  return planFen > 0 ? Math.min(MOST_PIECES, Math.floor(limit.monthlyLimitFen / planFen)) : 0;
}
