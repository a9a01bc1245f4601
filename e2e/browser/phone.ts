import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openWindow, PHONE, type Screen, type Window } from './chromium.ts';
import { en, type Words, zh } from './words.ts';

type Role = Parameters<Page['getByRole']>[0];
type Name = string | RegExp;

/** A person's hands and eyes on a page: everything is found by its role and name, as a screen reader tells them. */
export class Hands {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Pages of the mini-program below the one in sight stay in the document: only what shows counts. */
  see(role: Role, name: Name): Locator {
    return this.page.getByRole(role, { name, exact: typeof name === 'string' }).filter({ visible: true });
  }

  text(text: Name): Locator {
    return this.page.getByText(text).filter({ visible: true }).first();
  }

  async tap(role: Role, name: Name): Promise<void> {
    await this.see(role, name).click();
  }

  async fill(name: Name, value: string): Promise<void> {
    await this.see('textbox', name).fill(value);
  }

  async choose(name: Name): Promise<void> {
    await this.see('radio', name).click();
  }

  /** Waits for the words to stand on the page, in this order or another. */
  async says(...texts: Name[]): Promise<void> {
    for (const text of texts) await this.text(text).waitFor();
  }

  /** What a screen reader speaks up about. */
  async alert(text: Name): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: text, visible: true }).waitFor();
  }

  async heading(name: Name): Promise<void> {
    await this.see('heading', name).first().waitFor();
  }

  async saysNot(text: Name): Promise<void> {
    await this.text(text).waitFor({ state: 'hidden' });
  }

  /** Draws a line with the mouse inside a box, as a signature is drawn. */
  async draw(box: Locator): Promise<void> {
    await box.scrollIntoViewIfNeeded();
    const area = await box.boundingBox();
    assert.ok(area);
    const strokes = [
      [0.2, 0.35, 0.42, 0.62],
      [0.3, 0.2, 0.3, 0.8],
      [0.5, 0.3, 0.82, 0.42],
      [0.66, 0.22, 0.6, 0.78],
    ] as const;
    for (const [x1, y1, x2, y2] of strokes) {
      await this.page.mouse.move(area.x + area.width * x1, area.y + area.height * y1);
      await this.page.mouse.down();
      for (let step = 1; step <= 8; step += 1) {
        const along = step / 8;
        const bend = Math.sin(along * Math.PI) * 9;
        await this.page.mouse.move(
          area.x + area.width * (x1 + (x2 - x1) * along) + bend,
          area.y + area.height * (y1 + (y2 - y1) * along) + bend,
        );
      }
      await this.page.mouse.up();
    }
  }
}

/** An adopter with a phone, reading one language. */
export class Phone extends Hands {
  readonly words: Words;
  readonly window: Window;

  constructor(window: Window, words: Words) {
    super(window.page);
    this.window = window;
    this.words = words;
  }

  shot(name: string, whole = true): Promise<void> {
    return this.window.shot(name, whole);
  }
}

export type Language = 'zh' | 'en';

export const PICTURES = join(import.meta.dirname, '../../test-results/browser');

/** The English adopter sits abroad: days are Shanghai's all the same. */
export async function openPhone(browser: Browser, language: Language, screen: Partial<Screen> = {}): Promise<Phone> {
  const abroad = language === 'en' ? { locale: 'en-GB', timezoneId: 'America/Los_Angeles' } : {};
  const options = { ...PHONE.options, ...abroad, ...screen.options };
  const window = await openWindow(browser, { ...PHONE, folder: join(PICTURES, language), ...screen, options });
  return new Phone(window, language === 'en' ? en : zh);
}
