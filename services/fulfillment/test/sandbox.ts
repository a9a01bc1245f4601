import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = (name: string) => fileURLToPath(new URL(`../../../sandbox/${name}/src/main.ts`, import.meta.url));

/** The test clock and the warehouse simulator as processes of their own, on free ports, in a folder of their own. */
export class Sandbox {
  readonly #folder = mkdtempSync(join(tmpdir(), 'petpact-fulfillment-'));
  readonly #children: ChildProcess[] = [];
  clockUrl = '';
  warehouseUrl = '';

  async start(): Promise<void> {
    this.clockUrl = await this.#run('clock', { CLOCK_FILE: join(this.#folder, 'clock.json'), IDLE_TIMEOUT_MS: '15000' });
    this.warehouseUrl = await this.#run('warehouse', { JOURNAL_FILE: join(this.#folder, 'journal.jsonl'), TEST_CLOCK_URL: this.clockUrl });
  }

  async stop(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true });
  }

  async advance(days: number): Promise<void> {
    const { status, body } = await send(this.clockUrl, 'POST', '/clock/advance', { seconds: days * 86_400 });
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  openWarehouse(warehouse: { key: string; keyId: string; secret: string; callbackUrl: string }): Promise<unknown> {
    return send(this.warehouseUrl, 'POST', '/sandbox/warehouses', { name: '杭州仓', habits: {}, ...warehouse });
  }

  fault(key: string, kind: string, body: object = {}): Promise<unknown> {
    return send(this.warehouseUrl, 'PUT', `/sandbox/warehouses/${key}/faults/${kind}`, body);
  }

  heal(key: string): Promise<unknown> {
    return send(this.warehouseUrl, 'DELETE', `/sandbox/warehouses/${key}/faults`);
  }

  async books(): Promise<{ shipmentNo: string; orderCount: number; parcelCount: number; orders: { status: string }[] }[]> {
    const { body } = await send(this.warehouseUrl, 'GET', '/sandbox/books/shipments');
    return (body as { shipments: Awaited<ReturnType<Sandbox['books']>> }).shipments;
  }

  async #run(name: string, env: Record<string, string>): Promise<string> {
    const child = spawn(process.execPath, [main(name)], {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    return /http:[^\s,]+/.exec(line.toString())![0];
  }
}

export async function send(url: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
