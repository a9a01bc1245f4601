import type { Desk } from '../desk.ts';
import type { Phone } from '../phone.ts';
import { sendApplication } from './apply.ts';
import { logIn, openPet, openShop, type Shop } from './arrive.ts';

/** Applies, allows the Zhima check and is refused with a reason; the pet is free for others again. */
export async function isDeclined(phone: Phone, shop: Shop, who: { person: string; pet: string }, shot?: string): Promise<void> {
  const { credit, pets, home } = phone.words;
  await openShop(phone, shop);
  await openPet(phone, who.pet);
  await phone.tap('button', pets.apply(who.pet));
  await logIn(phone, who.person);
  await sendApplication(phone, who.pet);
  await phone.tap('button', credit.agree);
  await phone.says(credit.declined, credit.declinedWhy);
  if (shot) await phone.shot(shot);
  await openShop(phone, shop);
  await phone.tap('button', home.meet);
  await phone.see('link', new RegExp(`^${who.pet}, .*${pets.free}$`)).waitFor();
}

/** The staff read an application that waits and approve it with a word to the adopter. */
export async function approve(desk: Desk, who: { person: string; pet: string }, shot?: string): Promise<void> {
  await desk.go('今日工作');
  await desk.tap('link', who.pet);
  await desk.heading(new RegExp(`· ${who.pet}`));
  await desk.says('申请资料', '信用评估');
  if (shot) await desk.shot(`${shot}-application`);
  await desk.tap('button', /通\s?过/);
  const question = desk.page.getByRole('dialog').filter({ hasText: `同意把${who.pet}交给这位申请人？` });
  await question.getByRole('textbox').fill('资料很完整，欢迎来接它。');
  if (shot) await desk.shot(`${shot}-approve`, false);
  await question.getByRole('button', { name: /通\s?过/ }).click();
  await desk.says('已通过');
}

/** The staff agree the day of the handover: today. */
export async function bookHandover(desk: Desk, who: { person: string; pet: string }, shot?: string): Promise<void> {
  await desk.go('合约');
  await desk.tap('link', who.pet);
  await desk.heading(new RegExp(`· ${who.pet}`));
  await desk.says('请与领养人约定接回家的日期');
  await desk.tap('button', '约定日期');
  const question = desk.page.getByRole('dialog').filter({ hasText: '约定接回家的日期' });
  await question.getByLabel('约定日期').click();
  // The calendar opens in the month of business time, in which today is the first day that can be chosen.
  await desk.page.locator('.ant-picker-cell-in-view:not(.ant-picker-cell-disabled)').first().click();
  if (shot) await desk.shot(`${shot}-handover-day`, false);
  await question.getByRole('button', { name: /确\s?认/ }).click();
  await desk.says('日期已约定');
}

/** The staff say that the pet was handed over; the contract's page is open. */
export async function confirmHandover(desk: Desk, shot?: string): Promise<void> {
  await desk.says('领养人已确认接到宠物，请您也确认交接');
  await desk.tap('button', '确认已交接');
  const sure = desk.page.getByRole('tooltip').filter({ hasText: '宠物已交到领养人手里？' });
  if (shot) await desk.shot(`${shot}-handover`);
  await sure.getByRole('button', { name: '确认已交接' }).click();
  await desk.says('已确认交接');
}
