import assert from 'node:assert/strict';
import type { Phone } from '../phone.ts';
import { openTab } from './adoption.ts';

/** Points, messages and the parcel list, as the person finds them under "me". */
export async function readMine(phone: Phone, what: { points: string; message: string | RegExp }, shots?: string): Promise<void> {
  const { words } = phone;
  await phone.tap('link', words.me);
  await phone.tap('button', new RegExp(`^${words.messages.title}`));
  await phone.says(what.message);
  if (shots) await phone.shot(`${shots}-messages`);
  await phone.tap('button', words.back);
  await phone.tap('button', new RegExp(`^${words.points.title}`));
  await phone.says(words.points.history, words.points.earned, what.points);
  if (shots) await phone.shot(`${shots}-points`);
  await phone.tap('button', words.back);
}

/** From any page of the mini-program to the adoption itself. */
export async function openAdoption(phone: Phone): Promise<void> {
  await phone.tap('link', phone.words.adoption.mine);
  await phone.see('tablist', phone.words.adoption.mine).waitFor();
}

/** The year is over: every period was deducted, shipped and rewarded. */
export async function yearIsOver(phone: Phone, amount: string, shots?: string): Promise<void> {
  const { adoption, parcel } = phone.words;
  await openAdoption(phone);
  await openTab(phone, adoption.overview);
  await phone.says(adoption.progress(12, 12), adoption.completed, adoption.none);
  if (shots) await phone.shot(`${shots}-overview`);
  await openTab(phone, adoption.instalments);
  assert.equal(await count(phone, 'listitem', new RegExp(`${amount}\\s*${adoption.paid}`)), 12);
  if (shots) await phone.shot(`${shots}-instalments`);
  await openTab(phone, adoption.parcels);
  assert.equal(await count(phone, 'link', new RegExp(parcel.delivered)), 12);
  if (shots) await phone.shot(`${shots}-parcels`);
  await openTab(phone, adoption.timeline);
  await phone.says(adoption.over, adoption.paidFact(12, amount));
  if (shots) await phone.shot(`${shots}-timeline`);
}

const count = (phone: Phone, role: 'listitem' | 'link', text: RegExp): Promise<number> =>
  phone.page.getByRole(role).filter({ hasText: text, visible: true }).count();
