export type Language = 'zh' | 'en';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const two = (n: number) => String(n).padStart(2, '0');

/** The parts of an instant on a clock in Shanghai, without Intl, which not every Alipay runtime has. */
const inShanghai = (instant: string) => {
  const at = new Date(Date.parse(instant) + SHANGHAI_MS);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`,
  };
};

const said = ({ year, month, day }: { year: number; month: number; day: number }, language: Language) =>
  language === 'zh' ? `${year}年${month}月${day}日` : `${MONTHS[month - 1]} ${day}, ${year}`;

/** The Shanghai civil date of an instant, 'YYYY-MM-DD'. */
export const civilDateOf = (instant: string): string => {
  const { year, month, day } = inShanghai(instant);
  return `${year}-${two(month)}-${two(day)}`;
};

/** '2026-11-22' or an instant → '2026年11月22日' or 'Nov 22, 2026'. Nothing stays nothing. */
export const sayDate = (date: string | undefined, language: Language): string => {
  if (!date) return '';
  const [year = 0, month = 1, day = 1] = (date.length > 10 ? civilDateOf(date) : date).split('-').map(Number);
  return said({ year, month, day }, language);
};

/** An instant → '11月22日 10:00' or 'Nov 22, 10:00'. */
export const sayMoment = (instant: string | undefined, language: Language): string => {
  if (!instant) return '';
  const { month, day, time } = inShanghai(instant);
  return language === 'zh' ? `${month}月${day}日 ${time}` : `${MONTHS[month - 1]} ${day}, ${time}`;
};

/** '2026-11-22' → '11月22日' or 'Nov 22': where the year goes without saying. */
export const sayDay = (date: string, language: Language): string => {
  const [, month = 1, day = 1] = date.split('-').map(Number);
  return language === 'zh' ? `${month}月${day}日` : `${MONTHS[month - 1]} ${day}`;
};

/** The time of day of an instant in Shanghai, 'HH:mm'. */
export const sayTime = (instant: string): string => inShanghai(instant).time;

/** Whole months from a birth date to a day. */
export const monthsOld = (birthDate: string, today: string): number => {
  const [by = 0, bm = 1, bd = 1] = birthDate.split('-').map(Number);
  const [ty = 0, tm = 1, td = 1] = today.split('-').map(Number);
  return Math.max(0, (ty - by) * 12 + tm - bm - (td < bd ? 1 : 0));
};

/** The same day one month later, or the last day of that month. */
export const addMonth = (date: string): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
};

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** Whole seconds from an instant to a civil date's time of day in Shanghai, never short of it. */
export const secondsUntil = (instant: string, date: string, time: string): number =>
  Math.ceil((Date.parse(`${date}T${time}:00+08:00`) - Date.parse(instant)) / 1000);
