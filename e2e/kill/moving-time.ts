import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '../../deploy/local/supervisor.ts';

/** While something is dead, the clock or a participant does not answer; that long it is asked again. Real time. */
const PATIENCE_MS = 120_000;
const AGAIN_AFTER_MS = 200;

/** Moves business time to an instant and returns when everybody is idle there, however often the clock has to be asked. */
export async function moveTo({ urls }: Platform, until: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let last = ''; ; ) {
    const answer = await ask(urls.clock, until);
    if (answer === 'arrived') return;
    last = answer;
    if (Date.now() > deadline) throw new Error(`time does not move on: ${last}`);
    await sleep(AGAIN_AFTER_MS);
  }
}

async function ask(clock: string, until: string): Promise<string> {
  try {
    // Business time goes on by itself: once the instant is past, only the waiting is asked for.
    const { now } = (await (await fetch(`${clock}/clock`)).json()) as { now: string };
    const wish = Date.parse(now) >= Date.parse(until) ? { seconds: 0 } : { until };
    const body = JSON.stringify(wish);
    const response = await fetch(`${clock}/clock/advance`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return response.ok ? 'arrived' : await response.text();
  } catch (error) {
    return String((error as Error).cause ?? error);
  }
}
