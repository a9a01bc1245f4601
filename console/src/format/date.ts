import type { Language } from '../i18n/language.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] };
/** China has kept one time without summer time since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

const two = (n: number) => String(n).padStart(2, '0');

/** The Shanghai civil date of an instant, 'YYYY-MM-DD'. */
export const civilDateOf = (instant: string): string => new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, 10);

/** The Shanghai time of day of an instant, 'HH:mm'. */
export const timeOfDay = (instant: string): string => new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(11, 16);

/** A civil date or an instant → '2026年11月22日' or 'Nov 22, 2026'. Nothing is a dash. */
export const sayDate = (date: string | undefined, language: Language): string => {
  if (!date) return '—';
  const [year = 0, month = 1, day = 1] = (date.length > 10 ? civilDateOf(date) : date).split('-').map(Number);
  return language === 'zh' ? `${year}年${month}月${day}日` : `${MONTHS[month - 1]} ${day}, ${year}`;
};

/** An instant → '2026年11月22日 10:00' or 'Nov 22, 2026, 10:00'. */
export const sayMoment = (instant: string | undefined, language: Language): string => {
  if (!instant) return '—';
  return `${sayDate(instant, language)}${language === 'zh' ? ' ' : ', '}${timeOfDay(instant)}`;
};

/** An instant → '11月22日 周日 10:00' or 'Sun, Nov 22, 10:00': the running clock. */
export const sayNow = (instant: string, language: Language): string => {
  const at = new Date(Date.parse(instant) + SHANGHAI_MS);
  const weekday = WEEKDAYS[language][at.getUTCDay()] ?? '';
  const [month, day] = [at.getUTCMonth() + 1, at.getUTCDate()];
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  return language === 'zh' ? `${month}月${day}日 ${weekday} ${time}` : `${weekday}, ${MONTHS[month - 1]} ${day}, ${time}`;
};

/** Whole months from a birth date to a day. */
export const monthsOld = (birthDate: string, today: string): number => {
  const [by = 0, bm = 1, bd = 1] = birthDate.split('-').map(Number);
  const [ty = 0, tm = 1, td = 1] = today.split('-').map(Number);
  return Math.max(0, (ty - by) * 12 + tm - bm - (td < bd ? 1 : 0));
};

/** Days from one civil date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** A civil date so many days later. */
export const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day one month later, or the last day of that month. */
export const addMonth = (date: string): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
};
