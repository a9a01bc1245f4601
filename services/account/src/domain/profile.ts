import { addMonths, type CivilDate, civilDate } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';

export interface Profile {
  name: string;
  phone: string;
  identityNumber: string;
}

const NAME = /^[\p{Script=Han}A-Za-z·. ]{2,40}$/u;
const PHONE = /^1[3-9]\d{9}$/;
const IDENTITY = /^\d{17}[\dX]$/;
/** GB 11643: weights of the seventeen digits and the check characters by remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const ADULT_MONTHS = 18 * 12;

export function checkName(name: string): string {
  const trimmed = name.trim();
  if (!NAME.test(trimmed)) throw new Refusal('INVALID_NAME', 'invalid');
  return trimmed;
}

export function checkPhone(phone: string): string {
  const digits = phone.replace(/[\s-]/g, '');
  if (!PHONE.test(digits)) throw new Refusal('INVALID_PHONE', 'invalid');
  return digits;
}

/** Eighteen characters with the right check character, of a person of age today. Throws INVALID_IDENTITY_NUMBER, UNDER_AGE. */
export function checkIdentityNumber(text: string, today: CivilDate): string {
  const number = text.trim().toUpperCase();
  if (!IDENTITY.test(number)) throw new Refusal('INVALID_IDENTITY_NUMBER', 'invalid');
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  if (CHECKS[sum % 11] !== number[17]) throw new Refusal('INVALID_IDENTITY_NUMBER', 'invalid');
  const birth = birthDateOf(number);
  if (addMonths(birth, ADULT_MONTHS) > today) throw new Refusal('UNDER_AGE', 'invalid');
  return number;
}

function birthDateOf(number: string): CivilDate {
  try {
    return civilDate(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  } catch {
    throw new Refusal('INVALID_IDENTITY_NUMBER', 'invalid');
  }
}

/** What a screen may show of an identity number. */
export function maskIdentityNumber(number: string): string {
  return number === '' ? '' : `${number.slice(0, 3)}${'*'.repeat(11)}${number.slice(-4)}`;
}
