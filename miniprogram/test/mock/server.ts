import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { ANSWERS, Refused } from './answers.ts';
import { JourneyState } from './journey-state.ts';
import { serveLive } from './live.ts';
import { PICTURES } from './pictures.ts';
import { templateOf } from './template.ts';

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png', '.svg': 'image/svg+xml' };
const bodyOf = async (request: IncomingMessage) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
};

const json = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(body === undefined ? 204 : status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
};

const page = (response: ServerResponse, html: string) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><meta name="viewport" content="width=device-width"><body style="font:18px sans-serif;padding:24px">${html}`);
};

/** Serves the built H5 and answers the contract's shapes from memory: for development, screenshots and the journey test. */
export const startMock = async (dist: string, port = 0) => {
  const state = new JourneyState();
  const failing = new Set<string>();
  const keys: { operation: string; key: string }[] = [];

  const api = async (request: IncomingMessage, response: ServerResponse, url: URL) => {
    const path = url.pathname.slice('/api/v1'.length);
    if (path.startsWith('/pictures/')) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' });
      return response.end(PICTURES[path.split('/').at(-1) ?? ''] ?? '');
    }
    if (path.endsWith('.pdf')) return response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.4');
    const { template, id } = templateOf(path);
    const operation = `${request.method} ${template}`;
    const key = request.headers['idempotency-key'];
    if (request.method !== 'GET') keys.push({ operation, key: String(key) });
    if (failing.has(operation))
      return json(response, 503, {
        reason: 'UNAVAILABLE',
        message: { zh: '服务暂时不可用，请稍后再试。', en: 'The service is not available just now.' },
      });
    if (template.startsWith('/me') && !request.headers.authorization)
      return json(response, 401, { reason: 'SESSION_UNKNOWN', message: { zh: '请先登录。', en: 'Please log in.' } });
    const answer = ANSWERS[operation];
    if (!answer) return json(response, 404, { reason: 'NOT_FOUND', message: { zh: '没有找到。', en: 'Not found.' } });
    return json(
      response,
      request.method === 'POST' ? 201 : 200,
      answer({ state, id, query: url.searchParams, body: await bodyOf(request) }),
    );
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    try {
      if (url.pathname.startsWith('/api/v1')) return await api(request, response, url);
      if (url.pathname === '/mock-alipay/auth') {
        const back = new URL(url.searchParams.get('redirect_uri') ?? '');
        back.searchParams.set('auth_code', 'mock-code');
        back.searchParams.set('state', url.searchParams.get('state') ?? '');
        return page(response, `<h1>支付宝登录（模拟）</h1><a id="agree" href="${back}">同意</a>`);
      }
      if (url.pathname === '/mock-alipay/sign') {
        if (url.searchParams.has('done')) state.mandateSigned();
        const back = url.searchParams.get('return_url') ?? '';
        if (url.searchParams.has('done')) return response.writeHead(302, { location: back }).end();
        return page(response, `<h1>支付宝代扣签约（模拟）</h1><a id="confirm" href="${url.pathname}${url.search}&done=1">确认</a>`);
      }
      const file = url.pathname.startsWith('/m/') ? normalize(url.pathname.slice(3)) : 'index.html';
      if (!url.pathname.startsWith('/m/') && !url.pathname.startsWith('/s/')) return response.writeHead(404).end();
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/html; charset=utf-8' });
      return response.end(await readFile(join(dist, file)));
    } catch (error) {
      if (error instanceof Refused)
        return json(response, error.status, {
          reason: error.message,
          message: { zh: '已经有人在申请这只宠物了。', en: 'Somebody else has applied for this pet.' },
        });
      return response.writeHead(500).end(String(error));
    }
  });
  const live = serveLive(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    state,
    failing,
    live,
    keys,
    stop: () => {
      live.drop();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
};
