import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { openBrowser } from './browser.ts';
import { type MockGateway, startMockGateway } from './mock-gateway.ts';

export interface ConsoleWorld {
  browser: Browser;
  mock: MockGateway;
  stop(): Promise<void>;
}

/** The console built anew, served by the mock gateway, and a browser. */
export const startConsole = async (): Promise<ConsoleWorld> => {
  const outDir = await mkdtemp(join(tmpdir(), 'petpact-console-'));
  await build({ root: join(import.meta.dirname, '..'), logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const mock = await startMockGateway(outDir);
  const browser = await openBrowser();
  return {
    browser,
    mock,
    stop: async () => {
      await browser.close();
      await mock.stop();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};
