import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemTimer } from './clock.ts';
import { backOffMs, Wakeup } from './wakeup.ts';

const FOR_EVER = 2_000_000_000;

describe('a loop that sleeps', () => {
  it('wakes when it is called, also when the call came before it slept', async () => {
    const wakeup = new Wakeup();
    const stop = new AbortController().signal;
    wakeup.wake();
    await wakeup.wait(FOR_EVER, systemTimer, stop);
    setImmediate(() => wakeup.wake());
    await wakeup.wait(FOR_EVER, systemTimer, stop);
  });

  it('wakes when it is to stop', async () => {
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await new Wakeup().wait(FOR_EVER, systemTimer, stop.signal);
    await new Wakeup().wait(FOR_EVER, systemTimer, stop.signal);
  });

  it('sleeps its time when nobody calls', async () => {
    await new Wakeup().wait(1, systemTimer, new AbortController().signal);
  });
});

describe('the wait after a failure', () => {
  it('grows, is never the same for all, and has an end', () => {
    for (const [failures, fullMs] of [
      [0, 100],
      [1, 200],
      [2, 400],
      [10, 5_000],
      [1_000, 5_000],
    ] as const) {
      const waitMs = backOffMs(failures, { firstMs: 100, longestMs: 5_000 });
      assert.ok(waitMs >= fullMs / 2 && waitMs <= fullMs, `${failures}: ${waitMs}`);
    }
  });
});
