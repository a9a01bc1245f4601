import { httpDoor } from './participants.ts';
import { clockServer } from './server.ts';
import { StateFile } from './state-file.ts';
import { TestClock } from './test-clock.ts';

const settings = {
  host: process.env.HOST ?? '127.0.0.1',
  port: Number(process.env.PORT ?? 8092),
  file: process.env.CLOCK_FILE ?? '.data/clock/clock.json',
  idleTimeoutMs: Number(process.env.IDLE_TIMEOUT_MS ?? 30_000),
  askTimeoutMs: Number(process.env.ASK_TIMEOUT_MS ?? 2_000),
};

const clock = new TestClock({
  file: new StateFile(settings.file),
  door: httpDoor(settings.askTimeoutMs),
  idleTimeoutMs: settings.idleTimeoutMs,
});
const server = clockServer(clock);
const address = await server.listen({ host: settings.host, port: settings.port });
console.log(`test clock on ${address}, business time ${new Date(clock.nowMs).toISOString()}`);
// Those that were here before the restart still live at the offset that was written; telling them again does no harm.
void clock.tellAll();

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
