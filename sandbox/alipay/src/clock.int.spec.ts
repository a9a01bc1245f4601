import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { NotifyReceiver } from '../test/notify-receiver.ts';
import { deduction, openShop } from '../test/shop.ts';
import { startSimulator, temporaryFolder } from '../test/start-simulator.ts';

const CLOCK_MAIN = join(import.meta.dirname, '../../clock/src/main.ts');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It did not happen.');
}

describe('the simulator under a test clock', () => {
  it('joins a clock that comes up later, makes every resend of 25 hours in one advance, and keeps its time over a restart', async () => {
    const folder = await temporaryFolder();
    const receiver = new NotifyReceiver();
    const notifyUrl = await receiver.start();
    const port = await freePort();
    const CLOCK_URL = `http://127.0.0.1:${port}`;
    const simulator = await startSimulator(folder.path, { CLOCK_URL });
    const clock: ChildProcess = spawn(process.execPath, [CLOCK_MAIN], {
      env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', CLOCK_FILE: join(folder.path, 'test-clock.json') },
      stdio: 'ignore',
    });
    try {
      const { participants } = await until(async () => {
        const answer = (await (await fetch(`${CLOCK_URL}/clock/participants`)).json()) as { participants: { name: string }[] };
        return answer.participants.length > 0 ? answer : undefined;
      });
      assert.deepEqual(
        participants.map(({ name }) => name),
        ['alipay-simulator'],
      );

      receiver.answer = 'no';
      const shop = await openShop(simulator, 'sunny');
      const agreementNo = await shop.agreement('CLOCK1');
      await shop.call('alipay.trade.pay', deduction(agreementNo, 'C1'), notifyUrl);
      const response = await fetch(`${CLOCK_URL}/clock/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ seconds: 26 * 3600 }),
      });
      assert.equal(response.status, 200);
      assert.equal(receiver.received.length, 8);
      const gaps = (await simulator.json<{ notifies: { tries: { at: string }[] }[] }>('/sandbox/notifies')).notifies[0]!.tries.map(
        ({ at }) => Date.parse(at),
      );
      const minutes = gaps.slice(1).map((at, index) => Math.round((at - gaps[index]!) / 60_000));
      assert.deepEqual(minutes, [4, 10, 10, 60, 120, 360, 900]);

      clock.kill('SIGKILL');
      await simulator.stop('SIGKILL');
      const again = await startSimulator(folder.path, { CLOCK_URL });
      const switches = await again.json<{ nextDue: string | null }>('/sandbox/work');
      assert.equal(switches.nextDue, null);
      const page = await (await fetch(`${again.url}/sandbox`)).text();
      const shown = /业务时间 (\d{4}-\d{2}-\d{2})/.exec(page)![1];
      assert.equal(shown, new Date(Date.now() + 34 * 3_600_000).toISOString().slice(0, 10));
      await again.stop();
    } finally {
      clock.kill('SIGKILL');
      await simulator.stop('SIGKILL');
      await receiver.stop();
      await folder.remove();
    }
  });
});
