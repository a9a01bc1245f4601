import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Urls } from '@petpact/local/processes';
import { seed } from '@petpact/local/seed/seed';
import { startPlatform } from '@petpact/local/supervisor';
import { OtlpCollector } from './otlp-collector.ts';

/** The platform that a run of these tests shares, with two seeded shops and a collector that gets every trace. */
export interface E2e {
  urls: Urls;
  collector: OtlpCollector;
  /** Stops a process in order and starts it again. */
  restart(name: string): Promise<void>;
}

interface Started extends E2e {
  stop(): Promise<void>;
}

let shared: Promise<Started> | undefined;

/** Started by whoever asks first; with `--test-isolation=none` once for all files. Stopped after the last test. */
export const platform = (): Promise<E2e> => {
  shared ??= process.env.E2E_PLATFORM ? attach(process.env.E2E_PLATFORM) : start();
  return shared;
};

after(async () => (await shared)?.stop());

async function start(): Promise<Started> {
  const startedMs = performance.now();
  const dataDir = await mkdtemp(join(tmpdir(), 'petpact-e2e-'));
  const collector = await OtlpCollector.listen(0);
  const env = {
    OTLP_ENDPOINT: collector.url,
    LOG_LEVEL: 'warn',
    // One address plays a whole town here; the limits themselves are tested at the gateway.
    REQUESTS_PER_MINUTE: '1000000',
    LOG_INS_PER_MINUTE: '100000',
  };
  const running = await startPlatform({ dataDir, ports: 'free', env });
  const { urls, keysDir } = running;
  await seed({ ...urls, keysDir, addresses: urls.grpc, say: () => {} });
  console.log(`the platform is up and seeded after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  const stop = async () => {
    await running.stop();
    await collector.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { urls, collector, restart: (name) => running.restart(name), stop };
}

/**
 * Tests against a platform that runs already, while one is being written: a JSON file says where it is, on which port it
 * expects the collector, and at which address it restarts a process.
 */
async function attach(file: string): Promise<Started> {
  const { urls, otlpPort, control } = JSON.parse(readFileSync(file, 'utf8')) as { urls: Urls; otlpPort: number; control: string };
  const collector = await OtlpCollector.listen(otlpPort);
  const restart = async (name: string): Promise<void> => {
    const response = await fetch(`${control}/restart/${name}`);
    if (!response.ok) throw new Error(await response.text());
  };
  return { urls, collector, restart, stop: () => collector.stop() };
}
