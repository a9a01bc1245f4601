import { addDays, civilDateOf, instantAt } from '@petpact/kit/civil-date';
import { currentMandate, type Decision, type Instalment, instalmentOf, nothing, type Plan, withInstalment } from './plan.ts';
import { firstChargeable, moveScheduled, NOTICE_DAYS_BEFORE } from './schedule.ts';
import { NOTICE_DAYS_AHEAD, nextTryTime } from './window.ts';

const NOTICE_TIME = '10:00';

/** When the adopter is to be told of the charge: ten days before the plan day. */
export function noticeTime({ planDate }: Instalment): Date {
  return instantAt(addDays(planDate, -NOTICE_DAYS_BEFORE), NOTICE_TIME);
}

/** A notice given now would still leave five days before the last try. */
export function isNoticeInTime({ planDate }: Instalment, now: Date): boolean {
  return addDays(civilDateOf(now), NOTICE_DAYS_AHEAD) <= planDate;
}

/** Records that the charge was announced; the fact reaches the adopter's inbox. */
export function giveNotice(plan: Plan, period: number, now: Date): Decision {
  const instalment = instalmentOf(plan, period);
  if (instalment?.state !== 'scheduled' || instalment.noticedTime) return nothing(plan);
  const noticed = { ...instalment, noticedTime: now };
  const firstTryDate = civilDateOf(nextTryTime(noticed) ?? instantAt(instalment.planDate, NOTICE_TIME));
  return { state: withInstalment(plan, noticed), facts: [{ type: 'chargeNoticeDue', period, firstTryDate }], entries: [] };
}

/**
 * The period cannot be charged on its day, because its notice was missed for too long or Alipay holds a later day: that is
 * not the payer's doing, so the plan moves to the first month in which it can.
 */
export function moveUnchargeable(plan: Plan, period: number, now: Date): Decision {
  const instalment = instalmentOf(plan, period);
  if (instalment?.state !== 'scheduled') return nothing(plan);
  const nextPlanDate = firstChargeable(instalment.planDate, currentMandate(plan)?.nextDeductDate, civilDateOf(now));
  const state = { ...plan, instalments: moveScheduled(plan.instalments, nextPlanDate, () => true) };
  return { state, facts: [{ type: 'planRescheduled', nextPlanDate }], entries: [] };
}
