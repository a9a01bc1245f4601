import type { CivilDate } from '@petpact/kit/civil-date';
import { type Fen, fen, yuanFromFen } from '@petpact/kit/fen';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];

/** `¥129.00`. */
export const yuan = (amount: number): string => `¥${yuanFromFen(fen(amount))}`;

/** Basis points as per cent, `12.5%`. */
export const percent = (basisPoints: number): string => `${basisPoints / 100}%`;

/** An amount in the capital characters that Chinese contracts use, 人民币壹佰贰拾玖元整. */
export function yuanInCapitals(amount: Fen): string {
  const whole = Math.floor(amount / 100);
  const [jiao, cents] = [Math.floor(amount / 10) % 10, amount % 10];
  const tail = `${jiao > 0 ? `${DIGITS[jiao]}角` : cents > 0 && whole > 0 ? '零' : ''}${cents > 0 ? `${DIGITS[cents]}分` : ''}`;
  const head = whole > 0 ? `${wholeInCapitals(whole)}元` : tail === '' ? '零元' : '';
  return `人民币${head}${tail === '' ? '整' : tail}`;
}

/** Groups of four digits; a zero inside or between groups is said once. */
function wholeInCapitals(whole: number): string {
  const groups: number[] = [];
  for (let rest = whole; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(rest % 10_000);
  return groups.reduce((text, group, index) => {
    if (group === 0) return text;
    const gap = text !== '' && (group < 1000 || groups[index - 1] === 0) ? '零' : '';
    return `${text}${gap}${groupInCapitals(group)}${GROUPS[groups.length - 1 - index]}`;
  }, '');
}

function groupInCapitals(group: number): string {
  let text = '';
  let zero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) {
      zero = text !== '';
      continue;
    }
    text += `${zero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
    zero = false;
  }
  return text;
}

/** `2026年11月22日`. */
export function chineseDate(date: CivilDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

const SPECIES: Record<string, string> = { dog: '犬', cat: '猫', rabbit: '兔', other: '其他' };
const SEXES: Record<string, string> = { male: '公', female: '母' };
export const speciesInChinese = (species: string): string => SPECIES[species] ?? species;
export const sexInChinese = (sex: string): string => SEXES[sex] ?? '不详';

/** Identity number as screens show it: first three and last four characters. */
export const maskedIdentity = (number: string): string =>
  `${number.slice(0, 3)}${'*'.repeat(Math.max(number.length - 7, 0))}${number.slice(-4)}`;

/** Name as screens show it to others: the first character only. */
export const maskedName = (name: string): string => `${[...name][0] ?? ''}${'*'.repeat(Math.max([...name].length - 1, 1))}`;

/** Phone as screens show it: first three and last four digits. */
export const maskedPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
