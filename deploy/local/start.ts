import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupProblem } from '@petpact/embedded-mongo/java-program';
import { Progress } from './progress.ts';
import { ROOT } from './script-process.ts';
import { seed } from './seed/seed.ts';
import { type Platform, startPlatform } from './supervisor.ts';
import { addressTable } from './table.ts';

const dataDir = process.env.PETPACT_DATA ?? join(ROOT, '.data');
const progress = new Progress();
/** The terminal, npm and its shell may each send the signal of one Ctrl-C. */
const ONE_KEY_STROKE_MS = 1_000;
const stopping = new AbortController();
let stoppingSince = 0;
let platform: Platform | undefined;

/** Once: stop everything in order. Ctrl-C again, later: at once; the processes end by themselves when their supervisor is gone. */
function stop(signal: NodeJS.Signals): void {
  if (stopping.signal.aborted) {
    if (signal === 'SIGINT' && Date.now() - stoppingSince > ONE_KEY_STROKE_MS) process.exit(130);
    return;
  }
  stoppingSince = Date.now();
  progress.say('Stopping everything (once more Ctrl-C: at once)');
  stopping.abort();
  void platform?.stop().then(() => {
    progress.end();
    console.log('Stopped.');
    process.exit(0);
  });
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

async function seedOnce({ urls, keysDir }: Platform): Promise<void> {
  const mark = join(dataDir, 'seeded');
  if (existsSync(mark)) return;
  const { gateway, alipay, warehouse, partner } = urls;
  progress.doing('filling two shops');
  await seed({
    keysDir,
    addresses: urls.grpc,
    gateway,
    alipay,
    warehouse,
    partner,
    say: (line) => progress.doing(`filling two shops: ${line}`),
  });
  await writeFile(mark, '');
}

try {
  platform = await startPlatform({
    dataDir,
    ports: 'fixed',
    signal: stopping.signal,
    say: (line) => progress.say(line),
    onProgress: (awaited) => progress.doing(awaited.length === 0 ? 'going on' : `waiting for ${awaited.join(', ')}`),
  });
  await seedOnce(platform);
  progress.end();
  console.log(addressTable(platform));
} catch (error) {
  progress.end();
  if (!stopping.signal.aborted) console.error(error instanceof SetupProblem ? error.message : error);
  await platform?.stop();
  process.exit(stopping.signal.aborted ? 130 : 1);
}
