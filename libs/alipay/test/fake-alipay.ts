import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the fake does with the next request: an answer's raw text, or silence. */
export type Reply = { status?: number; raw: string } | { silent: true };

export interface ReceivedCall {
  method: string;
  parameters: Record<string, string>;
  /** Whether the request's signature is true (ALIPAY §1.1: empty fields kept, as the Node SDK signs). */
  signed: boolean;
}

const app = generateKeyPairSync('rsa', { modulusLength: 2048 });
const alipay = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A gateway that speaks just enough of the v2 protocol to answer as a test wants. */
export class FakeAlipay {
  readonly received: ReceivedCall[] = [];
  readonly #server: Server;
  #reply: (call: ReceivedCall) => Reply = () => ({ silent: true });

  constructor() {
    this.#server = createServer((request, response) => {
      void this.#read(request).then((call) => {
        this.received.push(call);
        const reply = this.#reply(call);
        if ('silent' in reply) return request.socket.destroy();
        response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' }).end(reply.raw);
      });
    });
  }

  async start(): Promise<{ gateway: string; endpoint: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { endpoint, gateway: `${endpoint}/gateway.do` };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get keys() {
    return {
      appId: '2021000000000001',
      privateKeyPem: app.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      alipayPublicKeyPem: alipay.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  }

  replyWith(reply: Reply | ((call: ReceivedCall) => Reply)): void {
    this.#reply = typeof reply === 'function' ? reply : () => reply;
  }

  async #read(request: IncomingMessage): Promise<ReceivedCall> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const parameters = Object.fromEntries([...query, ...form]);
    return { method: parameters.method ?? '', parameters, signed: signatureHolds(parameters) };
  }
}

export function signatureHolds(parameters: Record<string, string>): boolean {
  const { sign = '', ...rest } = parameters;
  return createVerify('RSA-SHA256').update(signText(rest)).verify(app.publicKey, sign, 'base64');
}

/** A body under the method's own key, signed over exactly the bytes printed (ALIPAY §1.1). */
export function signedAnswer(method: string, body: Record<string, unknown>): { raw: string } {
  const inner = JSON.stringify(body).replaceAll('/', '\\/');
  const sign = createSign('RSA-SHA256').update(inner).sign(alipay.privateKey, 'base64');
  return { raw: `{"${method.replaceAll('.', '_')}_response":${inner},"sign":"${sign}"}` };
}

/** A notify as Alipay signs it: without sign and sign_type, empty fields skipped (ALIPAY §2). */
export function signedNotify(fields: Record<string, string>, algorithm = 'RSA-SHA256'): Record<string, string> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const sign = createSign(algorithm).update(signText(filled)).sign(alipay.privateKey, 'base64');
  return { ...fields, sign, sign_type: 'RSA2' };
}

function signText(fields: Record<string, string>): string {
  return Object.keys(fields)
    .sort()
    .map((key) => `${key}=${fields[key]}`)
    .join('&');
}
