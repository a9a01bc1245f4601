import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { type Caller, PLATFORM } from '@petpact/kit/caller';
import { Conflict, Refusal, Unavailable } from '@petpact/kit/refusal';
import type { Log } from '@petpact/kit/telemetry';
import { currentTraceparent, SpanKind, withSpan } from '@petpact/kit/telemetry';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Bytes, Handlers, Input, OperationId } from './handlers.ts';
import { httpSeconds } from './http-metrics.ts';
import { Idempotency } from './idempotency.ts';
import { FORM, type Operation, operationsOf, readContract } from './openapi.ts';
import type { Ports } from './ports.ts';
import { sentenceOf, statusOf } from './reasons.ts';
import { validatorCompiler } from './validation.ts';

export interface ServerOptions {
  ports: Ports;
  handlers: Handlers;
  limits: { requestsPerMinute: number; logInsPerMinute: number };
  log: Log;
  trustProxyHops: number;
}

/** Longest body: an uploaded picture of 3 MB in base64. Everything but that and the drawn signature is far smaller. */
const PICTURE_BYTES = 4_400_000;
const BODY_BYTES = 300_000;
/** A notify of Alipay's is a few kilobytes (RELIABILITY §4). */
const FORM_BYTES = 64_000;
const REQUEST_MS = 10_000;
/** How long a client may take to send one request: a slow one must not hold its connection for ever. */
const SENDING_MS = 30_000;
const NOTHING_RUNS = { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] };
const PUBLIC_LOG_INS = new Set(['logInAdopter', 'logInStaff', 'logInOperator', 'refreshSession']);

/** The REST side of the gateway: every operation of openapi.yaml, nothing else. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    bodyLimit: BODY_BYTES,
    requestTimeout: SENDING_MS,
    trustProxy: (_, hop) => hop < options.trustProxyHops,
    forceCloseConnections: true,
    // A path that cannot be read is refused as everything else is.
    frameworkErrors: (error, request, reply) => answerError(error, request, reply, options.log),
  });
  app.setValidatorCompiler(validatorCompiler);
  await app.register(helmet, {
    // For answers that are data; the pages have a policy of their own (pages.ts).
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING_RUNS },
    xFrameOptions: { action: 'deny' },
    // Whoever ends TLS in front of the gateway says how long it is to be insisted on.
    hsts: false,
  });
  await app.register(formbody);
  await app.register(rateLimit, {
    max: options.limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => options.ports.identities.lastKnown(bearerOf(request)) ?? addressOf(request),
    allowList: () => false,
  });
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply, options.log));
  // What is asked for with a token is nobody else's: not a proxy's, not the next person's at this browser.
  app.addHook('onSend', async (_, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url;
    if (route) httpSeconds.observe({ route, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.setNotFoundHandler((_, reply) => refuse(reply, 404, 'NOT_FOUND'));

  const contract = readContract();
  app.get('/api/openapi.json', { config: { rateLimit: false } }, async () => contract);
  app.get('/health', { config: { rateLimit: false } }, async () => ({ ok: true }));
  const idempotency = new Idempotency();
  for (const operation of operationsOf(contract)) {
    const absent = operation.path.startsWith('/sandbox/') && options.ports.clockUrl === undefined;
    if (!absent) addRoute(app, operation, { ...options, idempotency });
  }
  return app;
}

function addRoute(app: FastifyInstance, operation: Operation, options: ServerOptions & { idempotency: Idempotency }): void {
  const { operationId, method, path, params, query, body, form, response, status } = operation;
  const handler = options.handlers[operationId as OperationId] as unknown as (input: object) => Promise<unknown>;
  if (!handler) throw new Error(`no handler for operation ${operationId}`);
  app.route({
    method,
    url: `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`,
    bodyLimit: bodyLimitOf(operation),
    schema: { params, querystring: query, ...(body ? { body } : {}), ...(response ? { response: { [status]: response } } : {}) },
    config: { rateLimit: limitOf(operationId, options.limits) },
    ...(form ? { preValidation: requireForm } : {}),
    handler: (request, reply) => {
      const { traceparent } = request.headers;
      const parent = typeof traceparent === 'string' ? traceparent : undefined;
      return withSpan(
        `${method} ${path}`,
        { kind: SpanKind.SERVER, ...(parent ? { parent } : {}), attributes: { 'http.route': path, 'http.request.method': method } },
        () => serve(operation, handler, request, reply, options),
      );
    },
  });
}

function bodyLimitOf({ operationId, form }: Operation): number {
  if (form) return FORM_BYTES;
  return operationId === 'addPicture' ? PICTURE_BYTES : BODY_BYTES;
}

/** A form is a form: other bodies are parsed as well, and would be read as fields. */
async function requireForm(request: FastifyRequest, reply: FastifyReply) {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  if (type.trim().toLowerCase() !== FORM) return refuse(reply, 415, 'UNSUPPORTED_MEDIA_TYPE');
}

