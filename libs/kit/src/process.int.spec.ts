import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from '@petpact/embedded-mongo/launch';
import { freePort } from '@petpact/local/free-port';
import { type EmbeddedKafka, startKafka } from '@petpact/local/kafka';
import type { Caller } from './caller.ts';
import { CallerSigner, newCallerKeys } from './caller-token.ts';
import { grpcClient } from './grpc-client.ts';
import { EchoService } from './testing/echo-service.ts';

const caller: Caller = { merchantId: 'm1', actor: { kind: 'adopter', id: 'a1' }, requestId: 'r1' };
const gateway = newCallerKeys();
const PROGRAM = join(import.meta.dirname, 'testing/echo-process.ts');

let folder: string;
let mongo: EmbeddedMongo;
let kafka: EmbeddedKafka;
let clock: Server;
let env: Record<string, string>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'petpact-process-'));
  [mongo, kafka] = await Promise.all([
    startEmbeddedMongo({ dataDir: join(folder, 'mongo') }),
    startKafka({ dataDir: join(folder, 'kafka') }),
  ]);
  const own = newCallerKeys();
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'keys/echo.key.pem'), own.privateKeyPem);
  await writeFile(join(folder, 'keys/echo.pub.pem'), own.publicKeyPem);
  await writeFile(join(folder, 'keys/gateway.pub.pem'), gateway.publicKeyPem);
  clock = createServer((_request, response) => response.end('{"offsetMs": 0}')).listen(0, '127.0.0.1');
  await once(clock, 'listening');
  env = {
    MONGODB_URI: mongo.uri,
    KAFKA_BROKERS: kafka.brokers,
    KAFKA_PARTITIONS: '3',
    KAFKA_SESSION_MS: '3000',
    GRPC_PORT: String(await freePort()),
    ADMIN_PORT: String(await freePort()),
    KEYS_DIR: join(folder, 'keys'),
    TEST_CLOCK_URL: `http://127.0.0.1:${(clock.address() as AddressInfo).port}`,
    AUTO_MIGRATE: '1',
    LEASE_MS: '1000',
    POLL_MS: '200',
    LOG_LEVEL: 'warn',
  };
});
after(async () => {
  clock.close();
  await Promise.all([mongo.stop(), kafka.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const run = (more: Record<string, string> = {}) =>
  spawn(process.execPath, [PROGRAM], { env: { PATH: process.env.PATH, ...env, ...more }, stdio: 'ignore' });

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

async function admin(path: string, body?: object): Promise<{ status: number; [field: string]: unknown }> {
  const options = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const response = await fetch(`http://127.0.0.1:${env.ADMIN_PORT}${path}`, options).catch(() => undefined);
  return response ? { status: response.status, ...((await response.json()) as object) } : { status: 0 };
}

async function ready(child: ChildProcess): Promise<void> {
  while ((await admin('/health/ready')).status !== 200) {
    assert.equal(child.exitCode, null, 'the service ended while it was starting');
    await delay(50);
  }
}

const client = () =>
  grpcClient(EchoService, {
    address: `127.0.0.1:${env.GRPC_PORT}`,
    signer: CallerSigner.fromPem('gateway', gateway.privateKeyPem),
    deadlineMs: 5_000,
  });

describe('a service as a process', () => {
  it('loses nothing it has acknowledged when it is killed, and works it off when business time comes', async () => {
    const first = run();
    await ready(first);
    const calling = client();
    await Promise.all(Array.from({ length: 20 }, (_, index) => calling.say({ text: `s${index}` }, caller)));
    first.kill('SIGKILL');
    await ended(first);

    const second = run();
    await ready(second);
    while ((await calling.getSaid({ text: '' }, caller)).text !== '20 said, 20 heard, 0 done') await delay(50);
    while ((await admin('/sandbox/work')).idle !== true) await delay(50);
    await admin('/sandbox/clock', { offsetMs: 2 * 86_400_000 });
    while ((await calling.getSaid({ text: '' }, caller)).text !== '20 said, 20 heard, 20 done') await delay(50);
    while ((await admin('/sandbox/work')).idle !== true) await delay(50);
    assert.equal((await admin('/sandbox/work')).nextDue, null);
    calling.close();

    second.kill('SIGTERM');
    assert.equal(await ended(second), 0);
  });

  it('does not start under a test clock where real money can move', async () => {
    assert.equal(await ended(run({ ALIPAY_ENDPOINT: 'https://openapi.alipay.com', ALIPAY_IS_SIMULATOR: '1' })), 1);
  });

  it('does not start without the indexes it has declared', async () => {
    const other = await startEmbeddedMongo({ dataDir: join(folder, 'empty') });
    assert.equal(await ended(run({ MONGODB_URI: other.uri, AUTO_MIGRATE: '0' })), 1);
    await other.stop();
  });

  it('does not start with a configuration that has faults', async () => {
    assert.equal(await ended(run({ GRPC_PORT: 'many' })), 1);
  });
});
