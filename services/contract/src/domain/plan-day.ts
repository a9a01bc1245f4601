import { addDays, addMonths, type CivilDate, civilDateOf, dayOfMonth, timeOfDay } from '@petpact/kit/civil-date';

/** Alipay takes no plan day after the 28th (ALIPAY §5.1). */
const LAST_PLAN_DAY = 28;
/** After this time a signature counts for the next day, so that the first deduction is not squeezed in before midnight. */
const DAY_CLOSES = '22:00';

/** The plan day for a wish or a booked day: 29–31 become day 1 of the next month (ARCHITECTURE, rule 16). */
export function planDayFrom(day: CivilDate): CivilDate {
  if (dayOfMonth(day) <= LAST_PLAN_DAY) return day;
  const nextMonth = addMonths(day, 1);
  return addDays(nextMonth, 1 - dayOfMonth(nextMonth));
}

/** The plan day of a contract signed at this instant where the plan starts at signing. */
export function planDayOfSigning(instant: Date): CivilDate {
  const day = civilDateOf(instant);
  return planDayFrom(timeOfDay(instant) >= DAY_CLOSES ? addDays(day, 1) : day);
}

/** The plan days of all periods, in order: the same day number each month. */
export function planDays(first: CivilDate, periods: number): CivilDate[] {
  return Array.from({ length: periods }, (_, period) => addMonths(first, period));
}
