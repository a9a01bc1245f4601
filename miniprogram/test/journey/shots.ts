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
  // esbuild names the functions it compiles by a helper that pages do not have.
  await context.addInitScript('globalThis.__name = (named) => named');
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(30_000);
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

/** What a finger or a screen reader would stumble over on the page shown: small targets, and controls without a name. */
export const stumbles = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (node: Element) => {
      const { width, height } = node.getBoundingClientRect();
      return width > 0 && height > 0;
    };
    const said = (node: Element) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim();
    const found: string[] = [];
    for (const node of Array.from(document.querySelectorAll('button, input, textarea, a.weui-tabbar__item')).filter(seen)) {
      const { width, height } = node.getBoundingClientRect();
      if (said(node) === '') found.push(`no name: ${node.outerHTML.slice(0, 120)}`);
      if (Math.min(width, height) < 43.5) found.push(`small, ${Math.round(width)} × ${Math.round(height)}: ${said(node).slice(0, 40)}`);
    }
    for (const image of Array.from(document.querySelectorAll('[role=img]')).filter(seen)) {
      if (!image.hasAttribute('aria-label')) found.push(`no label: ${image.outerHTML.slice(0, 120)}`);
    }
    return found;
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
