import { addDays, addMonths, type CivilDate, civilDateOf, dayOfMonth, timeOfDay } from '@petpact/kit/civil-date';
import type { Instalment } from './plan.ts';

/** Alipay takes money monthly on a day of month up to this one (ALIPAY §5.1). */
const LAST_PLAN_DAY = 28;

/** From this hour on the plan begins the next day, so that the first charge finds its window open. */
const LATE = '22:00';

/** Days before the plan day on which the adopter is told of the charge. */
export const NOTICE_DAYS_BEFORE = 10;

/** The 29th, 30th and 31st become day 1 of the next month, every other day stays (ARCHITECTURE, rule 16). */
export function planDay(date: CivilDate): CivilDate {
  const day = dayOfMonth(date);
  return day <= LAST_PLAN_DAY ? date : addMonths(addDays(date, 1 - day), 1);
}

/** The plan day of something signed now. */
export function planDayOf(now: Date): CivilDate {
  const today = civilDateOf(now);
  return planDay(timeOfDay(now) >= LATE ? addDays(today, 1) : today);
}

/** The first monthly plan day, counted from `from`, that `isGood`. */
export function firstMonthly(from: CivilDate, isGood: (date: CivilDate) => boolean): CivilDate {
  for (let months = 0; months < 240; months++) {
    const date = addMonths(from, months);
    if (isGood(date)) return date;
  }
  throw new RangeError(`no plan day within twenty years of ${from}`);
}

/** The first monthly plan day whose notice day is not past, so that the adopter is told in time. */
export function firstNoticeable(from: CivilDate, today: CivilDate): CivilDate {
  return firstMonthly(from, (date) => addDays(date, -NOTICE_DAYS_BEFORE) >= today);
}

/**
 * The first monthly plan day, counted from `from`, that Alipay has not passed yet and that leaves time for its notice:
 * Alipay never brings a date forward (ALIPAY §5.2).
 */
export function firstChargeable(from: CivilDate, alipayDate: CivilDate | undefined, today: CivilDate): CivilDate {
  return firstNoticeable(
    firstMonthly(from, (date) => !alipayDate || date >= alipayDate),
    today,
  );
}

/**
 * Moves what is still scheduled to `first` and the months after it, one period a month.
 * A moved instalment starts afresh: no notice was given for its new day and no try was made in its new window.
 */
export function moveScheduled(
  instalments: readonly Instalment[],
  first: CivilDate,
  needsNotice: (instalment: Instalment) => boolean,
): Instalment[] {
  let moved = 0;
  return instalments.map((instalment) => {
    if (instalment.state !== 'scheduled') return instalment;
    const planDate = addMonths(first, moved++);
    if (planDate === instalment.planDate) return instalment;
    return { ...instalment, planDate, noticedTime: undefined, triesOver: undefined, needsNotice: needsNotice(instalment) };
  });
}
