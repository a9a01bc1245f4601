import { addDays, type CivilDate, civilDateOf, instantAt } from '@petpact/kit/civil-date';
import { type Attempt, type Instalment, later, laterDay } from './plan.ts';

/** Days before the plan day on which a deduction is tried; Alipay refuses any day after it (ALIPAY §5.3). */
export const TRY_DAYS_BEFORE: readonly number[] = [5, 3, 1, 0];

const TRY_TIME = '10:00';

/** A second chance on the plan day for a charge that began that same day. */
const SAME_DAY_TRY_TIME = '20:00';

/** How often a try that never reached Alipay is repeated without a pause. */
const REPEATS_AT_ONCE = 2;

/** What counts at Alipay is when a request lands, so nothing is sent in the window's last half hour (RELIABILITY F14). */
const LAST_SEND_TIME = '23:30';

/** Days that must lie between the notice and the first try (PRODUCT F6). */
export const NOTICE_DAYS_AHEAD = 5;

/** From this instant on Alipay takes the period's money. */
export function windowOpens(planDate: CivilDate): Date {
  return instantAt(addDays(planDate, -TRY_DAYS_BEFORE[0]!), '00:00');
}

/** From this instant on nothing is sent any more. */
export function windowCloses(planDate: CivilDate): Date {
  return instantAt(planDate, LAST_SEND_TIME);
}

export function isWindowOpen(planDate: CivilDate, now: Date): boolean {
  return now >= windowOpens(planDate) && now < windowCloses(planDate);
}

/**
 * When the next try is due; may lie in the past, which means at once. Nothing when this period has no try left.
 * A charge that needs no notice is tried as soon as its window is open; one that does waits for the days tries are made on.
 * A try that was missed, because the process was down, is made late rather than not at all.
 */
export function nextTryTime(instalment: Instalment): Date | undefined {
  if (instalment.triesOver) return undefined;
  const { planDate } = instalment;
  const earliest = earliestTry(instalment);
  const tries = triesInWindow(instalment);
  const last = tries.at(-1);
  if (!last) return earliest < windowCloses(planDate) ? earliest : undefined;
  const regular = tryTimes(instalment).find((time) => time > last.startedTime && time >= earliest);
  const repeat = repeatTime(tries);
  if (!repeat || repeat >= windowCloses(planDate)) return regular;
  return regular && regular < repeat ? regular : repeat;
}

/**
 * A try that was proved not to have happened says nothing about the payer: it is repeated at once,
 * and hourly when that keeps happening.
 */
function repeatTime(tries: readonly Attempt[]): Date | undefined {
  const last = tries.at(-1);
  if (last?.state !== 'closed' || last.refusal === 'dateNotMatch') return undefined;
  const lost = tries.filter(({ state }) => state === 'closed').length;
  return lost <= REPEATS_AT_ONCE ? last.startedTime : later(last.startedTime, 3_600_000);
}

function tryTimes({ planDate, needsNotice }: Instalment): Date[] {
  const times = TRY_DAYS_BEFORE.map((days) => instantAt(addDays(planDate, -days), TRY_TIME));
  return needsNotice ? times : [...times, instantAt(planDate, SAME_DAY_TRY_TIME)];
}

function earliestTry({ planDate, needsNotice, noticedTime }: Instalment): Date {
  if (!needsNotice) return windowOpens(planDate);
  const first = addDays(planDate, -TRY_DAYS_BEFORE[0]!);
  const afterNotice = noticedTime ? addDays(civilDateOf(noticedTime), NOTICE_DAYS_AHEAD) : first;
  return instantAt(laterDay(first, afterNotice), TRY_TIME);
}

/** Tries from before the plan day moved belong to another window. */
function triesInWindow({ planDate, attempts }: Instalment): Attempt[] {
  const opens = windowOpens(planDate);
  return attempts.filter(({ startedTime }) => startedTime >= opens);
}
