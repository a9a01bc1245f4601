import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A phone-sized Chromium with an empty profile. */
export const openPhone = async (): Promise<{ context: BrowserContext; page: Page; close: () => Promise<void> }> => {
  const profile = mkdtempSync(join(tmpdir(), 'petpact-phone-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    viewport: { width: 375, height: 740 },
    deviceScaleFactor: 1,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(10_000);
  return {
    context,
    page,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};

/** The scrolling box of the page shown, and how much taller it would like to be. */
const hiddenHeight = (page: Page) =>
  page.evaluate(() => {
    const boxes = Array.from(document.querySelectorAll<HTMLElement>('*')).filter(
      (box) => box.clientWidth >= 300 && box.scrollHeight > box.clientHeight + 4 && box.clientHeight > 600,
    );
    return Math.max(0, ...boxes.map((box) => box.scrollHeight - box.clientHeight));
  });

/** Keeps a picture of the page as it is, after its pictures have come; `whole` its whole length. */
export const shooter = (page: Page, folder: string) => {
  mkdirSync(folder, { recursive: true });
  return async (name: string, whole = true) => {
    await page.waitForLoadState('networkidle').catch(() => undefined);
    if (whole) await page.setViewportSize({ width: 375, height: 740 + (await hiddenHeight(page)) });
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (whole) await page.setViewportSize({ width: 375, height: 740 });
  };
};
