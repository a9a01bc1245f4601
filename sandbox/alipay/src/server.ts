import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { accountRoutes } from './control/accounts.ts';
import { behaviourRoutes } from './control/behaviours.ts';
import { BODIES } from './control/bodies.ts';
import { bookRoutes } from './control/books.ts';
import { logRoutes } from './control/logs.ts';
import { shortcutRoutes } from './control/shortcuts.ts';
import { gatewayRoutes } from './gateway/gateway.ts';
import { agreementRoutes } from './pages/agreements.ts';
import { authRoutes } from './pages/auth.ts';
import { cashierRoutes } from './pages/cashier.ts';
import { controlPage } from './pages/control.ts';
import { signRoutes } from './pages/sign.ts';
import type { Simulator } from './runtime/simulator.ts';

/** Everything the simulator answers over HTTP; the README lists the routes. */
export async function alipayServer(simulator: Simulator, publicUrl: () => string): Promise<FastifyInstance> {
  const server = Fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  await server.register(formbody, { bodyLimit: 1024 * 1024 });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    return reply.code(status).send({ code: status < 500 ? 'INVALID_REQUEST' : 'SIMULATOR_BROKEN', message: error.message });
  });
  server.get('/', (_request, reply) => reply.redirect('/sandbox'));
  server.get('/health/live', () => ({ live: true }));
  server.get('/health/ready', () => ({ ready: true }));
  gatewayRoutes(server, simulator);
  authRoutes(server, simulator);
  signRoutes(server, simulator);
  cashierRoutes(server, simulator);
  agreementRoutes(server, simulator);
  controlPage(server, simulator);
  accountRoutes(server, simulator, publicUrl);
  behaviourRoutes(server, simulator);
  bookRoutes(server, simulator);
  logRoutes(server, simulator);
  shortcutRoutes(server, simulator);
  clockRoutes(server, simulator);
  return server;
}

/** The two routes through which the test clock moves the simulator. */
function clockRoutes(server: FastifyInstance, simulator: Simulator): void {
  server.post('/sandbox/clock', { schema: { body: BODIES.clock } }, async (request) => {
    await simulator.clock.setOffset((request.body as { offsetMs: number }).offsetMs);
    simulator.dueWork.sweep();
    return { now: new Date(simulator.clock.now()).toISOString(), offsetMs: simulator.clock.offsetMs };
  });
  server.get('/sandbox/work', () => simulator.work());
}
