import type { Address, Profile } from '@/api/model';

/** What the agreement needs to know about the adopter, as it is typed. */
export interface AdopterForm {
  name: string;
  phone: string;
  identityNumber: string;
  region: string;
  detail: string;
}

export type Wrong = Partial<Record<keyof AdopterForm, true>>;

const PHONE = /^1[3-9]\d{9}$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

export const isPhone = (text: string): boolean => PHONE.test(text.trim());

/** An 18-character resident identity number with its check character (GB 11643). */
export const isIdentityNumber = (text: string): boolean => {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECKS[sum % 11] === number[17];
};

/** A number that the gateway gave back masked, such as `110***********1234`: it is on file already. */
export const isMasked = (text: string): boolean => text.includes('*');

export const formOf = (profile: Profile, address: Address | undefined): AdopterForm => ({
  name: profile.name,
  phone: profile.phone,
  identityNumber: profile.identityNumber,
  region: address?.region ?? '',
  detail: address?.detail ?? '',
});

/** The fields that cannot be sent as they are. A masked value was checked when it was first sent. */
export const wrongIn = (form: AdopterForm): Wrong => {
  const wrong: Wrong = {};
  if (!form.name.trim()) wrong.name = true;
  if (!isMasked(form.phone) && !isPhone(form.phone)) wrong.phone = true;
  if (!isMasked(form.identityNumber) && !isIdentityNumber(form.identityNumber)) wrong.identityNumber = true;
  if (!form.region.trim()) wrong.region = true;
  if (!form.detail.trim()) wrong.detail = true;
  return wrong;
};
