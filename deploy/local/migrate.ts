import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SERVICES } from './ports.ts';
import { ROOT } from './script-process.ts';

// Makes every service's missing indexes in the store that the environment names; each service reads its usual variables.
for (const service of SERVICES) {
  const child = spawn(process.execPath, [join(ROOT, `services/${service}/src/main.ts`), 'migrate'], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exit(code ?? 1);
}
