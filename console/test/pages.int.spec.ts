import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TEXTS } from '../src/i18n/texts.ts';
import { PAGES, visit } from './browser.ts';
import { type ConsoleWorld, startConsole } from './console-world.ts';

let world: ConsoleWorld;
before(async () => {
  world = await startConsole();
});
after(() => world.stop());

/** The headings of pages that are named by words, not by what they show. */
const headings = ({
  today,
  applications,
  contracts,
  shipments,
  pets,
  foods,
  ledger,
  policy,
  creditTiers,
  audit,
  staff,
  platform,
}: (typeof TEXTS)['zh']) => ({
  today: today.title,
  applications: applications.title,
  contracts: contracts.title,
  shipments: shipments.title,
  pets: pets.title,
  'pet-new': pets.addTitle,
  foods: foods.title,
  ledger: ledger.title,
  policy: policy.title,
  tiers: creditTiers.title,
  audit: audit.title,
  staff: staff.title,
  platform: platform.title,
});

for (const language of ['zh', 'en'] as const) {
  describe(`every page in ${language === 'zh' ? 'Chinese' : 'English'}`, () => {
    it('opens without an error, says its name and fits a tablet', async () => {
      const { page, complaints } = await visit(world.browser, { url: world.mock.url, language, width: 768 });
      const named: Record<string, string> = headings(TEXTS[language]);
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(`/console${path}`);
        if (name !== 'missing') await page.waitForSelector('h1');
        await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
        if (named[name]) assert.ok((await page.locator('h1').textContent())?.startsWith(named[name]), name);
        const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        assert.ok(wide <= seen, `${name} is ${wide} px wide`);
      }
      assert.deepEqual(complaints, []);
      await page.context().close();
    });
    it('has a name for every button, link and field', async () => {
      const { page } = await visit(world.browser, { url: world.mock.url, language });
      for (const path of ['/', '/applications/ap-1', '/pets/new', '/policy', '/contracts/01JD9XQ4T7M2K8N5R3V6W0Y1ZB']) {
        await page.goto(`/console${path}`);
        await page.waitForSelector('h1');
        await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
        const nameless = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('button, a, input, textarea')]
            .filter((one) => one.offsetParent !== null && one.getAttribute('aria-hidden') !== 'true')
            .filter((one) => {
              const label = one.id && document.querySelector(`label[for="${one.id}"]`);
              const words = one.textContent || one.getAttribute('aria-label') || one.getAttribute('aria-labelledby') || one.title;
              return !label && !words && !one.closest('label');
            })
            .map((one) => one.outerHTML.slice(0, 160)),
        );
        assert.deepEqual(nameless, [], path);
      }
      await page.context().close();
    });
  });
}

describe('the language', () => {
  it('is Chinese first, changes at a click and is remembered', async () => {
    const { page } = await visit(world.browser, { url: world.mock.url });
    await page.goto('/console/');
    await page.getByRole('heading', { name: TEXTS.zh.today.title }).waitFor();
    await page.getByRole('button', { name: TEXTS.zh.language }).click();
    await page.getByRole('heading', { name: TEXTS.en.today.title, exact: true }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: TEXTS.en.today.title, exact: true }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.context().close();
  });
});
