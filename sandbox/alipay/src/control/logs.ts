import type { FastifyInstance } from 'fastify';
import { merchantNamed, userNamed } from '../domain/accounts.ts';
import { type ForgeWish, forge, type Notify, resend } from '../domain/notify.ts';
import { tradeFor, type World } from '../domain/world.ts';
import type { LoggedRequest } from '../runtime/request-log.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { BODIES } from './bodies.ts';

export interface LogQuery {
  merchant?: string;
  user?: string;
  method?: string;
  out_trade_no?: string;
  outcome?: string;
  /** A notify_type. */
  type?: string;
  /** Trade or agreement number. */
  about?: string;
  state?: string;
  limit?: string;
}

/** Every request and every notify, newest first; forging and resending of notifies. */
export function logRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.get('/sandbox/requests', (request) => ({ requests: requestsOf(simulator, request.query as LogQuery) }));
  server.get('/sandbox/notifies', (request) => ({
    total: world.notifies.size,
    notifies: notifiesOf(world, request.query as LogQuery).map(notifyView),
  }));
  server.post('/sandbox/notify/:id/resend', async (request, reply) => {
    const notify = world.notifies.get((request.params as { id: string }).id);
    if (!notify) return reply.code(404).send({ code: 'NOT_FOUND', message: 'No such notify.' });
    await simulator.commit(resend(notify, simulator.clock.now()));
    return reply.code(202).send({ notifyId: notify.notifyId });
  });
  server.post('/sandbox/notify/forge', { schema: { body: BODIES.forge } }, async (request, reply) => {
    const wish = request.body as ForgeWish & GenuineName;
    const genuine = genuineNotify(world, wish);
    if (!genuine)
      return reply
        .code(404)
        .send({ code: 'NOT_FOUND', message: 'No genuine notify to model it on: name notifyId, merchant + outTradeNo, or agreementNo.' });
    const { notify, events } = forge(world, genuine, wish, simulator.clock.now());
    await simulator.commit(events);
    return reply.code(202).send({ notifyId: notify.notifyId, forgery: notify.forgery, fields: notify.fields });
  });
}

interface GenuineName {
  notifyId?: string;
  merchant?: string;
  outTradeNo?: string;
  agreementNo?: string;
}

function genuineNotify(world: World, name: GenuineName): Notify | undefined {
  if (name.notifyId !== undefined) return world.notifies.get(name.notifyId);
  const merchant = name.merchant === undefined ? undefined : merchantNamed(world, name.merchant);
  const about = name.agreementNo ?? (merchant && tradeFor(world, merchant, { outTradeNo: name.outTradeNo })?.tradeNo);
  return [...world.notifies.values()].findLast((notify) => notify.about === about && !notify.forgery);
}

export function requestsOf(simulator: Simulator, query: LogQuery): LoggedRequest[] {
  const app = query.merchant === undefined ? undefined : (merchantNamed(simulator.world, query.merchant)?.authAppId ?? 'none');
  const userId = query.user === undefined ? undefined : (userNamed(simulator.world, query.user)?.userId ?? 'none');
  return simulator.requests.list(
    (entry) =>
      (app === undefined || entry.authAppId === app) &&
      (userId === undefined || entry.userId === userId) &&
      (query.method === undefined || entry.method === query.method) &&
      (query.out_trade_no === undefined || entry.outTradeNo === query.out_trade_no) &&
      (query.outcome === undefined || entry.outcome.includes(query.outcome)),
    limitOf(query),
  );
}

export function notifiesOf(world: World, query: LogQuery): Notify[] {
  const app = query.merchant === undefined ? undefined : (merchantNamed(world, query.merchant)?.authAppId ?? 'none');
  const userId = query.user === undefined ? undefined : (userNamed(world, query.user)?.userId ?? 'none');
  const found: Notify[] = [];
  for (const notify of [...world.notifies.values()].reverse()) {
    const matches =
      (app === undefined || notify.authAppId === app) &&
      (userId === undefined || notify.userId === userId) &&
      (query.type === undefined || notify.type === query.type) &&
      (query.about === undefined || notify.about === query.about) &&
      (query.out_trade_no === undefined || notify.fields.out_trade_no === query.out_trade_no) &&
      (query.state === undefined || notify.state === query.state);
    if (matches) found.push(notify);
    if (found.length >= limitOf(query)) break;
  }
  return found;
}

function limitOf({ limit }: LogQuery): number {
  return limit === undefined ? 200 : Math.max(0, Number.parseInt(limit, 10) || 0);
}

function notifyView({ createdAt, nextAt, tries, ...notify }: Notify) {
  return {
    ...notify,
    createdAt: new Date(createdAt).toISOString(),
    nextAt: nextAt === undefined ? null : new Date(nextAt).toISOString(),
    tries: tries.map((one) => ({ ...one, at: new Date(one.at).toISOString(), realAt: new Date(one.realAt).toISOString() })),
  };
}
