import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OffsetClock } from './clock.ts';
import { type Log, silentLog } from './log.ts';
import { registry } from './metrics.ts';
import type { WorkReport } from './work-report.ts';

export interface Health {
  live: boolean;
  ready: boolean;
  /** What is up and what is not, by name. */
  details: Record<string, string>;
}

export interface AdminOptions {
  port: number;
  host?: string;
  health: () => Promise<Health>;
  work: WorkReport;
  /** Given only when a test clock is configured: only then can business time be pushed and work be asked about. */
  clock?: OffsetClock;
  onClockPushed?: () => void;
  log?: Log;
}

export interface Admin {
  port: number;
  stop(): Promise<void>;
}

type Answer = { status: number; body: unknown } | { status: number; text: string; type: string };

/** Serves /health/live, /health/ready, /metrics, and under a test clock /sandbox/clock and /sandbox/work. Not for the public. */
export async function serveAdmin(options: AdminOptions): Promise<Admin> {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (result) => send(response, result),
      (error: unknown) => {
        (options.log ?? silentLog).error({ err: error, path: request.url }, 'admin request failed');
        send(response, { status: 500, body: { error: 'INTERNAL' } });
      },
    );
  });
  server.keepAliveTimeout = 5_000;
  await listen(server, options);
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, stop };
}

function listen(server: Server, { port, host }: AdminOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => resolve());
  });
}

async function answer(request: IncomingMessage, options: AdminOptions): Promise<Answer> {
  const { clock, work } = options;
  switch (`${request.method} ${request.url?.split('?')[0]}`) {
    case 'GET /health/live': {
      const health = await options.health();
      return { status: health.live ? 200 : 503, body: health };
    }
    case 'GET /health/ready': {
      const health = await options.health();
      return { status: health.ready ? 200 : 503, body: health };
    }
    case 'GET /metrics':
      return { status: 200, text: await registry.metrics(), type: registry.contentType };
    case 'GET /sandbox/work':
      return clock ? { status: 200, body: await work.report() } : missing;
    case 'POST /sandbox/clock':
      return clock ? pushClock(request, clock, options) : missing;
    default:
      return missing;
  }
}

const missing: Answer = { status: 404, body: { error: 'NOT_FOUND' } };

async function pushClock(request: IncomingMessage, clock: OffsetClock, { onClockPushed }: AdminOptions): Promise<Answer> {
  const offsetMs = offsetOf(await bodyOf(request));
  if (offsetMs === undefined) return { status: 400, body: { error: 'INVALID_OFFSET' } };
  clock.setOffsetMs(offsetMs);
  onClockPushed?.();
  return { status: 200, body: { now: clock.now().toISOString(), offsetMs } };
}

function offsetOf(body: string): number | undefined {
  try {
    const { offsetMs } = JSON.parse(body) as { offsetMs?: unknown };
    return Number.isSafeInteger(offsetMs) ? (offsetMs as number) : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > 10_000) break;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, result: Answer): void {
  const text = 'text' in result ? result.text : JSON.stringify(result.body);
  const type = 'text' in result ? result.type : 'application/json';
  response.writeHead(result.status, { 'content-type': type }).end(text);
}
