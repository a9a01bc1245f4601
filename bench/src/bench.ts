import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seed } from '@petpact/local/seed/seed';
import { startPlatform } from '@petpact/local/supervisor';
import { type BareCost, bareCostOf } from './bare.ts';
import { type Counts, countsOf, difference } from './counts.ts';
import { populate, postJson } from './population.ts';

// Loops a second: due instalments → charged → points granted → accepted by the warehouse; beside it, in the same run, the
// bare cost of the same counts of operations. Compare figures of one run only: machines differ and are shared.

const { values } = parseArgs({ options: { contracts: { type: 'string', default: '2000' } } });
const count = Number(values.contracts);
const dataDir = await mkdtemp(join(tmpdir(), 'petpact-bench-'));
const say = (line: string) => console.log(line);
const DAY_S = 86_400;

say(`starting a platform in ${dataDir}`);
const env = {
  IDLE_TIMEOUT_MS: '1800000',
  LOG_LEVEL: 'warn',
  REQUESTS_PER_MINUTE: '1000000',
  LOG_INS_PER_MINUTE: '1000000',
  POLL_MS: '1000',
};
const platform = await startPlatform({ dataDir, ports: 'free', env });
try {
  const { urls, keysDir } = platform;
  await seed({ ...urls, keysDir, addresses: urls.grpc, say: () => {} });
  const advance = (seconds: number) => postJson(`${urls.clock}/clock/advance`, { seconds });
  const startedMs = performance.now();
  await populate(urls, keysDir, count, (done) => say(`  ${done} plans`));
  await advance(0);
  say(`${count} plans are open and their first period is settled after ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);

  // Plan days are a month after signing; their tries begin five days before. Stop the day before that: notices are out.
  await advance(24 * DAY_S);
  const before = await countsOf(urls);
  const loopMs = await measured(urls, count, before.warehouseCalls, advance);
  const counts = difference(await countsOf(urls), before);
  const loops = counts.warehouseCalls;
  const seconds = loopMs / 1000;

  const bare = await bareCostOf(urls, counts);
  const bareSeconds = Object.values(bare).reduce((sum, one) => sum + one, 0);
  print(loops, seconds, counts, bare, bareSeconds);
} finally {
  await platform.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Lets the tries begin and stops the watch when the last parcel is accepted. */
async function measured(
  urls: { warehouse: string; points?: string },
  wanted: number,
  already: number,
  advance: (seconds: number) => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  let lastMs = startedMs;
  let seen = 0;
  const watch = setInterval(async () => {
    const response = await fetch(`${urls.warehouse}/sandbox/books/shipments?limit=1`).catch(() => undefined);
    const { count: total = already } = ((await response?.json()) ?? {}) as { count?: number };
    if (total - already > seen) {
      seen = total - already;
      lastMs = performance.now();
    }
  }, 300);
  await advance(3 * DAY_S);
  clearInterval(watch);
  const end = seen >= wanted ? lastMs : performance.now();
  return end - startedMs;
}

function print(loops: number, seconds: number, counts: Counts, bare: BareCost, bareSeconds: number): void {
  const each = (value: number) => (value / loops).toFixed(1).padStart(7);
  const rate = loops / seconds;
  console.log(`\nloops (charged → points → accepted by the warehouse): ${loops} in ${seconds.toFixed(1)} s = ${rate.toFixed(1)} loops/s`);
  console.log(
    'a loop:    ' +
      Object.entries(counts)
        .map(([name, value]) => `${name}${each(value)}`)
        .join('  '),
  );
  console.log(
    'bare cost: ' +
      Object.entries(bare)
        .map(([name, value]) => `${name} ${value.toFixed(1)} s`)
        .join(', '),
  );
  console.log(`bare ${(loops / bareSeconds).toFixed(1)} loops/s; ratio ${(bareSeconds / seconds).toFixed(2)} (aim 0.33)`);
}
