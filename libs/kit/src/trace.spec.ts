import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type Aggregate, AggregateStore } from './aggregate.ts';
import { consume } from './consumer.ts';
import { openMemory } from './memory.ts';
import { openMemoryBus } from './memory-bus.ts';
import { OutboxRelay } from './outbox.ts';
import { FixedClock } from './testing/ports.ts';
import { startTracing, withSpan } from './trace.ts';
import { currentTraceparent, spanContextOf } from './trace-context.ts';

const tracing = startTracing({ service: 'kit' });
after(() => tracing.stop());

const traceIdOf = (traceparent: string | undefined) => spanContextOf(traceparent)?.traceId;

describe('a trace', () => {
  it('has ids even where nothing collects traces, so that logs can be told apart', async () => {
    assert.ok(traceIdOf(await withSpan('work', {}, async () => currentTraceparent())));
    assert.equal(currentTraceparent(), undefined);
  });

  it('goes on where the work came from outside', async () => {
    const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const inside = await withSpan('work', { parent }, async () => currentTraceparent());
    assert.equal(traceIdOf(inside), '0af7651916cd43dd8448eb211c80319c');
    assert.notEqual(inside, parent);
  });

  it('goes through the outbox to whoever handles the fact', async () => {
    const bus = openMemoryBus();
    const store = new AggregateStore<Aggregate, { type: 'made' }>({
      collection: openMemory().collection<Aggregate>('boxes'),
      topic: 'kit.events.v1',
      encode: () => new Uint8Array(),
      clock: new FixedClock(),
    });
    let handledIn: string | undefined;
    const handle = async () => {
      handledIn = currentTraceparent();
    };
    await consume({ bus, group: 'g', topics: ['kit.events.v1'], handle });
    const caller = { merchantId: 'm1', actor: { kind: 'staff' as const, id: 's1' }, requestId: 'r1' };
    const savedIn = await withSpan('rpc', {}, async () => {
      await store.create({ _id: 'a', merchantId: 'm1', version: 0, schema: 1 }, [{ type: 'made' }], caller);
      return currentTraceparent();
    });
    await new OutboxRelay({ stores: [store], bus }).flush();
    await bus.settle();
    assert.equal(traceIdOf(handledIn), traceIdOf(savedIn));
    assert.notEqual(handledIn, savedIn);
  });
});
