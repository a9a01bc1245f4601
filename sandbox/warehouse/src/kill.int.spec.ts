import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FakePlatform, live, send } from '../test/fake-platform.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
let platform: FakePlatform;
let child: ChildProcess;
let url: string;

async function start(): Promise<void> {
  child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', JOURNAL_FILE: join(folder, 'journal.jsonl'), TEST_CLOCK_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  url = /http:\S+/.exec(line.toString())![0];
}
async function kill(): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'petpact-warehouse-kill-'));
  platform = new FakePlatform();
  await platform.start();
});
after(async () => {
  await kill();
  await platform.stop();
  rmSync(folder, { recursive: true });
});

describe('a simulator that is killed while it works', () => {
  it('forgets nothing it answered, and every shipment number gets one order, one parcel and all its news', async () => {
    await start();
    await platform.register(url, { confirmsByPush: true });
    const answered = new Map<string, string>();
    const asked = new Set<string>();
    let next = 0;
    const orderSome = async (until: { stopped: boolean }) => {
      while (!until.stopped) {
        next += 1;
        const shipmentNo = `K${next}_1`;
        asked.add(shipmentNo);
        const answer = await platform.order(url, shipmentNo).catch(() => undefined);
        if (answer?.status === 200) answered.set(shipmentNo, answer.body.warehouseOrderNo);
      }
    };
    for (let round = 0; round < 4; round += 1) {
      const until = { stopped: false };
      const load = Promise.all(Array.from({ length: 8 }, () => orderSome(until)));
      await sleep(150 + round * 70);
      await kill();
      until.stopped = true;
      await load;
      await start();
    }
    assert.ok(answered.size > 50, `only ${answered.size} orders were answered`);
    for (const [shipmentNo, orderNo] of answered) assert.equal((await platform.ask(url, shipmentNo)).body.warehouseOrderNo, orderNo);
    for (const shipmentNo of asked) assert.equal((await platform.order(url, shipmentNo)).status, 200);

    await live(url, 6, { offsetMs: 0 });

    const { shipments } = (await send(url, 'GET', '/sandbox/books/shipments')).body;
    assert.equal(shipments.length, asked.size);
    for (const { shipmentNo, orderCount, parcelCount } of shipments)
      assert.deepEqual([shipmentNo, orderCount, parcelCount], [shipmentNo, 1, 1]);
    const told = new Map(platform.pushed.map(({ shipmentNo, kind, body }) => [`${shipmentNo} ${kind}`, body]));
    for (const shipmentNo of asked) {
      assert.ok(told.has(`${shipmentNo} accepted`) && told.has(`${shipmentNo} shipped`));
      assert.equal(told.get(`${shipmentNo} tracks`)!.track!.at(-1)!.status, 'signed');
    }
  });
});
