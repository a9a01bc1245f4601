import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from '@petpact/embedded-mongo/build-lock';
import { ROOT } from './script-process.ts';

const dataDir = resolve(ROOT, process.env.PETPACT_DATA ?? join(ROOT, '.data'));
const lock = await takeLock(dataDir);
if (!lock) {
  console.error(`PetPact runs on the data in ${dataDir}; stop it first (Ctrl-C), then reset.`);
  process.exit(1);
}
await rm(dataDir, { recursive: true, force: true });
console.log(`${dataDir} is gone; the next start begins anew.`);
