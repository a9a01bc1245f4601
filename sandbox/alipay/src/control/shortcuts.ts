import type { FastifyInstance } from 'fastify';
import { merchantNamed, userNamed } from '../domain/accounts.ts';
import { unsignByUser } from '../domain/agreement-manage.ts';
import { payAtCashier } from '../domain/cashier.ts';
import { authorise } from '../domain/oauth.ts';
import { finishTrade } from '../domain/trade-manage.ts';
import type { Channel } from '../domain/world.ts';
import { sign } from '../pages/sign.ts';
import { openSigning } from '../pages/signing.ts';
import type { Simulator } from '../runtime/simulator.ts';
import { BODIES } from './bodies.ts';

const NOT_FOUND = { code: 'NOT_FOUND', message: 'No such user, app, trade or agreement.' };

/** What a person does on the pages, for tests without a browser. The password may be left out. */
export function shortcutRoutes(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.post('/sandbox/auth-codes', { schema: { body: BODIES.authCode } }, async (request, reply) => {
    const wish = request.body as { user: string; app: string; scopes?: string[] };
    const user = userNamed(world, wish.user);
    const merchant = merchantNamed(world, wish.app);
    if (!user || !merchant) return reply.code(404).send(NOT_FOUND);
    const asked = { appId: merchant.authAppId, scopes: wish.scopes ?? ['auth_user'], lifeMs: world.switches.authCodeLifeMs };
    const { code, events } = authorise(user, asked, simulator.moment());
    await simulator.commit(events);
    return reply.code(201).send({ authCode: code });
  });
  server.post('/sandbox/sign', { schema: { body: BODIES.sign } }, async (request, reply) => {
    const wish = request.body as { signString: string; user: string; password?: string };
    const user = userNamed(world, wish.user);
    if (!user) return reply.code(404).send(NOT_FOUND);
    const opened = openSigning(simulator, wish.signString.includes('=') ? wish.signString : decodeURIComponent(wish.signString));
    if ('problem' in opened)
      return reply.code(422).send({ code: 'REQUEST_DATA_ERROR', message: `${opened.problem.problem}: ${opened.problem.field}` });
    if (wish.password !== undefined && wish.password !== user.password)
      return reply.code(422).send({ code: 'WRONG_PASSWORD', message: 'Wrong password.' });
    const result = await sign(simulator, opened, user.userId);
    if (!('agreement' in result)) return reply.code(409).send({ code: result.outcome, message: 'Not signed.' });
    return reply.send({ resultStatus: '7000', agreementNo: result.agreement.agreementNo });
  });
  tradeShortcuts(server, simulator);
}

function tradeShortcuts(server: FastifyInstance, simulator: Simulator): void {
  const { world } = simulator;
  server.post('/sandbox/pay', { schema: { body: BODIES.pay } }, async (request, reply) => {
    const wish = request.body as { tradeNo: string; user?: string; channel?: Channel; password?: string };
    const trade = world.trades.get(wish.tradeNo);
    const user = trade && userNamed(world, wish.user ?? trade.buyerId);
    if (!trade || !user) return reply.code(404).send(NOT_FOUND);
    const input = { user, channel: wish.channel ?? 'balance', password: wish.password ?? user.password, now: simulator.clock.now() };
    const { outcome, events } = payAtCashier(world, trade, input);
    await simulator.commit(events);
    return reply.code(outcome === 'paid' ? 200 : 409).send({ outcome });
  });
  server.post('/sandbox/agreements/:no/unsign', async (request, reply) => {
    const agreement = world.agreements.get((request.params as { no: string }).no);
    if (!agreement) return reply.code(404).send(NOT_FOUND);
    await simulator.commit(unsignByUser(world, agreement, simulator.clock.now()));
    return reply.send({ status: world.agreements.get(agreement.agreementNo)!.status });
  });
  server.post('/sandbox/trades/:no/finish', async (request, reply) => {
    const trade = world.trades.get((request.params as { no: string }).no);
    if (!trade) return reply.code(404).send(NOT_FOUND);
    await simulator.commit(finishTrade(world, trade, simulator.clock.now()));
    return reply.send({ status: world.trades.get(trade.tradeNo)!.status });
  });
}
