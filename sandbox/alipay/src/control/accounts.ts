import type { FastifyInstance } from 'fastify';
import { changeUser, merchantNamed, openMerchant, openUser, type UserChange, type UserWish, userNamed } from '../domain/accounts.ts';
import type { SimEvent } from '../domain/event.ts';
import { openIdFor } from '../domain/numbers.ts';
import { switchProblem } from '../domain/switches.ts';
import type { Merchant, User } from '../domain/world.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { type BehaviourWish, readBehaviour } from './behaviours.ts';
import { BODIES } from './bodies.ts';

const NOT_FOUND = { code: 'NOT_FOUND', message: 'No such account.' };

/** The app, its merchants and the people with an Alipay account. */
export function accountRoutes(server: FastifyInstance, simulator: Simulator, publicUrl: () => string): void {
  appRoutes(server, simulator, publicUrl);
  merchantRoutes(server, simulator);
  userRoutes(server, simulator);
}

function appRoutes(server: FastifyInstance, simulator: Simulator, publicUrl: () => string): void {
  const { world, appKeys } = simulator;
  const view = () => ({
    appId: appKeys.appId,
    gatewayUrl: `${publicUrl()}/gateway.do`,
    endpoint: publicUrl(),
    appPrivateKey: appKeys.appPrivateKey,
    alipayPublicKey: appKeys.alipayPublicKey,
    appGatewayUrl: world.appGatewayUrl,
  });
  server.get('/sandbox/app', view);
  server.post('/sandbox/app', { schema: { body: BODIES.app } }, async (request) => {
    await simulator.commit([{ type: 'appGatewaySet', url: (request.body as { appGatewayUrl: string }).appGatewayUrl }]);
    return view();
  });
  server.get('/sandbox/switches', () => world.switches);
  server.put('/sandbox/switches', async (request, reply) => {
    const change = (request.body ?? {}) as Record<string, unknown>;
    const problem = switchProblem(change);
    if (problem) return reply.code(400).send({ code: 'INVALID_REQUEST', message: problem });
    await simulator.commit([{ type: 'switchesSet', change }]);
    return reply.send(world.switches);
  });
}

function merchantRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.get('/sandbox/merchants', () => ({ merchants: [...world.merchants.values()].map(merchantView) }));
  server.post('/sandbox/merchants', { schema: { body: BODIES.merchant } }, async (request, reply) => {
    const { merchant, events } = openMerchant(world, request.body as { key: string; name: string }, simulator.moment());
    await simulator.commit(events);
    return reply.code(events.length > 0 ? 201 : 200).send(merchantView(merchant));
  });
  server.patch('/sandbox/merchants/:name', { schema: { body: BODIES.merchantChange } }, async (request, reply) => {
    const merchant = merchantNamed(world, (request.params as { name: string }).name);
    if (!merchant) return reply.code(404).send(NOT_FOUND);
    const after = { ...merchant, ...(request.body as { balanceFen?: number }) };
    await simulator.commit([{ type: 'merchant', merchant: after }]);
    return reply.send(merchantView(after));
  });
}

function merchantView(merchant: Merchant) {
  const { key, name, authAppId, appAuthToken, sellerId, balanceFen, paidFen, refundedFen } = merchant;
  return { key, name, authAppId, appAuthToken, sellerId, balanceFen, paidFen, refundedFen };
}

function userRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.get('/sandbox/users', () => ({ users: [...world.users.values()].map(userView) }));
  server.post('/sandbox/users', { schema: { body: BODIES.user } }, async (request, reply) => {
    const opened = openUser(world, request.body as UserWish);
    if (!opened) return reply.code(409).send({ code: 'LOGON_ID_TAKEN', message: 'The log-in belongs to another account.' });
    await simulator.commit(opened.events);
    return reply.code(opened.events.length > 0 ? 201 : 200).send(userView(opened.user));
  });
  server.get('/sandbox/users/:name', (request, reply) => {
    const user = userNamed(world, (request.params as { name: string }).name);
    return user ? reply.send(userView(user)) : reply.code(404).send(NOT_FOUND);
  });
  server.patch('/sandbox/users/:name', { schema: { body: BODIES.userChange } }, async (request, reply) => {
    const user = userNamed(world, (request.params as { name: string }).name);
    if (!user) return reply.code(404).send(NOT_FOUND);
    const { behaviours = [], ...change } = request.body as UserChange & { behaviours?: BehaviourWish[] };
    const events: SimEvent[] = [];
    for (const wish of behaviours) {
      const behaviour = readBehaviour(world, { ...wish, user: user.userId });
      if ('problem' in behaviour) return reply.code(400).send({ code: 'INVALID_REQUEST', message: behaviour.problem });
      const sequence = world.sequence + 1 + events.length;
      events.push({ type: 'behaviour', behaviour: { ...behaviour, behaviourId: `behaviour${sequence}` }, sequence });
    }
    const changed = changeUser(user, change);
    await simulator.commit([...changed.events, ...events]);
    return reply.send(userView(changed.user));
  });
  server.get('/sandbox/users/:name/open-id', async (request, reply) => {
    const user = userNamed(world, (request.params as { name: string }).name);
    const merchant = merchantNamed(world, (request.query as { app_id?: string }).app_id ?? world.appId);
    if (!user || !merchant) return reply.code(404).send(NOT_FOUND);
    const { openId, events } = openIdFor(world, merchant.authAppId, user.userId);
    await simulator.commit(events);
    return reply.send({ userId: user.userId, appId: merchant.authAppId, openId });
  });
}

function userView({ funds, ...user }: User) {
  return { ...user, balanceFen: funds.balance, bankCardFen: funds.bankCard, huabeiFen: funds.huabei };
}
