import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Aggregate, AggregateStore } from './aggregate.ts';
import { openMemory } from './memory.ts';
import { Conflict } from './refusal.ts';
import { aCaller, FixedClock } from './testing/ports.ts';

interface Jar extends Aggregate {
  beans: { count: number };
  label?: string;
}
type JarFact = { type: 'beansAdded'; count: number };

const caller = aCaller({ requestId: 'r-9' });
const fresh: Jar = { _id: 'j', merchantId: 'm-1', version: 1, schema: 2, beans: { count: 0 } };

function opened(given: { upgrade?: (stored: Record<string, unknown>) => Jar } = {}) {
  const database = openMemory();
  const clock = new FixedClock('2026-12-06T02:00:00Z');
  const collection = database.collection<Jar>('jars');
  const woken: number[] = [];
  const store = new AggregateStore<Jar, JarFact>({
    collection,
    topic: 'pantry.events.v1',
    encode: ({ count }, after, { eventId, version }) => Buffer.from(`${eventId}/${version}/${after.beans.count}/${count}`),
    clock,
    realClock: new FixedClock('2030-01-01T00:00:00Z'),
    ...given,
  });
  store.onWrite(({ entries }) => {
    if (entries > 0) woken.push(1);
  });
  return { store, collection, woken };
}

const added = (count: number) => (state: Jar) => ({
  state: { ...state, beans: { count: state.beans.count + count } },
  facts: [{ type: 'beansAdded' as const, count }],
});

describe('the facts of a write', () => {
  it('carry their ids, their time, who caused them and the version, beside the bytes', async () => {
    const { store, woken } = opened();
    await store.create(fresh, [], caller);
    assert.equal(woken.length, 0);
    await store.decide('m-1', 'j', caller, added(3));
    const [claimed] = await store.claimOutboxAcrossMerchants({ limit: 1, leaseMs: 1 });
    assert.deepEqual(claimed?.entries, [
      {
        eventId: 'j:2:1',
        type: 'beansAdded',
        key: 'j',
        payload: Buffer.from('j:2:1/2/3/3'),
        headers: {
          ce_specversion: '1.0',
          ce_id: 'j:2:1',
          ce_type: 'beansAdded',
          ce_source: 'pantry',
          ce_time: '2026-12-06T02:00:00.000Z',
          merchant_id: 'm-1',
          version: '2',
          caller: JSON.stringify(caller),
        },
      },
    ]);
    assert.equal(woken.length, 1);
  });

  it('never show in the state', async () => {
    const { store } = opened();
    await store.create(fresh, [{ type: 'beansAdded', count: 1 }], caller);
    await store.claimOutboxAcrossMerchants({ limit: 1, leaseMs: 1_000 });
    assert.deepEqual(await store.read('m-1', 'j'), fresh);
  });
});

describe('a decision', () => {
  it('that changes nothing and tells nothing writes nothing', async () => {
    const { store } = opened();
    await store.create(fresh, [], caller);
    const answer = await store.decide('m-1', 'j', caller, (state) => ({ state: { ...state, beans: { count: 0 } }, facts: [] }));
    assert.deepEqual([answer, await store.read('m-1', 'j')], [fresh, fresh]);
  });

  it('is made again on what a faster one left, three times at most', async () => {
    const { store, collection } = opened();
    await store.create(fresh, [], caller);
    const seen: number[] = [];
    const outrun = (times: number) => (state: Jar) => {
      seen.push(state.version);
      // The memory store writes before its first await: by the time the decision is saved, this has happened.
      if (seen.length <= times) void collection.updateOne({ _id: 'j' }, { $inc: { version: 1 } });
      return added(1)(state);
    };
    assert.equal((await store.decide('m-1', 'j', caller, outrun(2))).version, 4);
    assert.deepEqual(seen.splice(0), [1, 2, 3]);
    await assert.rejects(store.decide('m-1', 'j', caller, outrun(3)), Conflict);
    assert.equal(seen.length, 3);
  });

  it('that refuses leaves the aggregate as it was', async () => {
    const { store } = opened();
    await store.create(fresh, [], caller);
    const refuse = () => {
      throw new RangeError('no');
    };
    await assert.rejects(store.decide('m-1', 'j', caller, refuse), RangeError);
    assert.deepEqual(await store.read('m-1', 'j'), fresh);
  });
});

describe('an aggregate of an older shape', () => {
  const upgrade = (stored: Record<string, unknown>): Jar => {
    if (stored.schema !== 1) return stored as unknown as Jar;
    const { number, ...rest } = stored;
    return { ...(rest as unknown as Jar), schema: 2, beans: { count: Number(number) } };
  };
  const stored = { _id: 'j', merchantId: 'm-1', version: 7, schema: 1, number: 4 };

  it('is read in the present shape and left as it is stored', async () => {
    const { store, collection } = opened({ upgrade });
    await collection.insertOne(stored as never);
    assert.deepEqual(await store.read('m-1', 'j'), { ...fresh, version: 7, beans: { count: 4 } });
    assert.deepEqual((await store.list('m-1', {}, { pageSize: 1 })).items[0]?.beans, { count: 4 });
    assert.deepEqual(await collection.findOne({ _id: 'j' }), stored);
  });

  it('is stored in the present shape by the next write, and by those after it', async () => {
    const { store, collection } = opened({ upgrade });
    await collection.insertOne(stored as never);
    const once = await store.decide('m-1', 'j', caller, (state) => ({ state: { ...state, label: 'x' }, facts: [] }));
    assert.deepEqual(await collection.findOne({ _id: 'j' }), { ...fresh, version: 8, beans: { count: 4 }, label: 'x' });
    await store.save(once, { ...once, label: undefined }, [], caller);
    assert.deepEqual(await collection.findOne({ _id: 'j' }), { ...fresh, version: 9, beans: { count: 4 } });
  });

  it('refuses by the name of its collection when there is none', async () => {
    await assert.rejects(opened().store.require('m-1', 'nobody'), { reason: 'JAR_NOT_FOUND' });
  });
});
