import type { Person } from '@petpact/local/journey';
import { askJson } from '../../people.ts';
import type { Phone } from '../phone.ts';
import { leap, openTab } from './adoption.ts';
import { logIn, openShop, type Shop } from './arrive.ts';

const LONGEST_WINDOW_DAYS = 9;

/** Somebody whose adoption runs already finds it under "my adoption". */
export async function findAdoption(phone: Phone, shop: Shop, person: Person): Promise<void> {
  const { adoption } = phone.words;
  await openShop(phone, shop);
  await phone.tap('link', adoption.mine);
  await logIn(phone, person.name);
  await phone.says(adoption.progress(1, 12), adoption.active);
}

/** Leaves the next month out, and reads the day it moved to. */
export async function skipNext(phone: Phone, shots: string): Promise<void> {
  const { skip } = phone.words;
  await phone.tap('button', skip.open);
  await phone.says(skip.ask, skip.counts);
  await phone.shot(`${shots}-skip`, false);
  await phone.tap('button', skip.sure);
  await phone.says(skip.done);
}

/** Reads what leaving comes to, and leaves. */
export async function leave(phone: Phone, says: (string | RegExp)[], shots: string): Promise<void> {
  const { leave: words, adoption } = phone.words;
  await phone.tap('button', words.open);
  await phone.says(words.heading, ...says, words.mandate);
  await phone.shot(`${shots}-leave`);
  await phone.tap('button', words.sure);
  await phone.says(words.done);
  await phone.tap('button', words.back);
  await phone.says(words.ended, words.settled, words.mine);
  await phone.shot(`${shots}-left`);
  await openTab(phone, adoption.timeline);
  await phone.says(words.fact);
}

/** Money runs out; the next period cannot be withheld, and is paid at Alipay's cashier once there is money again. */
export async function payOverdue(phone: Phone, who: { alipay: string; person: Person; password: string }, shots: string): Promise<void> {
  const { pay } = phone.words;
  const user = `${who.alipay}/sandbox/users/${who.person.key}`;
  await askJson(user, { balanceFen: 0, bankCardFen: 0, huabeiFen: 0 }, 'PATCH');
  await leap(phone, 'period');
  for (let days = 0; days < LONGEST_WINDOW_DAYS && !(await phone.text(pay.overdue).isVisible()); days += 1) await leap(phone, 'day');
  await phone.says(pay.owed, pay.overdue);
  await phone.shot(`${shots}-owed`);
  await askJson(user, { balanceFen: 100_000_000 }, 'PATCH');
  await phone.tap('button', pay.go);
  await phone.fill(phone.words.mandate.password, who.password);
  await phone.shot(`${shots}-cashier`);
  await phone.tap('button', pay.confirm);
  await phone.says(pay.paid);
  await phone.shot(`${shots}-paid`);
  await phone.tap('button', pay.back);
  await phone.says(phone.words.adoption.progress(2, 12));
  const { statement } = phone.words;
  await phone.tap('button', statement.open);
  await phone.says(statement.paid, ...statement.lines);
  await phone.shot(`${shots}-statement`);
  await phone.tap('button', phone.words.back);
}
