import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../src/i18n/language.ts';
import { openBrowser, PAGES, visit } from './browser.ts';
import { startMockGateway } from './mock-gateway.ts';

/** Pictures of every page: `node console/test/screens.ts <folder> [zh|en] [width] [page…]`, after a build. */
const [folder = 'test-results/console', language = 'zh', width = '1280', ...wanted] = process.argv.slice(2);
const mock = await startMockGateway(join(import.meta.dirname, '../dist'));
const browser = await openBrowser();
await mkdir(folder, { recursive: true });
for (const [name, path] of Object.entries({ login: '/login', 'platform-login': '/platform', ...PAGES })) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const loggedIn = name !== 'login' && name !== 'platform-login';
  const { page, complaints } = await visit(browser, { url: mock.url, language: language as Language, width: Number(width), loggedIn });
  await page.goto(`/console${path}`, { waitUntil: 'networkidle' });
  await page.locator('.ant-skeleton').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: join(folder, `${name}-${language}-${width}.png`), fullPage: true });
  if (complaints.length > 0) console.log(name, complaints);
  await page.context().close();
}
await browser.close();
await mock.stop();
