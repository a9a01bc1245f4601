import { Socket } from 'node:net';

/**
 * Loaded into every process of the local platform before its own script (`--import`): when the supervisor is gone, even by
 * `kill -9`, its end of this pipe closes, and the process drains and ends as if it had been asked to.
 */
const LONGEST_DRAIN_MS = 20_000;
const PIPE = 3;

const pipe = new Socket({ fd: PIPE, readable: true, writable: false });
pipe.on('error', () => {});
pipe.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), LONGEST_DRAIN_MS).unref();
});
pipe.resume();
pipe.unref();
