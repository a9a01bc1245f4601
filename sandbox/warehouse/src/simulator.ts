import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import { Books } from './books.ts';
import { BusinessTime } from './business-time.ts';
import { controlApi } from './control-api.ts';
import { Floor } from './floor.ts';
import { platformApi } from './platform-api.ts';
import { PostOffice } from './post-office.ts';
import { Traffic } from './traffic.ts';

export interface Settings {
  host: string;
  port: number;
  journalPath: string;
  /** Absent: business time is real time. */
  clockUrl?: string;
  /** Address under which the test clock reaches the simulator, where it differs from the one listened on. */
  publicUrl?: string;
  pushTimeoutMs: number;
}

/** Starts the simulator; answers its address once it listens. Work begins when the test clock, if there is one, has told the time. */
export async function startSimulator(settings: Settings): Promise<{ url: string; stop(): Promise<void> }> {
  const books = await Books.open(settings.journalPath);
  const time = new BusinessTime();
  const traffic = new Traffic();
  const now = () => time.nowMs;
  const post = new PostOffice({ books, traffic, now, timeoutMs: settings.pushTimeoutMs });
  const floor = new Floor({ books, time, post });
  const server = Fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) console.error(error);
    return reply.code(status).send({ code: status < 500 ? 'INVALID_REQUEST' : 'SIMULATOR_BROKEN', message: error.message });
  });
  await server.register(platformApi({ books, floor, traffic, now }));
  await server.register(controlApi({ books, floor, traffic, time }));
  const page = readFileSync(new URL('./page/index.html', import.meta.url));
  server.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  const url = await server.listen({ host: settings.host, port: settings.port });
  const joined = settings.clockUrl
    ? time.join(settings.clockUrl, { name: 'warehouse-simulator', url: settings.publicUrl ?? url })
    : Promise.resolve();
  void joined.then(() => floor.start());
  return {
    url,
    async stop() {
      floor.stop();
      await server.close();
      await post.stop();
      await books.close();
    },
  };
}
