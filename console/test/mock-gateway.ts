import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { answers } from './mock-answers.ts';

const KINDS: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };

export interface MockGateway {
  url: string;
  /** Every write as it came, with its Idempotency-Key. */
  writes: { operation: string; key: string; body: unknown }[];
  /** Tells every open screen that something changed. */
  hint(kind: string, id?: string): void;
  /** The next write with this `METHOD path` is not answered: the line breaks. */
  breakNext(operation: string): void;
  stop(): Promise<void>;
}

/** A gateway for the console's own tests: pages from a build, answers from fixtures, no platform behind it. */
export const startMockGateway = async (dist: string, port = 0): Promise<MockGateway> => {
  const writes: MockGateway['writes'] = [];
  const broken = new Set<string>();
  const answer = answers();

  const serveApi = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const path = url.pathname.slice('/api/v1'.length);
    const operation = `${request.method} ${path}`;
    const body = await bodyOf(request);
    if (request.method !== 'GET') {
      writes.push({ operation, key: String(request.headers['idempotency-key'] ?? ''), body });
      if (broken.delete(operation)) return void request.socket.destroy();
    }
    if (path.startsWith('/pictures/')) return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(drawn(path));
    const signedIn = request.headers.authorization !== undefined || /sessions$|refresh$|^\/sandbox/.test(path);
    const { status, json, pdf } = signedIn
      ? await answer(operation, url.searchParams, body)
      : {
          status: 401,
          json: { reason: 'SESSION_UNKNOWN', message: { zh: '登录已失效，请重新登录。', en: 'Your session has ended.' } },
          pdf: undefined,
        };
    if (pdf) return void response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
    response.writeHead(status, { 'content-type': 'application/json' }).end(json === undefined ? undefined : JSON.stringify(json));
  };
  const servePage = (response: ServerResponse, path: string) => {
    const file = path.startsWith('/console/assets/') ? join(dist, path.slice('/console'.length)) : join(dist, 'index.html');
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': KINDS[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    if (url.pathname.startsWith('/api/')) void serveApi(request, response, url);
    else servePage(response, url.pathname);
  });
  const sockets = new WebSocketServer({ server, path: '/api/v1/live' });
  sockets.on('connection', (socket) => socket.once('message', () => socket.send(JSON.stringify({ kind: 'ready' }))));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writes,
    hint: (kind, id = 'x') => {
      for (const socket of sockets.clients) socket.send(JSON.stringify({ kind, id, version: 1 }));
    },
    breakNext: (operation) => void broken.add(operation),
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? undefined : JSON.parse(Buffer.concat(parts).toString());
};

/** A picture for a path: always the same soft colour with a face in it. */
const drawn = (path: string): string => {
  const hue = (createHash('sha256').update(path).digest()[0] ?? 0) % 60;
  const face = '<circle cx="160" cy="130" r="64"/><circle cx="112" cy="74" r="22"/><circle cx="208" cy="74" r="22"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="hsl(${hue} 45% 82%)"/><g fill="hsl(${hue} 40% 58%)">${face}</g></svg>`;
};
