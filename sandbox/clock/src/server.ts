import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { AdvanceWish } from './domain/stepping.ts';
import type { TestClock } from './test-clock.ts';

const REFUSALS = {
  INVALID_STEP: 'Say { "seconds": n } or { "until": "2027-01-01T00:00:00+08:00" }.',
  NEGATIVE_STEP: 'Time only moves forward.',
  STEP_TOO_LONG: 'One step is at most 1100 days.',
} as const;

const PARTICIPANT = {
  type: 'object',
  required: ['name', 'url'],
  additionalProperties: false,
  properties: { name: { type: 'string', pattern: '^[a-zA-Z0-9_.-]{1,64}$' }, url: { type: 'string', pattern: '^https?://[^\\s]{1,200}$' } },
} as const;

/** The clock's HTTP face. See README for every route. */
export function clockServer(clock: TestClock): FastifyInstance {
  const server = Fastify({ bodyLimit: 16 * 1024, forceCloseConnections: true });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ code: status < 500 ? 'INVALID_REQUEST' : 'CLOCK_BROKEN', message: error.message });
  });
  server.get('/health/live', () => ({ live: true }));
  server.get('/health/ready', () => ({ ready: true }));
  server.get('/clock', () => clockView(clock));
  server.get('/clock/participants', () => ({ participants: clock.participants }));
  server.post('/clock/participants', { schema: { body: PARTICIPANT } }, async (request) => {
    const { name, url } = request.body as { name: string; url: string };
    clock.join(name, url.replace(/\/+$/, ''));
    void clock.tellAll();
    return clockView(clock);
  });
  server.delete('/clock/participants/:name', (request, reply) => {
    const left = clock.leave((request.params as { name: string }).name);
    return left ? reply.code(204).send() : reply.code(404).send({ code: 'PARTICIPANT_NOT_FOUND', message: 'No such participant.' });
  });
  server.post('/clock/advance', (request, reply) => answerAdvance(clock, request.body, reply));
  return server;
}

function clockView(clock: TestClock) {
  const nowMs = clock.nowMs;
  const { progress } = clock;
  return {
    now: new Date(nowMs).toISOString(),
    offsetMs: clock.offsetMs,
    advancing: progress
      ? { until: new Date(progress.untilMs).toISOString(), now: new Date(nowMs).toISOString(), waitingFor: progress.waitingFor }
      : null,
  };
}

async function answerAdvance(clock: TestClock, body: unknown, reply: FastifyReply) {
  const wish = readWish(body);
  if (!wish) return reply.code(400).send({ code: 'INVALID_STEP', message: REFUSALS.INVALID_STEP });
  const startedMs = performance.now();
  const answer = await clock.advance(wish);
  const { now, offsetMs } = clockView(clock);
  switch (answer.outcome) {
    case 'arrived':
      return reply.send({ now, offsetMs, steps: answer.steps, tookMs: Math.round(performance.now() - startedMs) });
    case 'refused':
      return reply.code(400).send({ code: answer.refusal, message: REFUSALS[answer.refusal], now, offsetMs });
    case 'notIdle':
      return reply.code(504).send({
        code: 'NOT_IDLE',
        message: `Still busy: ${answer.waitingFor.map(({ name, busy }) => (busy.length > 0 ? `${name} (${busy.join(', ')})` : name)).join('; ')}`,
        waitingFor: answer.waitingFor,
        now,
        offsetMs,
      });
  }
}

function readWish(body: unknown): AdvanceWish | undefined {
  const { seconds, until } = (body ?? {}) as { seconds?: unknown; until?: unknown };
  if (typeof seconds === 'number' && until === undefined) return { seconds };
  if (typeof until === 'string' && seconds === undefined && !Number.isNaN(Date.parse(until))) return { untilMs: Date.parse(until) };
  return undefined;
}
