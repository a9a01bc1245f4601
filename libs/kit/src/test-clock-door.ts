import type { OffsetClock, Timer } from './clock.ts';
import type { Log } from './log.ts';

interface TestClockDoorOptions {
  url: string;
  clock: OffsetClock;
  timer: Timer;
  log: Log;
}

/** This process's side of the test clock: learns the offset before any work, then takes part. */
export class TestClockDoor {
  readonly #options: TestClockDoorOptions;
  readonly #stop = new AbortController();

  constructor(options: TestClockDoorOptions) {
    this.#options = options;
  }

  /** Waits for the clock as long as it takes: work done at a wrong business time could not be undone. */
  async learnOffset(): Promise<void> {
    const { clock } = this.#options;
    await this.#untilAnswered('GET', '/clock', undefined, (answer) => {
      const { offsetMs } = answer as { offsetMs?: unknown };
      if (typeof offsetMs !== 'number') throw new Error('the test clock answered without an offset');
      clock.setOffsetMs(offsetMs);
    });
  }

  /** From now on the clock pushes its offset to `url` and asks there for work. Retried in the background. */
  takePart(participant: { name: string; url: string }): void {
    void this.#untilAnswered('POST', '/clock/participants', participant, () => undefined).catch(() => undefined);
  }

  stop(): void {
    this.#stop.abort();
  }

  async #untilAnswered(method: string, path: string, body: object | undefined, take: (answer: unknown) => void): Promise<void> {
    const { url, timer, log } = this.#options;
    for (let failures = 0; ; failures++) {
      try {
        const headers = body ? { 'content-type': 'application/json' } : {};
        const signal = AbortSignal.any([this.#stop.signal, AbortSignal.timeout(5_000)]);
        const response = await fetch(`${url}${path}`, { method, headers, body: body && JSON.stringify(body), signal });
        if (!response.ok) throw new Error(`the test clock answered ${response.status}`);
        return take(await response.json());
      } catch (error) {
        if (failures % 20 === 0) log.warn({ err: error, endpoint: url }, 'the test clock does not answer, trying again');
        await timer.sleep(250, this.#stop.signal);
      }
    }
  }
}

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
const REAL_ALIPAY = /(^|\.)(alipay|alipaydev|alipay-eco|antgroup)\.[a-z.]+$/;

/**
 * Says why a test clock must not run here, if so: where real money can move, business time is real time. Undefined = it may.
 */
export function whyNoTestClock(endpoint: string | undefined, isSimulator: boolean): string | undefined {
  if (!endpoint) return undefined;
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : endpoint;
  if (REAL_ALIPAY.test(host)) return `ALIPAY_ENDPOINT is Alipay itself (${host}): it takes no TEST_CLOCK_URL`;
  if (LOOPBACK.test(host) || isSimulator) return undefined;
  return `ALIPAY_ENDPOINT ${host} is not known to be a simulator (ALIPAY_IS_SIMULATOR=1): it takes no TEST_CLOCK_URL`;
}
