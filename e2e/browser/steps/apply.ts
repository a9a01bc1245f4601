import assert from 'node:assert/strict';
import type { Phone } from '../phone.ts';

/** Fills in the application and comes to the question for the Zhima check. */
export async function sendApplication(phone: Phone, pet: string, shot?: string): Promise<void> {
  const { apply, credit } = phone.words;
  await phone.heading(apply.for(pet));
  await phone.tap('button', apply.submit);
  await phone.says(apply.missing);
  await phone.choose(apply.experienced);
  await phone.fill(apply.reason, apply.words);
  if (shot) await phone.shot(shot);
  await phone.tap('button', apply.submit);
  await phone.heading(credit.heading);
}

/** Chooses 12 periods of the first food, after having tried to take more pieces than the tier allows. */
export async function choosePlan(phone: Phone, wish: { food: string; total: string }, shot?: string): Promise<void> {
  const { plan } = phone.words;
  await phone.says(plan.limit);
  await phone.choose(new RegExp(wish.food));
  const more = phone.see('button', plan.more);
  for (let pieces = 1; pieces < 30 && (await more.isEnabled()); pieces += 1) await more.click();
  assert.ok(await more.isDisabled(), 'the limit ends the counting');
  const less = phone.see('button', plan.less);
  while (await less.isEnabled()) await less.click();
  await phone.choose(plan.periods(12));
  await phone.says(wish.total);
  if (shot) await phone.shot(shot);
  await phone.tap('button', plan.next);
}

export interface Adopter {
  name: string;
  phone: string;
  certNo: string;
  address: { region: string; detail: string };
}

/** Fills in who signs and where the food goes, with a slip in the identity number first. */
export async function fillIdentity(phone: Phone, person: Adopter, shot?: string): Promise<void> {
  const { identity } = phone.words;
  await phone.heading(identity.heading);
  await phone.fill(identity.name, person.name);
  await phone.fill(identity.phone, person.phone);
  await phone.fill(identity.number, `${person.certNo.slice(0, -1)}${person.certNo.endsWith('1') ? '2' : '1'}`);
  await phone.fill(identity.region, person.address.region);
  await phone.fill(identity.detail, person.address.detail);
  await phone.tap('button', identity.next);
  await phone.says(identity.wrongNumber);
  await phone.fill(identity.number, person.certNo);
  if (shot) await phone.shot(shot);
  await phone.tap('button', identity.next);
}
