import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { TEXTS } from '../src/i18n/texts.ts';
import { visit } from './browser.ts';
import { type ConsoleWorld, startConsole } from './console-world.ts';

const { zh, en } = TEXTS;
let world: ConsoleWorld;
let page: Page;
before(async () => {
  world = await startConsole();
});
after(() => world.stop());
beforeEach(async () => {
  world.mock.writes.length = 0;
});

const open = async (path: string, o: { language?: 'zh' | 'en'; loggedIn?: boolean } = {}) => {
  ({ page } = await visit(world.browser, { url: world.mock.url, ...o }));
  await page.goto(`/console${path}`);
};
/** What reached the gateway since the test began. */
const written = () => world.mock.writes;
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const says = (words: string) => page.getByText(words, { exact: false }).first().waitFor();

describe('a member of the staff', () => {
  it('logs in and comes to the page that was asked for, and out again', async () => {
    await open('/ledger', { loggedIn: false });
    await page.getByLabel(zh.login.login, { exact: true }).fill('chen@maomao');
    await page.getByLabel(zh.login.password, { exact: true }).fill('wrong');
    await press(zh.login.submit);
    await says('账号或密码不正确。');
    await page.getByLabel(zh.login.password, { exact: true }).fill('right');
    await press(zh.login.submit);
    await page.getByRole('heading', { name: zh.ledger.title }).waitFor();
    await press(zh.account);
    await page.getByText(zh.logOut).click();
    await page.getByRole('heading', { name: zh.login.title }).waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem('petpact.console.staff')), null);
  });
  it('declines with a reason only, and a broken line repeats the same intent', async () => {
    await open('/applications/ap-1');
    await press(zh.applications.decide.decline);
    await page.getByRole('dialog').getByRole('button', { name: zh.applications.decide.decline }).click();
    await says(zh.write.reasonRequired);
    assert.deepEqual(written(), []);
    world.mock.breakNext('POST /shop/applications/ap-1/decision');
    await page.getByLabel(zh.applications.decide.declineReason).fill('居住条件不合适');
    await page.getByRole('dialog').getByRole('button', { name: zh.applications.decide.decline }).click();
    await says(zh.applications.decide.done.decline);
    const [first, second] = written();
    assert.deepEqual(second?.body, { decision: 'decline', text: '居住条件不合适' });
    assert.equal(written().length, 2);
    assert.equal(first?.key, second?.key);
  });
  it('pauses a contract with a reason and lets it run again', async () => {
    await open('/contracts/01JD9XQ4T7M2K8N5R3V6W0Y1ZA');
    await press(zh.contracts.pause.action);
    await page.getByLabel(zh.contracts.pause.reason).fill('搬家');
    await page.getByRole('dialog').getByRole('button', { name: zh.contracts.pause.action }).click();
    await says(zh.contracts.next.paused('2027年1月20日'));
    await press(zh.contracts.resume.action);
    await page.getByRole('tooltip').getByRole('button', { name: zh.contracts.resume.action }).click();
    await says(zh.contracts.resume.done('2027年2月22日'));
    assert.deepEqual(
      written().map(({ operation }) => operation.split('/').at(-1)),
      ['pause', 'resume'],
    );
  });
  it('opens the signed agreement with the session, not by its address', async () => {
    await open('/contracts/01JD9XQ4T7M2K8N5R3V6W0Y1ZC');
    const [fetched] = await Promise.all([
      page.waitForRequest(/agreement\.pdf$/),
      page.context().waitForEvent('page'),
      press(zh.contracts.agreementOpen),
    ]);
    assert.match(fetched.headers().authorization ?? '', /^Bearer /);
  });
  it('adds a pet with a picture', async () => {
    await open('/pets/new');
    await press(zh.actions.save);
    await says(zh.pets.missing.name);
    await page.getByLabel(zh.pets.fields.name, { exact: true }).fill('元宝');
    await page.getByLabel(zh.pets.fields.breed).fill('橘猫');
    await page.getByLabel(zh.pets.fields.birthDate).fill('2026-05-01');
    await page.keyboard.press('Enter');
    await page.getByLabel(zh.pets.fields.weight).fill('3.2');
    await page.getByText(zh.pets.stateHints.available).click();
    await press(zh.actions.save);
    await says(zh.pets.missing.picture);
    await page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('a picture') });
    await page.getByText(zh.pets.pictures.cover, { exact: true }).waitFor();
    await press(zh.actions.save);
    await page.getByRole('heading', { name: '元宝' }).waitFor();
    const [picture, pet] = written();
    assert.deepEqual(picture?.body, { content: Buffer.from('a picture').toString('base64') });
    assert.partialDeepStrictEqual(pet?.body, {
      name: '元宝',
      birthDate: '2026-05-01',
      weightGrams: 3200,
      pictureKeys: ['m-maomao/new'],
      state: 'available',
    });
  });
  it('is told the bounds of a rule that the platform refuses', async () => {
    await open('/policy', { language: 'en' });
    await press(en.policy.edit);
    await page.getByLabel(en.policy.fields.breachFeeBp.title).fill('45');
    await press(en.policy.save);
    await says('“Adopter’s liability” must be between 0% and 30%.');
    await page.getByLabel(en.policy.fields.breachFeeBp.title).fill('25');
    await press(en.policy.save);
    await says(en.policy.saved(3));
  });
  it('moves the test clock on, sees it move and the day it is then', async () => {
    await open('/');
    await page
      .locator('.today-side')
      .getByRole('button', { name: `${zh.clock.day} (${zh.clock.dayHint})` })
      .click();
    await page.getByRole('progressbar').first().waitFor();
    await says('2026年11月23日 10:00');
    await says(zh.clock.done);
  });
  it('finds a calendar open in the month of business time, not of the wall clock', async () => {
    const yearLater = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ seconds: 400 * 86_400 }) };
    await fetch(`${world.mock.url}/api/v1/sandbox/clock/advance`, yearLater);
    await open('/pets/new');
    await says('12月28日');
    await page.getByLabel(zh.pets.fields.birthDate).click();
    await page
      .locator('.ant-picker-header-view')
      .filter({ hasText: /2027年\s*12月/ })
      .waitFor();
  });
  it('sees what changed without reloading', async () => {
    await open('/contracts');
    await says(zh.live.on);
    const again = page.waitForResponse(/\/shop\/contracts/);
    world.mock.hint('instalmentPaid');
    await again;
  });
});
