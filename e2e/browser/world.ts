import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '../../deploy/local/seed/seed.ts';
import { startPlatform } from '../../deploy/local/supervisor.ts';
import { addDays, civilDateOf, instantAt } from '../../libs/kit/src/civil-date.ts';
import { moveTo } from '../kill/moving-time.ts';

/** A whole platform of its own, with its two shops, on free ports and in a folder that goes with it. */
export interface BrowserWorld {
  gateway: string;
  alipay: string;
  close(): Promise<void>;
}

export async function openWorld(say: (line: string) => void = () => {}): Promise<BrowserWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'petpact-browser-'));
  const platform = await startPlatform({ dataDir, ports: 'free', say });
  const close = async () => {
    await platform.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const { gateway, alipay, warehouse, partner, grpc } = platform.urls;
  try {
    await seed({ keysDir: platform.keysDir, addresses: grpc, gateway, alipay, warehouse, partner, say });
    // The day begins at the same hour whenever the tests run: shortly before midnight the first day brings less.
    await moveTo(platform, instantAt(addDays(civilDateOf(new Date()), 1), '10:00').toISOString());
  } catch (error) {
    await close();
    throw error;
  }
  return { gateway, alipay, close };
}
