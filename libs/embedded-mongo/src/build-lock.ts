import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs a build while no other process on this machine runs one of the same name; the others wait for it.
 * The lock is an abstract socket (Linux): the kernel frees it the moment its owner ends, however it ends.
 */
export async function whileLocked<T>(name: string, build: () => Promise<T>): Promise<T> {
  const address = `\0petpact-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  let lock = await tryLock(address);
  while (!lock) {
    await sleep(100);
    lock = await tryLock(address);
  }
  try {
    return await build();
  } finally {
    lock.close();
  }
}

async function tryLock(address: string): Promise<Server | undefined> {
  const server = createServer();
  try {
    server.listen(address);
    await once(server, 'listening');
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return undefined;
  }
}
