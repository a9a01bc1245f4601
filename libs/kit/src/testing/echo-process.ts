import { z } from 'zod';
import { type Aggregate, AggregateStore, aggregateIndexes } from '../aggregate.ts';
import { type Caller, serviceCaller } from '../caller.ts';
import { runService } from '../process.ts';
import { type Rpcs, served } from '../rpc.ts';
import { EchoService } from './echo-service.ts';

interface Saying extends Aggregate {
  text: string;
  heard?: boolean;
  done?: boolean;
}

const TOPIC = 'echo.events.v1';

/** The smallest whole service, for the spec of the kit's own process: what is said is told, heard, and worked on a day later. */
await runService({
  name: 'echo',
  config: z.object({}),
  indexes: aggregateIndexes('sayings'),
  start: ({ database, clock }) => {
    const store = new AggregateStore<Saying, { type: 'said' }>({
      collection: database.collection<Saying>('sayings'),
      topic: TOPIC,
      encode: (_fact, { text }) => Buffer.from(text),
      clock,
    });
    const self = (merchantId: string): Caller => serviceCaller('echo', merchantId, { requestId: 'work' });
    const rpcs: Rpcs<EchoService> = {
      say: async ({ text }, caller) => {
        const { merchantId } = caller;
        const nextActionAt = new Date(clock.now().getTime() + 86_400_000);
        await store.create({ _id: text, merchantId, version: 0, schema: 1, text, nextActionAt }, [{ type: 'said' }], caller);
        return { text };
      },
      getSaid: async (_request, { merchantId }) => {
        const { items } = await store.list(merchantId, {}, { pageSize: 100 });
        const count = (field: 'heard' | 'done') => items.filter((saying) => saying[field]).length;
        return { text: `${items.length} said, ${count('heard')} heard, ${count('done')} done` };
      },
    };
    const mark = (merchantId: string, id: string, marked: Partial<Saying>) =>
      store.decide(merchantId, id, self(merchantId), (saying) => ({ state: { ...saying, ...marked }, facts: [] }));
    return {
      rpcs: [served(EchoService, rpcs)],
      consumers: [{ topics: [TOPIC], handle: ({ key, caller }) => mark(caller.merchantId, key, { heard: true }) }],
      workers: [{ name: 'sayings', store, act: (merchantId, id) => mark(merchantId, id, { done: true, nextActionAt: undefined }) }],
      stores: [store],
    };
  },
});
