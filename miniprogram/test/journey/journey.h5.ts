import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addDays, sayDate } from '../../src/format/date.ts';
import { en } from '../../src/i18n/en/index.ts';
import { zh } from '../../src/i18n/zh/index.ts';
import { startMock } from '../mock/server.ts';
import { openPhone, shooter, stumbles } from './shots.ts';

type Phone = Awaited<ReturnType<typeof openPhone>>;

/** Pages below the one shown stay in the document, so only what can be seen counts. */
const seen = (page: Page, selector: string) => page.locator(`${selector}:visible`).last();
const tap = (page: Page, selector: string) => seen(page, selector).click();
const says = (page: Page, text: string) => page.locator(`:visible:has-text("${text}")`).last().waitFor();

const drawSignature = async (page: Page) => {
  const box = await seen(page, '#signature').boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + 50, box.y + 120);
  await page.mouse.down();
  for (let step = 0; step <= 40; step += 1) await page.mouse.move(box.x + 50 + step * 5, box.y + 110 + Math.sin(step / 3) * 45);
  await page.mouse.up();
};

for (const [language, t] of [
  ['zh', zh],
  ['en', en],
] as const) {
  describe(`the journey of an adopter at 375 px (${language})`, () => {
    let mock: Awaited<ReturnType<typeof startMock>>;
    let phone: Phone;
    let shot: ReturnType<typeof shooter>;
    const problems: string[] = [];

    before(async () => {
      mock = await startMock('dist/h5');
      phone = await openPhone();
      const keep = shooter(phone.page, `test-results/screens/${language}`);
      shot = async (name, whole) => {
        await keep(name, whole);
        for (const stumble of await stumbles(phone.page)) problems.push(`${name}: ${stumble}`);
      };
      phone.page.on('pageerror', (error) => problems.push(error.message));
      await phone.page.goto(`${mock.url}/s/tuantuan`);
    });

    after(async () => {
      await phone?.close();
      await mock?.stop();
    });

    it('opens the shop with its name, how adoption works and the total price', async () => {
      const { page } = phone;
      await says(page, '团团领养馆');
      if (language === 'en') await page.getByRole('button', { name: 'English' }).first().click();
      await says(page, t.shop.how);
      assert.equal(await seen(page, '#total-price').textContent(), '¥1,548.00');
      await shot('01-home');
    });

    it('lists the pets, filters them by species and shows one whole', async () => {
      const { page } = phone;
      await tap(page, '#meet-pets');
      await says(page, t.pets.end);
      await shot('02-pets');
      await page.getByRole('tab', { name: t.pets.species.rabbit }).click();
      await says(page, '波波');
      await page.getByRole('tab', { name: t.pets.all }).click();
      await page.getByRole('link', { name: /团子/ }).click();
      await says(page, t.pets.health);
      await shot('03-pet');
    });

    it('logs in with Alipay on the way and comes back to the application', async () => {
      const { page } = phone;
      await tap(page, '#apply');
      await says(page, t.logIn.needed);
      await shot('04-log-in-needed');
      await tap(page, '#log-in');
      await says(page, t.logIn.heading('团团领养馆'));
      await shot('05-log-in');
      await tap(page, '#alipay-log-in');
      await page.locator('#agree').click();
      await says(page, t.apply.for('团子'));
    });

    it('applies, and says what is missing before anything is sent', async () => {
      const { page } = phone;
      await tap(page, '#submit-application');
      await says(page, t.apply.reasonMissing);
      await seen(page, '[name=reason]').fill('家里安静，有封窗，想认真陪它一辈子。');
      await page.getByRole('radio', { name: t.apply.experienceOptions.yes }).last().click();
      await shot('06-apply');
      await tap(page, '#submit-application');
      await says(page, t.credit.heading);
      await shot('07-credit');
    });

    it('asks for consent to the Zhima check and shows the approval', async () => {
      const { page } = phone;
      await tap(page, '#authorise');
      await says(page, t.result.approved);
      await shot('08-approved');
      await tap(page, '#choose-plan');
    });

    it('chooses food and periods with the total price', async () => {
      const { page } = phone;
      await says(page, t.plan.limit);
      await page.getByRole('radio', { name: t.shop.periods(24) }).click();
      assert.equal(await seen(page, '#total-price').textContent(), '¥3,096.00');
      await page.getByRole('radio', { name: t.shop.periods(12) }).click();
      await shot('09-plan');
      await tap(page, '#plan-next');
    });

    it('takes who signs and where the food goes, and refuses a wrong identity number', async () => {
      const { page } = phone;
      await says(page, t.identity.heading);
      await seen(page, '[name=name]').fill('李小雨');
      await seen(page, '[name=phone]').fill('13800138000');
      await seen(page, '[name=identityNumber]').fill('11010519491231003X');
      await seen(page, '[name=region]').fill('浙江省 杭州市 西湖区');
      await seen(page, '[name=detail]').fill('文三路 128 号 2 单元 501');
      await tap(page, '#identity-next');
      await says(page, t.identity.wrong.identityNumber);
      await shot('10-identity');
      await seen(page, '[name=identityNumber]').fill('11010519491231002X');
      await tap(page, '#identity-next');
    });

    it('lets the agreement be signed only after it was read to its end', async () => {
      const { page } = phone;
      await says(page, t.agreement.scroll);
      assert.ok(await seen(page, '#agreement-read').isDisabled());
      await shot('11-agreement', false);
      await seen(page, '#agreement-end').scrollIntoViewIfNeeded();
      await page.locator('#agreement-read:enabled:visible').click();
      await says(page, t.sign.heading);
      await drawSignature(page);
      await tap(page, '#sign');
      await says(page, t.sign.consentMissing);
      await tap(page, '#consent');
      await shot('12-sign');
      await tap(page, '#sign');
    });

    it('confirms the mandate on Alipay’s page and sees the contract active', async () => {
      const { page } = phone;
      await says(page, t.mandate.heading);
      await tap(page, '#mandate-consent');
      await shot('13-mandate');
      await tap(page, '#mandate-go');
      await page.locator('#confirm').click();
      await says(page, t.active.heading('团子'));
      await says(page, t.adoption.next);
      await shot('14-active');
      await tap(page, '#subscribe');
      await says(page, t.active.subscribed);
      await tap(page, '#see-adoption');
    });

    it('shows the adoption: next deduction, instalments, parcels, what happened', async () => {
      const { page } = phone;
      await says(page, t.adoption.progress(1, 12));
      await shot('15-adoption');
      await tap(page, '#tab-instalments');
      await says(page, t.adoption.instalmentStates.paid);
      await shot('16-instalments');
      await tap(page, '#tab-timeline');
      await says(page, t.timeline.contractActivated);
      await shot('17-timeline');
      await tap(page, '#tab-parcels');
      await shot('18-parcels');
      await page.getByRole('link', { name: new RegExp(t.parcel.period(1)) }).click();
      await says(page, 'SF1020304050');
      await shot('19-parcel');
      mock.state.arrive();
      mock.live.hint('shipmentDelivered', 'c1_1');
      await says(page, t.parcel.states.delivered);
      await says(page, '家门口');
      assert.equal(mock.live.count, 1);
      await page.getByRole('button', { name: t.app.back }).last().click();
    });

    it('pauses and resumes the plan by the adopter’s own hand', async () => {
      const { page } = phone;
      await tap(page, '#tab-overview');
      await tap(page, '#pause');
      await says(page, t.pause.stops(sayDate(addDays('2026-11-22', 30), language), 30));
      await says(page, t.manage.times(0, 2));
      await page.getByRole('radio', { name: t.pause.reasons.other }).click();
      await page.getByRole('textbox', { name: t.pause.own }).fill('搬家');
      await shot('20-pause');
      await tap(page, '#pause-sure');
      await says(page, t.pause.inFlight(2));
      await shot('20-paused');
      assert.equal(mock.state.contract?.timeline.at(-1)?.reason, '搬家');
      await tap(page, '#pause-back');
      await tap(page, '#resume');
      await says(page, t.resume.ask);
      await shot('20-resume', false);
      await tap(page, '#resume-sure');
      await says(page, t.resume.done(sayDate('2026-12-22', language)));
      await says(page, t.manage.times(1, 2));
    });

    it('shows what leaving comes to, and turns back', async () => {
      const { page } = phone;
      await shot('20-manage');
      await tap(page, '#leave');
      await says(page, t.leave.feeHow('10%', '¥1,419.00'));
      await says(page, t.leave.feeOwed);
      await shot('20-leave');
      await page.getByRole('button', { name: t.leave.stay }).click();
      await says(page, t.manage.title);
    });

    it('moves the test clock to the contract’s end', async () => {
      const { page } = phone;
      await tap(page, '#test-clock');
      await says(page, t.clock.now);
      await shot('21-clock', false);
      await tap(page, '#clock-end');
      await says(page, t.clock.arrived('').trim());
      await page.getByRole('button', { name: t.app.close }).click();
      await says(page, t.adoption.progress(12, 12));
    });

    it('shows points, messages, addresses and notices of the person', async () => {
      const { page } = phone;
      await page.goto(`${mock.url}/s/tuantuan#/pages/me/index`);
      await says(page, t.me.messages);
      await shot('22-me');
      await tap(page, '#me-points');
      await says(page, t.points.history);
      await shot('23-points');
      await page.goBack();
      await tap(page, '#me-messages');
      await says(page, t.messages.unread);
      await shot('24-messages');
      await page.goBack();
      await tap(page, '#me-addresses');
      await tap(page, '#add-address');
      await says(page, t.addresses.makeDefault);
      await shot('25-address', false);
      await page.getByRole('button', { name: t.app.close }).click();
      await page.goBack();
      await tap(page, '#me-notices');
      await says(page, t.notices.text);
      await shot('26-notices');
      await page.goBack();
    });

    it('says what went wrong and tries again', async () => {
      const { page } = phone;
      mock.failing.add('GET /me/points');
      await tap(page, '#me-points');
      await says(page, t.app.retry);
      await shot('27-error');
      mock.failing.delete('GET /me/points');
      await page.getByRole('button', { name: t.app.retry }).last().click();
      await says(page, t.points.rules);
    });

    it('logs out, and no page had a script error, a small target or a control without a name', async () => {
      const { page } = phone;
      await page.goto(`${mock.url}/s/tuantuan#/pages/me/index`);
      await tap(page, '#log-out');
      await says(page, t.logIn.needed);
      assert.deepEqual(problems, []);
    });

    it('logs nobody in by a link that carries a code', async () => {
      const { page } = phone;
      const before = mock.keys.length;
      await page.goto(`${mock.url}/s/tuantuan?link#/pages/login/index?code=somebody-elses`);
      await says(page, t.logIn.heading('团团领养馆'));
      assert.deepEqual(mock.keys.slice(before), []);
    });
  });
}
