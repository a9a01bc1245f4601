import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Pushed {
  kind: string;
  shipmentNo: string;
  messageId: string;
  body: {
    messageId: string;
    parcelNo?: string;
    reason?: string;
    parcels?: { parcelNo: string; carrier: string }[];
    track?: { status: string }[];
  };
  signatureHolds: boolean;
}

const KEY = { keyId: 'wk-east', secret: 'a secret of at least sixteen' };

function signature(method: string, path: string, headers: { timestamp: string; nonce: string }, body: string): string {
  const hash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', KEY.secret).update([method, path, headers.timestamp, headers.nonce, hash].join('\n')).digest('hex');
}

/** The platform's side of the protocol, written from its description and not from the simulator's code. */
export class FakePlatform {
  readonly pushed: Pushed[] = [];
  /** The status the partner API answers with. */
  answers = 200;
  #server: Server | undefined;
  url = '';

  async start(): Promise<void> {
    this.#server = createServer(async (request, response) => {
      const text = await bodyOf(request);
      const [, shipmentNo, kind] = /^\/partner\/v1\/shipments\/([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
      const header = (name: string) => String(request.headers[name]);
      const expected = signature(
        'POST',
        request.url!,
        { timestamp: header('x-petpact-timestamp'), nonce: header('x-petpact-nonce') },
        text,
      );
      const body = JSON.parse(text);
      if (this.answers === 200) {
        this.pushed.push({
          kind: kind!,
          shipmentNo: shipmentNo!,
          messageId: body.messageId,
          body,
          signatureHolds: expected === header('x-petpact-signature') && header('x-petpact-key') === KEY.keyId,
        });
      }
      response.writeHead(this.answers).end('{}');
    });
    await new Promise<void>((resolve) => this.#server!.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  register(simulator: string, habits: object = {}): Promise<Answer> {
    return send(simulator, 'POST', '/sandbox/warehouses', { key: 'east', name: '华东仓', ...KEY, callbackUrl: this.url, habits });
  }

  order(
    simulator: string,
    shipmentNo: string,
    tampering: { secret?: string; timestamp?: string; nonce?: string; body?: string } = {},
  ): Promise<Answer> {
    const body = JSON.stringify({
      shipmentNo,
      merchantRef: 'shop-1',
      lines: [{ skuCode: 'FOOD-1', quantity: 1 }],
      receiver: { name: '李雷', phone: '13800000000', region: '浙江省杭州市西湖区', address: '文三路 1 号' },
    });
    return this.#signed(simulator, 'POST', '/v1/shipments', body, tampering);
  }

  cancel(simulator: string, shipmentNo: string): Promise<Answer> {
    const body = JSON.stringify({ merchantRef: 'shop-1', reason: 'CONTRACT_ENDED' });
    return this.#signed(simulator, 'POST', `/v1/shipments/${shipmentNo}/cancel`, body, {});
  }

  ask(simulator: string, shipmentNo: string): Promise<Answer> {
    return this.#signed(simulator, 'GET', `/v1/shipments/${shipmentNo}`, '', {});
  }

  async #signed(
    simulator: string,
    method: string,
    path: string,
    body: string,
    tampering: { timestamp?: string; nonce?: string; body?: string },
  ): Promise<Answer> {
    const { timestamp = String(Date.now()), nonce = crypto.randomUUID() } = tampering;
    const headers = {
      'content-type': 'application/json',
      'x-petpact-key': KEY.keyId,
      'x-petpact-timestamp': timestamp,
      'x-petpact-nonce': nonce,
      'x-petpact-signature': signature(method, path, { timestamp, nonce }, body),
    };
    return read(await fetch(`${simulator}${path}`, { method, headers, ...(method === 'POST' ? { body: tampering.body ?? body } : {}) }));
  }
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers are asserted field by field
  body: any;
}

export async function send(url: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return read(await fetch(`${url}${path}`, init));
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A test clock of one participant: steps to what is due, waits until it is idle, until nothing is due within the days. */
export async function live(simulator: string, days: number, clock: { offsetMs: number }): Promise<void> {
  const endMs = Date.now() + clock.offsetMs + days * 86_400_000;
  for (let rounds = 0; rounds < 5000; rounds += 1) {
    const { body: work } = await send(simulator, 'GET', '/sandbox/work');
    const nowMs = Date.now() + clock.offsetMs;
    if (!work.idle) {
      await sleep(5);
      continue;
    }
    if (nowMs >= endMs) return;
    const nextMs = Math.min(endMs, work.nextDue ? Date.parse(work.nextDue) : endMs);
    clock.offsetMs += Math.max(0, nextMs - nowMs);
    await send(simulator, 'POST', '/sandbox/clock', { offsetMs: clock.offsetMs });
  }
  throw new Error('the simulator never got idle');
}
