import { Temporal } from 'temporal-polyfill';
import { Refusal } from './refusal.ts';

/** A calendar day in Asia/Shanghai, 'YYYY-MM-DD'. Text order is time order, so `<` compares two of them. */
export type CivilDate = string & { readonly civilDate: unique symbol };

const ZONE = 'Asia/Shanghai';
const HOUR_AND_MINUTE = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Checks text from outside. Refuses INVALID_DATE unless it is a day that exists, written 'YYYY-MM-DD'. */
export function civilDate(text: string): CivilDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as CivilDate;
  } catch {
    // A day such as 2026-02-30: refused below, like any other text that is no date.
  }
  throw new Refusal('INVALID_DATE', 'invalid', { date: text.slice(0, 32) });
}

/** The day it is in Shanghai at this instant. */
export function civilDateOf(instant: Date): CivilDate {
  return inShanghai(instant).toPlainDate().toString() as CivilDate;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as CivilDate;
}

/** The same day some months later; a day that month does not have becomes its last day (31 January + 1 = 28 or 29 February). */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }, { overflow: 'constrain' }).toString() as CivilDate;
}

/** Days from the first date to the second; negative when the second comes first. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

export function dayOfMonth(date: CivilDate): number {
  return Number(date.slice(8));
}

/** The instant at which a Shanghai clock shows this time ('HH:mm') on this day. */
export function instantAt(date: CivilDate, time: string): Date {
  if (!HOUR_AND_MINUTE.test(time)) throw new RangeError(`not a time of day: ${time}`);
  const local = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: time });
  return new Date(local.epochMilliseconds);
}

/** What a Shanghai clock shows at this instant, 'HH:mm'. */
export function timeOfDay(instant: Date): string {
  return inShanghai(instant).toPlainTime().toString({ smallestUnit: 'minute' });
}

function inShanghai(instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE);
}
