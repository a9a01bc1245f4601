import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { Hands, type Phone } from '../phone.ts';

/** A run to the end of a contract passes hundreds of due instants. */
const LEAP_PATIENCE_MS = 150_000;

/** Moves the platform's time by the page's own clock panel. */
export async function leap(phone: Phone, how: 'day' | 'period' | 'end', shot?: string): Promise<void> {
  const { clock } = phone.words;
  await phone.tap('button', clock.open);
  await phone.says(/20\d\d/);
  await phone.tap('button', clock[how]);
  await phone.text(clock.arrived).waitFor({ timeout: LEAP_PATIENCE_MS });
  if (shot) await phone.shot(shot, false);
  await phone.tap('button', clock.close);
}

/** Opens the adoption's tab of this name. */
export const openTab = (phone: Phone, name: string): Promise<void> => phone.tap('tab', name);

/** The first deduction arrives on the page by itself, and its parcel with it. */
export async function firstDeduction(phone: Phone, amount: string, shots?: string): Promise<void> {
  const { adoption, parcel } = phone.words;
  await phone.says(adoption.progress(1, 12), adoption.next(2), adoption.active);
  if (shots) await phone.shot(`${shots}-adoption`);
  await openTab(phone, adoption.instalments);
  await phone.says(adoption.paid, amount);
  if (shots) await phone.shot(`${shots}-instalments`);
  await openTab(phone, adoption.timeline);
  await phone.says(adoption.signed, adoption.paidFact(1, amount));
  if (shots) await phone.shot(`${shots}-timeline`);
  await openTab(phone, adoption.parcels);
  await phone.see('link', new RegExp(parcel.of(1))).click();
}

/**
 * The track arrives while the page stays open: a second tab that nobody touches shows each point as it comes, told by
 * the WebSocket, while the clock is moved in the first.
 */
export async function watchParcel(phone: Phone, shots?: string): Promise<void> {
  const { parcel } = phone.words;
  await phone.says(parcel.packing);
  if (shots) await phone.shot(`${shots}-packing`);
  const still = await phone.window.tab();
  const hints = hintsOf(still);
  await still.goto(phone.page.url());
  const eyes = new Hands(still);
  await eyes.says(parcel.packing);
  await leap(phone, 'day', shots && `${shots}-clock`);
  await eyes.says(parcel.carrier, parcel.picked);
  for (let days = 0; days < 6 && !(await eyes.text(parcel.delivered).isVisible()); days += 1) await leap(phone, 'day');
  await eyes.says(parcel.delivered);
  await phone.says(parcel.delivered);
  assert.ok(hints() > 0, 'the page was told by the WebSocket');
  await still.close();
  if (shots) await phone.shot(`${shots}-delivered`);
}

function hintsOf(page: Page): () => number {
  let hints = 0;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (/shipment/i.test(String(payload))) hints += 1;
    }),
  );
  return () => hints;
}
