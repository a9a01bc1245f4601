import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixedPorts, freePorts } from './ports.ts';
import type { ProcessSpec, World } from './processes.ts';
import { type Platform, type PlatformStart, startPlatform } from './supervisor.ts';

/** A server that tells its own pid and the time zone it was given; told so, it dies at once, or never listens to SIGTERM. */
const SERVER = `
  import { createServer } from 'node:http';
  console.log('hello from', process.env.NAME);
  if (process.env.DIES) { console.error('no licence'); process.exit(3); }
  process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
  createServer((_, response) => response.end(JSON.stringify({ pid: process.pid, tz: process.env.TZ, extra: process.env.EXTRA })))
    .listen(Number(process.env.PORT), '127.0.0.1');`;

describe('the supervisor of the local platform', () => {
  let folder = '';
  let script = '';
  let said: string[] = [];
  let platform: Platform | undefined;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'petpact-supervisor-'));
    script = join(folder, 'server.ts');
    await writeFile(script, SERVER);
  });
  afterEach(async () => {
    await platform?.stop();
    platform = undefined;
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const fakes =
    (env: Record<string, string> = {}, path = script) =>
    ({ ports }: World): ProcessSpec[] =>
      (['clock', 'billing'] as const).map((name) => {
        const port = name === 'clock' ? ports.CLOCK_PORT : ports.BILLING_ADMIN_PORT;
        return {
          name,
          script: path,
          env: { NAME: name, PORT: `${port}`, ...(name === 'billing' ? env : {}) },
          readyUrl: `http://127.0.0.1:${port}/health/ready`,
          stage: name === 'clock' ? 'sandbox' : 'service',
        };
      });

  async function start(options: Partial<PlatformStart> = {}): Promise<Platform> {
    said = [];
    platform = await startPlatform({
      dataDir: join(folder, 'data'),
      ports: 'free',
      only: ['clock', 'billing'],
      processes: fakes(),
      say: (line) => said.push(line),
      ...options,
    });
    return platform;
  }

  const ask = async (url: string): Promise<{ pid: number; tz: string; extra?: string }> => (await fetch(url)).json() as never;

  it("starts what is asked for, in the shop's time zone, and keeps its log", async () => {
    const { urls } = await start({ env: { EXTRA: 'short timings' } });
    const answer = await ask(urls.admin.billing);
    assert.deepEqual(answer, { pid: platform?.pid('billing'), tz: 'Asia/Shanghai', extra: 'short timings' });
    assert.match(await readFile(platform?.logFile('billing') ?? '', 'utf8'), /hello from billing/);
  });

  it('starts a process again that was killed, and says so', async () => {
    const { urls } = await start();
    const before = (await ask(urls.admin.billing)).pid;
    await platform?.kill('billing');
    await platform?.ready('billing');
    assert.notEqual((await ask(urls.admin.billing)).pid, before);
    assert.match(said.join(), /billing ended unasked \(SIGKILL\); starting it again/);
  });

  it('pauses longer each time a process keeps dying', async () => {
    await start();
    for (let n = 0; n < 3; n += 1) {
      await platform?.kill('billing');
      await platform?.ready('billing');
    }
    const pauses = said.map((line) => Number(/in ([\d.]+) s/.exec(line)?.[1]));
    assert.deepEqual(pauses, [0.1, 0.3, 0.9]);
  });

  it('drains a process that it restarts, and one it holds stays down until asked for', async () => {
    const { urls } = await start();
    await platform?.restart('billing');
    assert.match(await readFile(platform?.logFile('billing') ?? '', 'utf8'), /drained/);
    await platform?.hold('billing');
    await assert.rejects(ask(urls.admin.billing));
    await platform?.restart('billing');
    await ask(urls.admin.billing);
    assert.deepEqual(said, []);
  });

  it('says which process does not start, why, and where its log is', async () => {
    await assert.rejects(start({ processes: fakes({ DIES: 'yes' }) }), /billing does not start: exit code 3\.\nIts log: .*billing\.log/);
    await assert.rejects(
      start({ processes: fakes({}, 'services/nowhere/src/main.ts') }),
      /cannot start: services\/nowhere\/src\/main\.ts is missing/,
    );
  });

  it('keeps private keys for their owner only', async () => {
    const { keysDir, dataDir } = await start();
    for (const file of [join(keysDir, 'billing.key.pem'), join(keysDir, 'gateway.key.pem'), join(dataDir, 'master.key')]) {
      assert.equal((await stat(file)).mode & 0o777, 0o600);
    }
  });

  it('refuses a second platform on the same data', async () => {
    await start();
    await assert.rejects(start(), /already runs on the data in .*; stop it there first/);
  });

  it('says which documented port is taken, and moves only those that nobody else knows', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as AddressInfo;
    const lines: string[] = [];
    const others = Object.fromEntries(Object.entries(await freePorts()).map(([name, free]) => [name, String(free)]));
    try {
      const ports = await fixedPorts({ ...others, POINTS_GRPC_PORT: String(port) }, (line) => lines.push(line));
      assert.notEqual(ports.POINTS_GRPC_PORT, port);
      assert.match(lines.join(), new RegExp(`^Port ${port} is in use; POINTS_GRPC_PORT is \\d+ this time$`));
      await assert.rejects(
        fixedPorts({ ...others, GATEWAY_PORT: String(port) }, () => {}),
        {
          message: `Port ${port} is in use; stop the program that listens there or set another port (GATEWAY_PORT).`,
        },
      );
    } finally {
      busy.close();
    }
  });

  /** A supervisor in a process of its own, so that it can be killed. */
  async function startElsewhere(dataDir: string): Promise<{ kill(): Promise<void>; pids: number[] }> {
    const code = `
      import { startPlatform } from '${join(import.meta.dirname, 'supervisor.ts')}';
      const platform = await startPlatform({ dataDir: '${dataDir}', ports: 'free', only: ['clock'],
        processes: ({ ports }) => [{ name: 'clock', script: '${script}', env: { NAME: 'clock', PORT: String(ports.CLOCK_PORT) },
          readyUrl: 'http://127.0.0.1:' + ports.CLOCK_PORT, stage: 'sandbox' }] });
      console.log(platform.pid('clock'));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(child.stdout, 'data')).map(Number) as [number];
    return {
      pids: [pid],
      kill: async () => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }

  it('leaves no process behind when it is killed itself', async () => {
    const other = await startElsewhere(join(folder, 'killed'));
    await other.kill();
    for (let waited = 0; other.pids.some(isAlive) && waited < 5000; waited += 50) await sleep(50);
    assert.deepEqual(other.pids.filter(isAlive), []);
  });

  it('stops at the next start what an earlier one left behind all the same, but nothing that only has its number', async () => {
    const dataDir = join(folder, 'orphans');
    const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
    try {
      await start({ dataDir });
      await platform?.stop();
      const bornAt = (await readFile(`/proc/${orphan.pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ')[19];
      await writeFile(
        join(dataDir, 'pids.json'),
        JSON.stringify([
          { name: 'billing', pid: orphan.pid, bornAt },
          { name: 'points', pid: stranger.pid, bornAt: '1' },
        ]),
      );
      await start({ dataDir });
      assert.match(said.join(), new RegExp(`left billing \\(${orphan.pid}\\) behind; stopping them`));
      assert.equal(isAlive(stranger.pid ?? 0), true);
      for (let waited = 0; orphan.exitCode === null && orphan.signalCode === null && waited < 5000; waited += 50) await sleep(50);
      assert.equal(orphan.signalCode, 'SIGTERM');
    } finally {
      orphan.kill('SIGKILL');
      stranger.kill('SIGKILL');
    }
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
