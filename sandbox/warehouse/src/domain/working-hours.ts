/** Warehouses in China pick from nine to six, every day of the week. Shanghai has kept UTC+8 without summer time since 1991. */
const SHANGHAI_MS = 8 * 3600_000;
const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const OPENS_MS = 9 * HOUR_MS;
const CLOSES_MS = 18 * HOUR_MS;

/** Midnight in Shanghai of the day the instant falls on, moved by whole days. All instants are milliseconds since 1970. */
export function shanghaiMidnight(instantMs: number, plusDays = 0): number {
  return Math.floor((instantMs + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS + plusDays * DAY_MS;
}

/** `20261123` for a day in Shanghai. */
export function dayStamp(instantMs: number): string {
  return new Date(instantMs + SHANGHAI_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/**
 * The instant at which so many working hours have passed, rounded up to the
 * next full hour: goods are picked in waves, not one order at a time.
 */
export function addWorkingHours(fromMs: number, hours: number): number {
  let left = hours * HOUR_MS;
  let atMs = fromMs;
  for (;;) {
    const midnight = shanghaiMidnight(atMs);
    const begin = Math.max(atMs, midnight + OPENS_MS);
    const room = midnight + CLOSES_MS - begin;
    if (room > 0 && left <= room) return Math.min(Math.ceil((begin + left) / HOUR_MS) * HOUR_MS, midnight + CLOSES_MS);
    left -= Math.max(0, room);
    atMs = shanghaiMidnight(atMs, 1);
  }
}
