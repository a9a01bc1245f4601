import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AlipaySdk } from 'alipay-sdk';

const MAIN = join(import.meta.dirname, '../src/main.ts');

/** A simulator in a process of its own, as a user starts it, with a data folder that outlives it. */
export class RunningSimulator {
  readonly url: string;
  readonly process: ChildProcess;

  constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.process = process;
  }

  async json<T = Record<string, unknown>>(path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (response.status === 204 ? {} : await response.json()) as T;
  }

  /** Alipay's own SDK, pointed here with nothing but what `/sandbox/app` says. */
  async sdk(): Promise<AlipaySdk> {
    // The SDK prints timestamps in the process's own zone (ALIPAY §1.1).
    process.env.TZ = 'Asia/Shanghai';
    const app = await this.json<{ appId: string; gatewayUrl: string; endpoint: string; appPrivateKey: string; alipayPublicKey: string }>(
      '/sandbox/app',
    );
    const { appId, appPrivateKey: privateKey, alipayPublicKey, gatewayUrl: gateway, endpoint } = app;
    return new AlipaySdk({ appId, privateKey, keyType: 'PKCS8', alipayPublicKey, gateway, endpoint });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill(signal);
    await gone;
  }
}

export async function startSimulator(dataDir: string, env: Record<string, string> = {}): Promise<RunningSimulator> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, CLOCK_URL: '', PUBLIC_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout!)) {
    const url = /(http:\/\/\S+)\/sandbox/.exec(line)?.[1];
    if (url) return new RunningSimulator(url, child);
  }
  throw new Error('The simulator ended before it listened.');
}

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'alipay-simulator-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
