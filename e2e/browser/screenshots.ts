/** Takes the pictures of the README, from a platform as it runs: `npm run pictures -w e2e`. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ALIPAY_PASSWORD, PEOPLE, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { launch } from './chromium.ts';
import { openDesk } from './desk.ts';
import { openPhone, PICTURES } from './phone.ts';
import { leap, openTab } from './steps/adoption.ts';
import { choosePlan, fillIdentity, sendApplication } from './steps/apply.ts';
import { logIn, openPet, openShop } from './steps/arrive.ts';
import { confirmMandate, readAgreement, sign } from './steps/sign.ts';
import { openWorld } from './world.ts';

const RAW = join(PICTURES, 'readme');
const DOCS = join(import.meta.dirname, '../../docs/pictures');
const LARGEST_BYTES = 150_000;
const SCREEN = { folder: RAW, inSight: true, options: { deviceScaleFactor: 2 } };
/** Names in the README, and the steps' own where they differ. */
const WANTED = {
  home: 'home',
  pet: 'pet',
  signing: 'signing',
  mandate: 'mandate-alipay',
  adoption: 'adoption',
  track: 'track',
  'console-today': 'console-today',
  'console-contract': 'console-contract',
};
const PET = '豆豆';
const SHOP = { slug: 'tuantuan', name: '团团领养馆' };

async function takePhonePictures(browser: Browser, gateway: string, beforeTime: () => Promise<void>): Promise<void> {
  const phone = await openPhone(browser, 'zh', SCREEN);
  const { words } = phone;
  await openShop(phone, { gateway, ...SHOP });
  await phone.says(words.home.sum);
  await phone.shot('home');
  await openPet(phone, PET);
  await phone.says(words.pets.health);
  await phone.shot('pet');
  await phone.tap('button', words.pets.apply(PET));
  await logIn(phone, PEOPLE[0].name);
  await sendApplication(phone, PET);
  await phone.tap('button', words.credit.agree);
  await phone.tap('button', words.credit.choose);
  await choosePlan(phone, { food: '鲜鸡肉全价幼犬粮', total: '¥1,548.00' });
  await fillIdentity(phone, PEOPLE[0]);
  await readAgreement(phone, [PET]);
  await sign(phone, 'signing');
  await confirmMandate(phone, { shop: SHOP.name, cap: '¥129.00', password: ALIPAY_PASSWORD }, 'mandate');
  await phone.tap('button', words.adoption.see);
  await phone.says(words.adoption.progress(1, 12));
  await beforeTime();
  await leap(phone, 'period');
  await phone.says(words.adoption.progress(2, 12));
  await phone.shot('adoption');
  await openTab(phone, words.adoption.parcels);
  await phone.see('link', new RegExp(words.parcel.of(2))).click();
  await phone.says(words.parcel.delivered);
  await phone.shot('track');
  await phone.window.close();
}

async function takeDeskPictures(browser: Browser, gateway: string, moment: 'before' | 'after'): Promise<void> {
  const log = { login: 'owner@tuantuan', password: SANDBOX_PASSWORD, name: '方圆' };
  const desk = await openDesk(browser, gateway, log, SCREEN);
  if (moment === 'before') await desk.shot('console-today');
  else {
    await desk.go('合约');
    await desk.tap('link', PET);
    await desk.says('已付 2 / 12 期', '代扣协议');
    await desk.shot('console-contract');
  }
  await desk.window.close();
}

/** Fewer colours until it is small enough: what is on these pages is flat. */
async function optimise([name, taken]: [string, string]): Promise<void> {
  const target = join(DOCS, `${name}.png`);
  for (const colours of [256, 128, 64, 32]) {
    await sharp(join(RAW, `${taken}.png`))
      .png({ palette: true, colours, effort: 10, compressionLevel: 9 })
      .toFile(target);
    if ((await stat(target)).size <= LARGEST_BYTES) return;
  }
  throw new Error(`${name} does not become smaller than ${LARGEST_BYTES} bytes`);
}

const world = await openWorld(console.log);
const browser = await launch();
try {
  await takePhonePictures(browser, world.gateway, () => takeDeskPictures(browser, world.gateway, 'before'));
  await takeDeskPictures(browser, world.gateway, 'after');
  for (const picture of Object.entries(WANTED)) await optimise(picture);
} finally {
  await browser.close();
  await world.close();
}
