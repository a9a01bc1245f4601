import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs a build while no other process on this machine runs one of the same name; the others wait for it.
 * The lock is an abstract socket (Linux): the kernel frees it the moment its owner ends, however it ends.
 */
export async function whileLocked<T>(name: string, build: () => Promise<T>): Promise<T> {
  let lock = await takeLock(name);
  while (!lock) {
    await sleep(100);
    lock = await takeLock(name);
  }
  try {
    return await build();
  } finally {
    lock.close();
  }
}

/** Takes the lock, to be closed by its owner, or answers nothing when somebody else on this machine holds it. */
export async function takeLock(name: string): Promise<Server | undefined> {
  const address = `\0petpact-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  const server = createServer();
  try {
    server.listen(address);
    await once(server, 'listening');
    return server.unref();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return undefined;
  }
}
