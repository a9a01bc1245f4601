import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which the system takes ports for outgoing connections: a server that restarts finds its port still free. */
const LOWEST = 12_000;
const HIGHEST = 31_999;

/** A port of the loopback address that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (!(await isPortTaken(port))) return port;
  }
}

/** Whether something already listens on this port. */
export async function isPortTaken(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return true;
  }
  server.close();
  await once(server, 'close');
  return false;
}
