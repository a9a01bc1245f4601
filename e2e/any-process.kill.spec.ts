import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Platform, startPlatform } from '../deploy/local/supervisor.ts';
import { booksOf, shopBooksOf, wrongWith, wrongWithLedger, wrongWithPoints } from './kill/books.ts';
import { clearFaults, setFault } from './kill/faults.ts';
import { momentOf } from './kill/moments.ts';
import { moveTo } from './kill/moving-time.ts';
import { type Plot, plotOf, seedsOf, told } from './kill/plot.ts';
import { type Clients, clientsOf, openSmallWorld, type Running } from './kill/small-world.ts';

/** Short enough that an outcome is settled, and a dead process's work taken over, within one seed. */
const SETTINGS = {
  SETTLE_TIME_MS: '5000',
  LEASE_MS: '5000',
  KAFKA_SESSION_MS: '6000',
  POLL_MS: '250',
  ALIPAY_TIMEOUT_MS: '2000',
  LOG_INS_PER_MINUTE: '1000',
  REQUESTS_PER_MINUTE: '10000',
};
const SEEDS = seedsOf(process.env.KILL_SEEDS);

/**
 * Real processes, `kill -9` inside a step, faults of Alipay and of the warehouse on top. The judge is what the two
 * simulators wrote into their own books, which the platform never touches. One seed alone: `KILL_SEEDS=7 node --test …`.
 */
describe('whatever is killed, and wherever', () => {
  let platform: Platform;
  let clients: Clients;
  let running: Running[];
  let folder = '';
  let judged = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petpact-kill-'));
    platform = await startPlatform({ dataDir: folder, ports: 'free', env: SETTINGS });
    clients = clientsOf(platform);
    running = await openSmallWorld(platform, clients);
    await moveTo(platform, await dayAfter(1));
    judged = 1;
    assert.deepEqual(await wrong(1), []);
  });
  after(async () => {
    clients?.close();
    await platform?.stop();
    if (process.env.KILL_KEEP !== '1') await rm(folder, { recursive: true, force: true });
  });

  for (const seed of SEEDS) {
    const plot = plotOf(seed);
    it(`charges, ships and grants each period once: ${told(plot)}`, async (test) => {
      const period = judged + 1;
      const until = await dayAfter(period);
      for (const fault of plot.faults) await setFault(platform, fault);
      const beginMs = Date.now();
      const isInside = await moveWhileKilling(plot, until);
      await clearFaults(platform);
      await moveTo(platform, until);
      judged = period;
      if (!isInside) test.diagnostic('the moment did not come: killed after the step');
      test.diagnostic(`${Date.now() - beginMs} ms`);
      assert.deepEqual(await wrong(period), [], told(plot));
    });
  }

  it('gives nothing up on the way', () => {
    const givenUp = platform.names.flatMap((name) =>
      linesOf(name).filter((line) => /"msg":"(event given up|due work does not move)|"level":"fatal".*rejection/.test(line)),
    );
    assert.deepEqual(givenUp, []);
  });

  /** The day after the plan day of a period: by then it is charged, shipped and delivered, and the next one is not begun. */
  async function dayAfter(period: number): Promise<string> {
    const plans = await Promise.all(running.map(({ contractId, shop }) => clients.billing.getPlan({ contractId }, shop.caller)));
    const days = plans.map(({ plan }) => plan?.instalments[period - 1]?.planDate ?? '');
    const latest = days.toSorted().at(-1);
    return new Date(Date.parse(`${latest}T12:00:00+08:00`) + 4 * 86_400_000).toISOString();
  }

  async function moveWhileKilling({ victims, moment, laterMs, pauseMs }: Plot, until: string): Promise<boolean> {
    const over = new AbortController();
    const watching = momentOf(platform, moment, over.signal);
    const moving = moveTo(platform, until).finally(() => over.abort());
    const strike = async () => {
      const isInside = await watching;
      await sleep(laterMs);
      await Promise.all(victims.map((victim) => platform.kill(victim)));
      await Promise.all(victims.map((victim) => platform.hold(victim)));
      await sleep(pauseMs);
      await Promise.all(victims.map((victim) => platform.restart(victim)));
      return isInside;
    };
    const [isInside] = await Promise.all([strike(), moving]);
    return isInside;
  }

  async function wrong(period: number): Promise<string[]> {
    const contracts = await Promise.all(running.map((one) => booksOf(platform, clients, one)));
    const shops = [...new Map(running.map(({ shop }) => [shop.slug, shop])).values()];
    const ledgers = await Promise.all(shops.map((shop) => shopBooksOf(platform, clients, shop)));
    const points = await Promise.all(running.map(({ adopter }) => wrongWithPoints(adopter)));
    return [
      ...contracts.flatMap((books) => wrongWith(books, { due: period, since: period })),
      ...ledgers.flatMap(wrongWithLedger),
      ...points.flat(),
    ];
  }

  const linesOf = (name: string): string[] => readFileSync(platform.logFile(name), 'utf8').split('\n');
});
