import { addMonths } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import { type Decision, type Instalment, laterDay, nothing, type Opening, type Plan } from './plan.ts';
import { planDay, planDayOf } from './schedule.ts';

const CONTRACT_ID = /^[0-9A-Za-z]{1,26}$/;
const MOST_PERIODS = 60;

/** Opens the plan of a signed contract: every instalment scheduled, no mandate yet. */
export function openPlan(about: { contractId: string; merchantId: string }, opening: Opening, now: Date): Decision {
  requireSound(about.contractId, opening);
  const first = opening.planStart === 'handover' && opening.handoverDate ? planDay(opening.handoverDate) : planDayOf(now);
  const firstDate = laterDay(first, planDayOf(now));
  const state: Plan = {
    _id: about.contractId,
    merchantId: about.merchantId,
    version: 0,
    schema: 1,
    adopterId: opening.adopterId,
    state: 'awaitingMandate',
    opening,
    startConfirmed: opening.planStart === 'signing',
    mandates: [],
    instalments: Array.from(
      { length: opening.periods },
      (_, index): Instalment => ({
        period: index + 1,
        planDate: addMonths(firstDate, index),
        amountFen: opening.amountFen,
        goods: opening.goods,
        state: 'scheduled',
        needsNotice: index > 0,
        attempts: [],
        tradeNos: [],
        refunds: [],
      }),
    ),
  };
  return { state, facts: [{ type: 'planOpened' }], entries: [] };
}

/** Opening the same contract again changes nothing; with other terms it is refused REQUEST_ID_REUSED. */
export function reopenPlan(plan: Plan, opening: Opening): Decision {
  if (fingerprint(plan.opening) !== fingerprint(opening)) throw new Refusal('REQUEST_ID_REUSED', 'precondition', { contractId: plan._id });
  return nothing(plan);
}

function fingerprint(opening: Opening): string {
  const { goods, ...rest } = opening;
  const flat: Record<string, unknown> = { ...rest, ...goods };
  return Object.keys(flat)
    .filter((key) => flat[key] !== undefined)
    .sort()
    .map((key) => `${key}=${JSON.stringify(flat[key])}`)
    .join('&');
}

function requireSound(contractId: string, opening: Opening): void {
  const unsound = (what: string) => new Refusal('INVALID_PLAN', 'invalid', { what });
  if (!CONTRACT_ID.test(contractId)) throw unsound('contractId');
  if (opening.amountFen <= 0) throw unsound('amountFen');
  if (!Number.isInteger(opening.periods) || opening.periods < 1 || opening.periods > MOST_PERIODS) throw unsound('periods');
  if (!Number.isInteger(opening.goods.quantity) || opening.goods.quantity < 1) throw unsound('quantity');
  if (!opening.adopterId) throw unsound('adopterId');
}
