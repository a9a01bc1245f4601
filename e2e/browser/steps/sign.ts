import assert from 'node:assert/strict';
import type { Phone } from '../phone.ts';

/** Reads the agreement to its end, turning the wheel as a person does. */
export async function readAgreement(phone: Phone, holds: (string | RegExp)[], shot?: string): Promise<void> {
  const { agreement } = phone.words;
  await phone.says(agreement.scroll, ...agreement.clauses, ...holds);
  const goOn = phone.see('button', agreement.read);
  assert.ok(await goOn.isDisabled(), 'nobody signs what he has not read');
  if (shot) await phone.shot(shot, false);
  await phone.page.mouse.move(180, 400);
  for (let turns = 0; turns < 60 && (await goOn.isDisabled()); turns += 1) await phone.page.mouse.wheel(0, 600);
  await goOn.click();
}

/** Draws the signature, agrees and signs. */
export async function sign(phone: Phone, shot?: string): Promise<void> {
  const { words } = phone;
  await phone.tap('button', words.sign.submit);
  await phone.says(words.sign.missing);
  await phone.draw(phone.see('img', words.sign.pad));
  await phone.see('checkbox', words.sign.consent).click();
  if (shot) await phone.shot(shot);
  await phone.tap('button', words.sign.submit);
}

/** Confirms the mandate on the simulated Alipay page: with a wrong password first, then the right one. */
export async function confirmMandate(phone: Phone, wish: { shop: string; cap: string; password: string }, shot?: string): Promise<void> {
  const { mandate } = phone.words;
  await phone.heading(mandate.heading);
  await phone.see('checkbox', mandate.agree).click();
  if (shot) await phone.shot(shot);
  await phone.tap('button', mandate.go);
  await phone.heading(mandate.page);
  await phone.says(wish.shop, wish.cap, mandate.cap);
  phone.window.watch.expect(/POST .*\/h5\/sign 422/);
  await phone.fill(mandate.password, '654321');
  await phone.tap('button', mandate.sign);
  await phone.alert(mandate.wrong);
  await phone.fill(mandate.password, wish.password);
  if (shot) await phone.shot(`${shot}-alipay`);
  await phone.tap('button', mandate.sign);
}
