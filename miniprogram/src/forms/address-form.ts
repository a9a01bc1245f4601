import type { AddressInput } from '@/api/model';
import { isPhone } from './adopter-form';

/** The fields of an address that cannot be sent as they are. */
export const wrongInAddress = (form: AddressInput): Partial<Record<'name' | 'phone' | 'region' | 'detail', true>> => {
  const wrong: Partial<Record<'name' | 'phone' | 'region' | 'detail', true>> = {};
  if (!form.name.trim()) wrong.name = true;
  if (!isPhone(form.phone)) wrong.phone = true;
  if (!form.region.trim()) wrong.region = true;
  if (!form.detail.trim()) wrong.detail = true;
  return wrong;
};
