import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { type Watch, watchPage } from './watch.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How long a person would wait on a busy machine before giving up; nothing is waited for by the clock. */
const PATIENCE_MS = 60_000;

/** A page open in a browser profile of its own. */
export interface Window {
  page: Page;
  watch: Watch;
  /** Another tab of the same person. */
  tab(): Promise<Page>;
  /** Keeps a picture; `whole` is the page in its whole length. */
  shot(name: string, whole?: boolean): Promise<void>;
  close(): Promise<void>;
}

export interface Screen {
  width: number;
  height: number;
  /** Where its pictures go. */
  folder: string;
  /** Only what is in sight, whatever a picture asks for. */
  inSight?: boolean;
  options?: BrowserContextOptions;
}

export const PHONE = { width: 375, height: 812, options: { hasTouch: true, isMobile: true } };
export const DESK = { width: 1280, height: 860 };

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

export async function openWindow(browser: Browser, { width, height, folder, inSight, options }: Screen): Promise<Window> {
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const watch = watchPage();
  context.on('page', watch.attend);
  const page = await context.newPage();
  const shot = async (name: string, wanted = true) => {
    const whole = wanted && !inSight;
    await calm(page);
    if (whole) await page.setViewportSize({ width, height: height + (await hiddenHeight(page)) });
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    if (whole) await page.setViewportSize({ width, height });
  };
  return { page, watch, tab: () => context.newPage(), shot, close: () => context.close() };
}

/**
 * Every picture in sight has come or failed. Not `waitForFunction`: from its second look on it calls the page's own `eval`,
 * which our content policy forbids, so it fails whenever a picture is slow.
 */
const calm = (page: Page): Promise<unknown> =>
  page.evaluate(`Promise.all([...document.images]
    .filter((image) => image.loading !== 'lazy' && !image.complete)
    .map((image) => new Promise((done) => ['load', 'error'].forEach((end) => image.addEventListener(end, done, { once: true })))))
    .then(() => undefined)`);

/** How much taller than the window the page, or a scrolling box as wide as it, would like to be. */
const hiddenHeight = (page: Page): Promise<number> =>
  page.evaluate(`Math.max(...[document.documentElement, ...document.querySelectorAll('*')]
    .filter((box) => box.clientWidth >= innerWidth * 0.75 && box.clientHeight > innerHeight * 0.7)
    .map((box) => Math.min(4000, box.scrollHeight - box.clientHeight)), 0)`);