/** A log-in counts to the address it comes from, whoever else is logged in there. */
function limitOf(operationId: string, { requestsPerMinute, logInsPerMinute }: ServerOptions['limits']) {
  return PUBLIC_LOG_INS.has(operationId) ? { max: logInsPerMinute, keyGenerator: addressOf } : { max: requestsPerMinute };
}

/** An IPv6 subscriber holds a whole /64: its addresses count as one. */
const addressOf = (request: FastifyRequest): string => normalizeIP(request.ip);

async function serve(
  operation: Operation,
  handler: (input: object) => Promise<unknown>,
  request: FastifyRequest,
  reply: FastifyReply,
  options: ServerOptions & { idempotency: Idempotency },
) {
  const caller = await callerOf(operation, request, options.ports);
  const write = operation.method !== 'GET' && !operation.form;
  const who = `${caller.merchantId}:${caller.actor.id}:${caller.actor.kind === 'visitor' ? request.ip : ''}`;
  const key = caller.requestId;
  if (write) {
    const verdict = options.idempotency.begin(who, key, { method: operation.method, url: request.url, body: request.body });
    if (verdict === 'reused') return refuse(reply, 422, 'REQUEST_ID_REUSED');
    if (verdict === 'running') return refuse(reply, 409, 'REQUEST_IN_PROGRESS');
  }
  let keep = false;
  try {
    const answer = await within(REQUEST_MS, operation.operationId, handler(inputOf(request, caller)));
    keep = true;
    return send(reply, operation, answer);
  } finally {
    if (write) options.idempotency.end(who, key, keep);
  }
}

const UNBOUNDED = new Set(['advanceClock']);
async function within<T>(ms: number, operationId: string, work: Promise<T>): Promise<T> {
  if (UNBOUNDED.has(operationId)) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable('the request took too long')), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function inputOf(request: FastifyRequest, caller: Caller): Input<OperationId> {
  const { params, query, body } = request;
  const input = {
    params,
    query,
    body: body ?? {},
    caller,
    origin: `${request.protocol}://${request.host}`,
    accessToken: bearerOf(request),
    source: addressOf(request),
    form: body ?? {},
  };
  return input as unknown as Input<OperationId>;
}

/** Who calls: the session's person where the operation wants one, else a visitor. Refuses SESSION_UNKNOWN, NOT_ALLOWED. */
async function callerOf(operation: Operation, request: FastifyRequest, { identities }: Ports): Promise<Caller> {
  const requestId = keyOf(operation, request);
  if (operation.audiences.length === 0) return { merchantId: PLATFORM, actor: { kind: 'visitor', id: 'visitor' }, requestId };
  const token = bearerOf(request);
  const principal = token === '' ? undefined : await identities.of(token);
  if (!principal) throw new Refusal('SESSION_UNKNOWN', 'denied');
  const kind = operation.audiences.find((one) => one === principal.kind);
  if (!kind) throw new Refusal('NOT_ALLOWED', 'denied');
  return { merchantId: principal.merchantId, actor: { kind, id: principal.id, roles: principal.roles }, requestId };
}

const KEY = /^[A-Za-z0-9_-]{8,64}$/;

function keyOf(operation: Operation, request: FastifyRequest): string {
  if (operation.method === 'GET' || operation.form) return `${request.id}-${currentTraceparent()?.slice(3, 19) ?? 'untraced'}`;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw new Refusal('IDEMPOTENCY_KEY_REQUIRED', 'invalid');
  return key;
}

const bearerOf = (request: FastifyRequest): string => /^Bearer ([\w.-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? '';

function send(reply: FastifyReply, operation: Operation, answer: unknown) {
  reply.code(operation.status);
  if (operation.raw !== undefined) {
    const { bytes, contentType, headers } = answer as Bytes;
    return reply
      .headers({ ...headers })
      .type(contentType)
      .send(typeof bytes === 'string' ? bytes : Buffer.from(bytes));
  }
  return operation.response ? reply.send(answer) : reply.send();
}

function refuse(reply: FastifyReply, status: number, reason: string, details: Record<string, string> = {}) {
  return reply
    .code(status)
    .type('application/json')
    .send({ reason, message: sentenceOf(reason), details });
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  if (error instanceof Refusal) return refuse(reply, statusOf(error), error.reason, error.details);
  if (error instanceof Conflict) return refuse(reply, 409, 'CONFLICT');
  if (error instanceof Unavailable) return refuse(reply, 503, 'UNAVAILABLE');
  const { statusCode = 500, validation, message } = error as { statusCode?: number; validation?: unknown; message?: string };
  if (validation) return refuse(reply, 400, 'INVALID_INPUT', { problem: String(message).slice(0, 200) });
  if (statusCode === 413) return refuse(reply, 413, 'TOO_LARGE');
  if (statusCode === 429) return refuse(reply, 429, 'TOO_MANY_REQUESTS');
  if (statusCode === 415) return refuse(reply, 415, 'UNSUPPORTED_MEDIA_TYPE');
  if (statusCode >= 400 && statusCode < 500) return refuse(reply, 400, 'INVALID_INPUT');
  log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'request failed');
  return refuse(reply, 500, 'INTERNAL');
}
