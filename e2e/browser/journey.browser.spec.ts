import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { adopt, logInStaff, type Person } from '@petpact/local/journey';
import { ALIPAY_PASSWORD, PEOPLE, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import type { Browser } from 'playwright-core';
import { newPerson, newPet, until } from '../people.ts';
import { launch, type Window } from './chromium.ts';
import { type Desk, openDesk } from './desk.ts';
import { openPhone, type Phone } from './phone.ts';
import { firstDeduction, leap, openTab, watchParcel } from './steps/adoption.ts';
import { choosePlan, fillIdentity, sendApplication } from './steps/apply.ts';
import { logIn, openPet, openShop, type Shop } from './steps/arrive.ts';
import { endContract, readBooks, readContract, readLists } from './steps/console.ts';
import { openAdoption, readMine, yearIsOver } from './steps/keep.ts';
import { findAdoption, leave, payOverdue, skipNext } from './steps/leave.ts';
import { approve, bookHandover, confirmHandover, isDeclined } from './steps/review.ts';
import { confirmMandate, readAgreement, sign } from './steps/sign.ts';
import { type BrowserWorld, openWorld } from './world.ts';

const personOf = (key: (typeof PEOPLE)[number]['key']) => PEOPLE.find((one) => one.key === key)!;

/** Who adopts whom, in which language. */
const ADOPTIONS = [
  { language: 'zh', person: personOf('lin'), pet: '豆豆' },
  { language: 'en', person: personOf('zhou'), pet: '棉花' },
] as const;
const FOOD = { name: '牛肉燕麦成犬粮', each: '¥179.00', total: '¥2,148.00', points: '+179' };

describe('PetPact in a browser, on a platform as it runs', () => {
  let world: BrowserWorld;
  let browser: Browser;
  let tuantuan: Shop;
  let maoyu: Shop;
  const phones = {} as Record<'zh' | 'en', Phone>;
  const open: Window[] = [];

  before(async () => {
    world = await openWorld();
    browser = await launch();
    tuantuan = { gateway: world.gateway, slug: 'tuantuan', name: '团团领养馆' };
    maoyu = { gateway: world.gateway, slug: 'maoyu', name: '猫屿猫咪领养馆' };
  });
  // Whatever went wrong in any window, seen or not, belongs to the step that has just ended.
  afterEach(async (test) => {
    if (!(test as { passed?: boolean }).passed)
      await Promise.all(open.map((window, at) => window.shot(`failed-${at}`).catch(() => undefined)));
    const problems = open.flatMap(({ watch }) => watch.verdict());
    assert.deepEqual(problems, []);
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  const takePhone = async (language: 'zh' | 'en'): Promise<Phone> => {
    const phone = await openPhone(browser, language);
    open.push(phone.window);
    return phone;
  };
  const sitDown = async (shop: Shop, name: string): Promise<Desk> => {
    const desk = await openDesk(browser, world.gateway, { login: `owner@${shop.slug}`, password: SANDBOX_PASSWORD, name });
    open.push(desk.window);
    return desk;
  };

  /** Somebody new whose adoption of a pet of his own runs, told by the API. */
  const newAdopter = async (): Promise<Person> => {
    const person = await newPerson({ urls: world });
    const staff = await logInStaff(world.gateway, `owner@${tuantuan.slug}`, SANDBOX_PASSWORD);
    const { petId } = await newPet(staff);
    const { adopter, contractId } = await adopt(world, tuantuan.slug, { person, petId, periods: 12 });
    await until('the first parcel is with the warehouse', async () => {
      const { shipments } = await adopter.get<Schemas['Adoption']>(`/me/contracts/${contractId}`);
      return shipments[0]?.state === 'accepted' ? true : undefined;
    });
    return person;
  };

  describe('an application that is not approved by itself', () => {
    it('is refused with a reason below the threshold, and the pet is free again', async () => {
      const phone = await takePhone('zh');
      await isDeclined(phone, tuantuan, { person: '陈果', pet: '布丁' }, '20-declined');
      await phone.window.close();
    });

    it('is refused in English, too', async () => {
      const phone = await takePhone('en');
      await isDeclined(phone, maoyu, { person: '陈果', pet: '墨墨' }, '20-declined');
      await phone.window.close();
    });

    it('goes to the shop where Zhima knows nothing, whose word arrives on the open page', async () => {
      const phone = await takePhone('zh');
      const { credit, adoption, plan } = phone.words;
      await openShop(phone, tuantuan);
      await phone.tap('link', adoption.mine);
      await logIn(phone, '许知远');
      await phone.tap('link', /芝麻/);
      await phone.says(credit.review);
      await phone.shot('21-in-review');
      const desk = await sitDown(tuantuan, '方圆');
      await desk.shot('02-today');
      await approve(desk, { person: '许知远', pet: '芝麻' }, '03');
      await phone.says(credit.approved, '资料很完整，欢迎来接它。');
      await phone.shot('22-approved-by-shop');
      await phone.tap('button', credit.choose);
      await phone.says(plan.limit);
      await desk.window.close();
      await phone.window.close();
    });
  });

  for (const { language, person, pet } of ADOPTIONS) {
    describe(`an adoption in ${language === 'zh' ? 'Chinese' : 'English'}`, () => {
      let phone: Phone;
      before(async () => {
        phone = await takePhone(language);
        phones[language] = phone;
      });

      it('begins at the shop, which says how adoption works there and what it costs in total', async () => {
        const { home } = phone.words;
        await openShop(phone, tuantuan);
        await phone.says(home.how, home.last, home.price, home.sum, FOOD.total);
        await phone.shot('01-home');
      });

      it('shows the pets, and one of them whole', async () => {
        const { home, pets } = phone.words;
        await phone.tap('button', home.meet);
        await phone.tap('tab', pets.dogs);
        await phone.see('link', /^布丁, /).waitFor({ state: 'hidden' });
        await phone.shot('02-pets');
        await phone.tap('link', new RegExp(`^${pet}, `));
        await phone.heading(pet);
        await phone.says(pets.story, pets.health, pets.apply(pet), FOOD.total);
        await phone.shot('03-pet');
      });

      it('asks for the log-in at Alipay, and comes back to the application', async () => {
        await phone.tap('button', phone.words.pets.apply(pet));
        await logIn(phone, person.name, '04');
        await sendApplication(phone, pet, '05-apply');
      });

      it('is approved after the Zhima check', async () => {
        const { credit } = phone.words;
        await phone.shot('06-zhima');
        await phone.tap('button', credit.agree);
        await phone.says(credit.approved);
        await phone.shot('07-approved');
        await phone.tap('button', credit.choose);
      });

      it('chooses food and periods within the limit, and says who signs', async () => {
        await choosePlan(phone, { food: FOOD.name, total: FOOD.total }, '08-plan');
        await fillIdentity(phone, person, '09-identity');
      });

      it('reads the agreement to its end and signs it by hand', async () => {
        await readAgreement(phone, [pet, FOOD.name, FOOD.total], '10-agreement');
        await sign(phone, '11-sign');
      });

      it('confirms the mandate on Alipay’s page with the payment password', async () => {
        const { mandate, adoption } = phone.words;
        await confirmMandate(phone, { shop: tuantuan.name, cap: FOOD.each, password: ALIPAY_PASSWORD }, '12-mandate');
        await phone.says(mandate.welcome(pet), mandate.active);
        await phone.shot('13-active');
        await phone.tap('button', adoption.see);
      });

      it('sees the first deduction, and the parcel’s track as it arrives', async () => {
        await firstDeduction(phone, FOOD.each, '14');
        await watchParcel(phone, '15-parcel');
      });

      it('has its points', async () => {
        await phone.tap('button', phone.words.back);
        await phone.tap('button', phone.words.back);
        await readMine(phone, { points: FOOD.points, message: phone.words.messages.delivered(1) }, '16');
      });
    });
  }

  describe('an adoption whose plan starts at the handover', () => {
    it('is reviewed, signed, handed over by both, and only then charged', async () => {
      const phone = await takePhone('zh');
      const { words } = phone;
      const xu = personOf('xu');
      const desk = await sitDown(maoyu, '阮青');
      await openShop(phone, maoyu);
      await openPet(phone, '小橘');
      await phone.tap('button', words.pets.apply('小橘'));
      await logIn(phone, xu.name);
      await sendApplication(phone, '小橘');
      await phone.tap('button', words.credit.agree);
      await phone.says(words.credit.review);
      await approve(desk, { person: xu.name, pet: '小橘' });
      await phone.tap('button', words.credit.choose);
      await choosePlan(phone, { food: '吞拿鱼无谷幼猫粮', total: '¥1,908.00' });
      await fillIdentity(phone, xu);
      await readAgreement(phone, ['小橘']);
      await sign(phone);
      await phone.says(words.mandate.dayFirst);
      await phone.shot('30-signed');
      await bookHandover(desk, { person: xu.name, pet: '小橘' }, '30');
      await confirmMandate(phone, { shop: maoyu.name, cap: '¥159.00', password: ALIPAY_PASSWORD });
      await phone.says(words.mandate.comeAndFetch);
      await phone.tap('button', words.adoption.see);
      await phone.says(words.adoption.waitingHandover);
      await phone.shot('31-waiting-for-handover');
      await phone.tap('button', words.adoption.mineNow);
      await phone.says(words.adoption.shopNext);
      await confirmHandover(desk, '30');
      await phone.says(words.adoption.progress(1, 12), words.adoption.active);
      await phone.shot('32-handed-over');
      await desk.window.close();
      await phone.window.close();
    });
  });

  describe('the months after', () => {
    it('give notice before the second deduction, and make it', async () => {
      const phone = phones.zh;
      const { words } = phone;
      await openAdoption(phone);
      await leap(phone, 'period');
      await phone.says(words.adoption.progress(2, 12));
      await openTab(phone, words.adoption.timeline);
      await phone.says(words.adoption.notice(2), words.adoption.paidFact(2, FOOD.each));
      await phone.shot('17-second-charge');
      await readMine(phone, { points: FOOD.points, message: words.messages.notice(2) }, '18');
    });

    it('end with twelve deductions, twelve parcels and their points', async () => {
      const phone = phones.zh;
      await openAdoption(phone);
      await leap(phone, 'end', '19-year-clock');
      await yearIsOver(phone, FOOD.each, '19-year');
      await readMine(phone, { points: FOOD.points, message: phone.words.messages.over }, '19-year');
    });

    it('end so in English, on a page that nobody touched', async () => {
      await yearIsOver(phones.en, FOOD.each, '19-year');
    });
  });

  for (const language of ['zh', 'en'] as const) {
    describe(`an adoption that goes otherwise, in ${language === 'zh' ? 'Chinese' : 'English'}`, () => {
      it('has a month left out and is ended by its adopter, who sees before what it comes to', async () => {
        const phone = await takePhone(language);
        const { leave: words } = phone.words;
        await findAdoption(phone, tuantuan, await newAdopter());
        await skipNext(phone, '40');
        await leave(phone, [words.free, words.refund, words.cancelled], '40');
        await phone.window.close();
      });

      it('is paid at the cashier when it could not be withheld', async () => {
        const phone = await takePhone(language);
        const person = await newAdopter();
        await findAdoption(phone, tuantuan, person);
        await payOverdue(phone, { alipay: world.alipay, person, password: ALIPAY_PASSWORD }, '41');
        await phone.window.close();
      });
    });
  }

  describe('the shop’s staff', () => {
    let desk: Desk;
    it('see today’s work, pets, parcels and applications', async () => {
      desk = await sitDown(tuantuan, '方圆');
      await desk.shot('10-today');
      await readLists(desk);
    });

    it('see a contract with its instalments and parcels, and open the signed agreement', async () => {
      await readContract(desk, { person: '林小满', pet: '豆豆', amount: FOOD.each });
    });

    it('see a ledger whose entries sum to zero', async () => {
      await readBooks(desk);
    });

    it('end a contract, with a reason and what it comes to', async () => {
      const { name } = await newAdopter();
      await endContract(desk, { person: name, pet: '小满' });
    });
  });
});
