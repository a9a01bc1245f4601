import { addMonth, civilDateOf, daysBetween } from '../format/date.ts';

const DAY_SECONDS = 86_400;
/** Longer than any contract of twelve periods with its waiting times. */
const TO_THE_END_DAYS = 400;

export type Leap = 'day' | 'period' | 'end';

/** Business seconds of a leap that begins now; a period is a calendar month. */
export const secondsOf = (leap: Leap, now: string): number => {
  const today = civilDateOf(now);
  const days = { day: 1, period: daysBetween(today, addMonth(today)), end: TO_THE_END_DAYS }[leap];
  return days * DAY_SECONDS;
};

/** How much of the way from one instant to another lies behind, in 0…100. */
export const percentOf = (from: number, now: number, until: number): number =>
  until > from ? Math.max(0, Math.min(100, Math.round(((now - from) / (until - from)) * 100))) : 100;
