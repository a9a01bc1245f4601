import { type CivilDate, civilDate } from '@petpact/kit/civil-date';
import { fen } from '@petpact/kit/fen';
import { applyAgreement, startMandate } from '../src/domain/mandate.ts';
import { openPlan } from '../src/domain/opening.ts';
import type { Opening, Plan } from '../src/domain/plan.ts';

export const PRODUCT = { productCode: 'GENERAL_WITHHOLDING', personalProductCode: 'CYCLE_PAY_AUTH_P', signScene: 'INDUSTRY|PET_ADOPTION' };
export const PACE = { settleMs: 600_000, recoverMs: 10_000 };
export const CONTRACT = '7ZZZZZZZZZZZZZZZZZZZZZZZZ1';

/** An instant by the clock on a wall in Shanghai: '2026-12-06 10:00'. */
export function at(text: string): Date {
  return new Date(`${text.replace(' ', 'T')}:00+08:00`);
}

export const day = (text: string): CivilDate => civilDate(text);

export function anOpening(given: Partial<Opening> = {}): Opening {
  return {
    adopterId: 'adopter-1',
    amountFen: fen(12_900),
    periods: 12,
    goods: {
      skuId: 'sku-1',
      skuCode: 'W-1',
      skuName: '成猫粮 2kg',
      quantity: 2,
      warehouseId: 'hz1',
      addressId: 'address-1',
      termsVersion: 3,
    },
    planStart: 'signing',
    graceDays: 7,
    title: '团团领养馆 豆豆 月付计划',
    ...given,
  };
}

/** A plan just opened: no mandate yet. */
export function anOpenPlan(given: Partial<Opening> = {}, now: Date = at('2026-12-06 09:00')): Plan {
  return { ...openPlan({ contractId: CONTRACT, merchantId: 'm-1' }, anOpening(given), now).state, version: 1 };
}

/** A plan whose mandate was signed and proved at `now`; Alipay holds the first plan day. */
export function anActivePlan(given: Partial<Opening> = {}, now: Date = at('2026-12-06 09:00')): Plan {
  const started = startMandate(anOpenPlan(given, now), PRODUCT, now).state;
  return signed(started, now);
}

export function signed(plan: Plan, now: Date): Plan {
  const mandate = plan.mandates.at(-1)!;
  const agreement = {
    status: 'normal',
    agreementNo: `ag-${mandate.sequence}`,
    payerId: 'payer-1',
    nextDeductDate: mandate.firstDate,
  } as const;
  return applyAgreement(plan, agreement, now).state;
}
