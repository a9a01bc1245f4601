import type { Phone } from '../phone.ts';

export interface Shop {
  gateway: string;
  slug: string;
  name: string;
}

/** Opens the shop, in the phone's language from then on. */
export async function openShop(phone: Phone, { gateway, slug, name }: Shop): Promise<void> {
  await phone.page.goto(`${gateway}/s/${slug}`);
  await phone.heading(name);
  const toEnglish = phone.see('button', '语言: English');
  if (phone.words.language === 'English' && (await toEnglish.isVisible())) await toEnglish.click();
}

/** From the shop's page to one pet and its apply button. */
export async function openPet(phone: Phone, pet: string): Promise<void> {
  await phone.tap('button', phone.words.home.meet);
  await phone.tap('link', new RegExp(`^${pet}, `));
  await phone.heading(pet);
}

/** Logs in on the simulated Alipay page as one of its people, and comes back to where the log-in was asked for. */
export async function logIn(phone: Phone, person: string, shot?: string): Promise<void> {
  const { logIn } = phone.words;
  await phone.says(logIn.needed);
  await phone.tap('button', logIn.go);
  await phone.says(logIn.note);
  if (shot) await phone.shot(`${shot}-log-in`);
  await phone.tap('button', logIn.go);
  await phone.says(logIn.asked);
  await phone.choose(new RegExp(person));
  if (shot) await phone.shot(`${shot}-alipay-log-in`);
  await phone.tap('button', logIn.agree);
}
