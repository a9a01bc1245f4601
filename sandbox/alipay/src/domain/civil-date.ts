/** Civil dates and times as Alipay prints them: Asia/Shanghai, which has had no summer time since 1991. Instants are epoch milliseconds. */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` of an instant. */
export function civilDateOf(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** `yyyy-MM-dd HH:mm:ss` of an instant. */
export function dateTimeOf(instant: number): string {
  return new Date(instant + SHANGHAI_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a `yyyy-MM-dd HH:mm:ss`, or undefined where the text is none. */
export function instantOf(dateTime: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(dateTime);
  if (!match || !isCivilDate(match[1]!)) return undefined;
  const utc = Date.parse(`${match[1]}T${match[2]}Z`);
  return Number.isNaN(utc) ? undefined : utc - SHANGHAI_MS;
}

export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const utc = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(utc) && new Date(utc).toISOString().slice(0, 10) === text;
}

export function dayOfMonth(date: string): number {
  return Number(date.slice(8));
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day number some months on; a day the month does not have becomes its last. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const count = year * 12 + month - 1 + months;
  const lastDay = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(count / 12), count % 12, Math.min(day, lastDay))).toISOString().slice(0, 10);
}
