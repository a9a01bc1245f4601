import type { FastifyInstance, FastifyReply } from 'fastify';
import { merchantNamed, userNamed } from '../domain/accounts.ts';
import { type Behaviour, type BehaviourKind, CALL_KINDS, NOTIFY_KINDS } from '../domain/behaviour.ts';
import { METHODS } from '../domain/methods.ts';
import type { World } from '../domain/world.ts';
import type { Simulator } from '../runtime/simulator.ts';

const NOTIFY_TYPES = ['trade_status_sync', 'dut_user_sign', 'dut_user_unsign'];

export interface BehaviourWish {
  kind: BehaviourKind;
  method?: string;
  merchant?: string;
  user?: string;
  times?: number;
  after?: number;
  delayMs?: number;
  clock?: 'business' | 'real';
  applied?: boolean;
  answer?: 'cut' | 'systemError';
  signed?: boolean;
  code?: string;
  subCode?: string;
  subMsg?: string;
}

/** `POST /sandbox/behaviours`: what goes wrong with the next calls or notifies. */
export function behaviourRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.get('/sandbox/behaviours', () => ({ behaviours: [...world.behaviours.values()] }));
  server.post('/sandbox/behaviours', async (request, reply) => {
    const wished = readBehaviour(world, (request.body ?? {}) as BehaviourWish);
    if ('problem' in wished) return refuse(reply, wished.problem);
    await simulator.commit([{ type: 'behaviour', behaviour: wished, sequence: world.sequence + 1 }]);
    return reply.code(201).send(wished);
  });
  server.delete('/sandbox/behaviours', async (_request, reply) => {
    await simulator.commit([...world.behaviours.keys()].map((behaviourId) => ({ type: 'behaviourRemoved', behaviourId })));
    return reply.code(204).send();
  });
  server.delete('/sandbox/behaviours/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    if (!world.behaviours.has(id)) return reply.code(404).send({ code: 'NOT_FOUND', message: 'No such behaviour.' });
    await simulator.commit([{ type: 'behaviourRemoved', behaviourId: id }]);
    return reply.code(204).send();
  });
}

function refuse(reply: FastifyReply, message: string): FastifyReply {
  return reply.code(400).send({ code: 'INVALID_REQUEST', message });
}

/** Reads a wish; `problem` says what is wrong with it. */
export function readBehaviour(world: World, wish: BehaviourWish): Behaviour | { problem: string } {
  const kinds: readonly string[] = [...CALL_KINDS, ...NOTIFY_KINDS];
  if (!kinds.includes(wish.kind)) return { problem: `kind is one of ${kinds.join(', ')}` };
  const notify = (NOTIFY_KINDS as readonly string[]).includes(wish.kind);
  const method = wish.method ?? '*';
  const known = notify ? NOTIFY_TYPES : [...METHODS.keys()];
  if (method !== '*' && !known.includes(method)) return { problem: `method is * or one of ${known.join(', ')}` };
  const merchant = wish.merchant === undefined ? undefined : merchantNamed(world, wish.merchant);
  if (wish.merchant !== undefined && !merchant) return { problem: 'no such merchant' };
  const user = wish.user === undefined ? undefined : userNamed(world, wish.user);
  if (wish.user !== undefined && !user) return { problem: 'no such user' };
  for (const [name, value] of Object.entries({ times: wish.times ?? 1, after: wish.after ?? 0, delayMs: wish.delayMs ?? 0 }))
    if (!Number.isInteger(value) || value < 0) return { problem: `${name} is a whole number` };
  if (wish.clock !== undefined && wish.clock !== 'business' && wish.clock !== 'real') return { problem: 'clock is business or real' };
  const clock = wish.clock ?? (wish.kind === 'answerLate' ? 'real' : 'business');
  return {
    behaviourId: `behaviour${world.sequence + 1}`,
    kind: wish.kind,
    method,
    authAppId: merchant?.authAppId,
    userId: user?.userId,
    after: wish.after ?? 0,
    remaining: wish.times ?? 1,
    delayMs: wish.delayMs ?? (wish.kind === 'answerLate' ? 10_000 : 300_000),
    clock,
    applied: wish.applied ?? false,
    answer: wish.answer === 'systemError' ? 'systemError' : 'cut',
    signed: wish.signed ?? false,
    code: wish.code ?? '40004',
    subCode: wish.subCode ?? 'ACQ.PAYMENT_FAIL',
    subMsg: wish.subMsg ?? '支付失败（由模拟器设定）',
  };
}
