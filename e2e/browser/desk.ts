import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { DESK, openWindow, type Screen, type Window } from './chromium.ts';
import { Hands, PICTURES } from './phone.ts';

/** A member of a shop's staff at the console, in Chinese. */
export class Desk extends Hands {
  readonly window: Window;

  constructor(window: Window) {
    super(window.page);
    this.window = window;
  }

  shot(name: string, whole = true): Promise<void> {
    return this.window.shot(name, whole);
  }

  async go(place: string): Promise<void> {
    const menu = this.page.getByRole('navigation', { name: '主菜单' });
    await menu.getByRole('link', { name: place }).filter({ hasText: place }).click();
    await this.page.getByRole('heading', { level: 1, name: place }).waitFor();
  }
}

export interface LogIn {
  login: string;
  password: string;
  name: string;
}

export async function openDesk(browser: Browser, gateway: string, log: LogIn, screen: Partial<Screen> = {}): Promise<Desk> {
  const window = await openWindow(browser, { ...DESK, folder: join(PICTURES, 'console'), ...screen });
  const desk = new Desk(window);
  await window.page.goto(`${gateway}/console`);
  await desk.heading('员工登录');
  await window.page.getByLabel('账号').fill(log.login);
  await window.page.getByLabel('密码').fill(log.password);
  await desk.shot('01-log-in');
  await desk.tap('button', /登\s?录/);
  await desk.heading('今日工作');
  await desk.says(log.name);
  return desk;
}
