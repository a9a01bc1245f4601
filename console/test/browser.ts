import { type Browser, chromium, type Page } from 'playwright-core';
import type { Language } from '../src/i18n/language.ts';

/** Chromium without its talk to Google's hosts, which a closed network refuses. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Visitor {
  page: Page;
  /** What the browser complained about. */
  complaints: string[];
}

/** Long enough for a machine that builds something else meanwhile. */
const PATIENCE_MS = 90_000;

/** A new person at a screen of this width, in this language, logged in or not. */
export const visit = async (
  browser: Browser,
  o: { url: string; language?: Language; width?: number; loggedIn?: boolean },
): Promise<Visitor> => {
  const context = await browser.newContext({ viewport: { width: o.width ?? 1280, height: 860 }, baseURL: o.url });
  const session = JSON.stringify({
    accessToken: 'mock-access-token-0000000000',
    refreshToken: 'mock-refresh-token-000000000',
    accessExpiresTime: '2099-01-01T00:00:00.000Z',
    principal: { merchantId: 'm-maomao', kind: 'staff', id: 'st-1', roles: ['owner'], displayName: '陈晓' },
  });
  await context.addInitScript(
    ([language, kept]) => {
      if (language && !localStorage.getItem('petpact.console.language')) localStorage.setItem('petpact.console.language', language);
      if (kept && !sessionStorage.getItem('test.began')) {
        localStorage.setItem('petpact.console.staff', kept);
        localStorage.setItem('petpact.console.operator', kept);
      }
      sessionStorage.setItem('test.began', 'yes');
    },
    [o.language, o.loggedIn === false ? undefined : session] as const,
  );
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints };
};

const CONTRACT = '/contracts/01JD9XQ4T7M2K8N5R3V6W0Y1Z';

/** Every page of the console, by a name for its picture. */
export const PAGES: Record<string, string> = {
  today: '/',
  applications: '/applications',
  application: '/applications/ap-1',
  'application-asked': '/applications/ap-2',
  contracts: '/contracts',
  contract: `${CONTRACT}A`,
  'contract-handover': `${CONTRACT}B`,
  shipments: '/shipments?state=exceptions',
  pets: '/pets',
  pet: '/pets/pet-2',
  'pet-new': '/pets/new',
  foods: '/foods',
  ledger: '/ledger',
  policy: '/policy',
  tiers: '/tiers',
  audit: '/audit',
  staff: '/staff',
  platform: '/platform/shops',
  missing: '/nowhere',
};
