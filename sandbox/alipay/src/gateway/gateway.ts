import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../domain/answer.ts';
import { type Behaviour, CALL_KINDS, takeBehaviour } from '../domain/behaviour.ts';
import { type Call, textIn } from '../domain/call.ts';
import type { SimEvent } from '../domain/event.ts';
import { METHODS, personIn } from '../domain/methods.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { type Fault, faultOf, NO_FAULT } from './fault.ts';
import { printAnswer, responseName } from './printed.ts';
import { mergedParams, type Params, readCall, SIGN_PAGE } from './request.ts';

/** The v2 gateway (ALIPAY §1.1). */
export function gatewayRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.post('/gateway.do', (request, reply) => handle(simulator, request, reply));
  // pageExecute(…, 'GET') addresses open the page they name.
  server.get('/gateway.do', (request, reply) => {
    const query = request.query as Record<string, string>;
    if (query.method === SIGN_PAGE) return reply.redirect(`/h5/sign?${request.url.slice(request.url.indexOf('?') + 1)}`);
    return handle(simulator, request, reply);
  });
}

const RESENT = 'x-urllib-retry-on-socket-error';

async function handle(simulator: Simulator, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const started = performance.now();
  const done = simulator.begin();
  const params = mergedParams(request.query, request.body);
  try {
    // The Node SDK's HTTP client sends once more by itself after a cut, and marks it. Behaviour is set for calls: this is still the same one.
    if (request.headers[RESENT] !== undefined && simulator.cutSigns.delete(params.sign ?? '')) return cut(reply);
    const call = readCall(simulator, params, Date.now());
    if ('problem' in call || !METHODS.has(call.method)) {
      const answer: Answer = 'problem' in call ? call.problem : NOT_A_CALL;
      log(simulator, { params, outcome: outcomeOf(answer), started });
      return await send(simulator, reply, { params, answer, fault: NO_FAULT });
    }
    return await answerCall(simulator, reply, { call, params, started });
  } finally {
    done();
  }
}

const NOT_A_CALL: Answer = {
  ok: false,
  code: '40002',
  msg: 'Invalid Arguments',
  subCode: 'isv.invalid-method',
  subMsg: '该方法只能以页面方式打开',
};

interface Asked {
  call: Call;
  params: Params;
  started: number;
}

async function answerCall(simulator: Simulator, reply: FastifyReply, { call, params, started }: Asked): Promise<FastifyReply> {
  const { world } = simulator;
  const userId = personIn(world, call);
  const { behaviour, events } = takeBehaviour(world, { authAppId: call.merchant.authAppId, userId, method: call.method }, CALL_KINDS);
  const fault = behaviour ? faultOf(behaviour, call.method) : NO_FAULT;
  const decided = METHODS.get(call.method)!(world, call, simulator.moment());
  const effects = fault.apply === 'now' ? decided.events : fault.apply === 'later' ? [lateEffect(simulator, call, behaviour!)] : [];
  await simulator.commit([...events, ...effects]);
  if (fault.holdMs > 0) await simulator.dueWork.hold(fault.holdMs, behaviour!.clock, hangUpOf(reply));
  const answer = fault.instead ?? decided.answer;
  const outcome = fault.reply === 'answer' ? outcomeOf(answer) : fault.reply;
  log(simulator, { params, call, userId, behaviour: behaviour?.kind, outcome, started });
  return send(simulator, reply, { params, answer, fault, signed: behaviour?.signed });
}

function hangUpOf(reply: FastifyReply): AbortSignal {
  const hungUp = new AbortController();
  reply.raw.once('close', () => hungUp.abort());
  return hungUp.signal;
}

function lateEffect(simulator: Simulator, call: Call, behaviour: Behaviour): SimEvent {
  const sequence = simulator.world.sequence + 1;
  const base = behaviour.clock === 'business' ? simulator.clock.now() : Date.now();
  const { method, content, notifyUrl, merchant } = call;
  return {
    type: 'effect',
    sequence,
    effect: {
      effectId: `effect${sequence}`,
      dueAt: base + behaviour.delayMs,
      clock: behaviour.clock,
      authAppId: merchant.authAppId,
      method,
      content,
      notifyUrl,
    },
  };
}

interface Outgoing {
  params: Params;
  answer: Answer;
  fault: Fault;
  signed?: boolean;
}

async function send(simulator: Simulator, reply: FastifyReply, { params, answer, fault, signed }: Outgoing): Promise<FastifyReply> {
  if (fault.reply === 'cut') {
    simulator.cutSigns.add(params.sign ?? '');
    return cut(reply);
  }
  if (fault.reply === 'httpError') return reply.code(502).type('text/html').send('<html><body>502 Bad Gateway</body></html>');
  const { alipay, stranger } = simulator.keys;
  const isError = fault.reply === 'errorResponse';
  const key = isError && !signed ? undefined : fault.reply === 'badSignature' ? stranger : alipay;
  const name = isError ? 'error_response' : responseName(params.method);
  const body = await printAnswer(name, answer, { key, escapeSlashes: simulator.world.switches.escapeSlashes });
  if (fault.reply === 'twice') return sendTwice(reply, body);
  return reply.header('trace_id', String(reply.request.id)).type('application/json; charset=utf-8').send(body);
}

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}

/** Two whole HTTP answers on one connection, for one request. */
function sendTwice(reply: FastifyReply, body: string): FastifyReply {
  reply.hijack();
  const once = `HTTP/1.1 200 OK\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  reply.raw.socket?.end(once + once);
  return reply;
}

function outcomeOf(answer: Answer): string {
  return answer.ok ? '10000' : `${answer.code} ${answer.subCode}`;
}

interface Logged {
  params: Params;
  call?: Call;
  userId?: string;
  behaviour?: string;
  outcome: string;
  started: number;
}

function log(simulator: Simulator, { params, call, userId, behaviour, outcome, started }: Logged): void {
  const content = call?.content ?? {};
  simulator.requests.add({
    at: new Date(simulator.clock.now()).toISOString(),
    method: params.method ?? '',
    authAppId: call?.merchant.authAppId,
    userId,
    outTradeNo: textIn(content, 'out_trade_no'),
    tradeNo: textIn(content, 'trade_no'),
    agreementNo: textIn(content, 'agreement_no'),
    content,
    behaviour,
    outcome,
    tookMs: Math.round(performance.now() - started),
  });
}
