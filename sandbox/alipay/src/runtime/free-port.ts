import { once } from 'node:events';
import { createServer } from 'node:net';

/** Fails with one sentence that says what to do when somebody else listens there. */
export async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use, perhaps by another Alipay simulator: stop that one, or set PORT and DATA_DIR.`
        : `Cannot listen on ${host}:${port} (${code}).`,
    );
  }
  probe.close();
  await once(probe, 'close');
}
