import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { type Aggregate, AggregateStore } from '../aggregate.ts';
import type { Database } from '../collection.ts';
import { Conflict } from '../refusal.ts';
import { aCaller, FixedClock } from './ports.ts';

interface Jar extends Aggregate {
  beans: number;
  note?: string;
}
type JarFact = { type: 'beansAdded'; count: number } | { type: 'jarDusted' };

const LEASE_MS = 30_000;
const caller = aCaller();

/** What an aggregate store must keep whatever lies under it. */
export function aggregateContract(database: () => Database): void {
  const opened = () => {
    const clock = new FixedClock('2026-12-01T00:00:00Z');
    const realClock = new FixedClock('2030-01-01T00:00:00Z');
    const encode = (fact: JarFact) => (fact.type === 'beansAdded' ? Buffer.from(String(fact.count)) : undefined);
    const collection = database().collection<Jar>(`jars-${randomUUID()}`);
    const store = new AggregateStore<Jar, JarFact>({ collection, topic: 'jar.events.v1', encode, clock, realClock, name: 'JAR' });
    return { clock, realClock, store };
  };
  const jar = (given: Partial<Jar> = {}): Jar => ({ _id: 'j', merchantId: 'm-1', version: 1, schema: 1, beans: 0, ...given });
  const add = (count: number) => (state: Jar) => ({
    state: { ...state, beans: state.beans + count },
    facts: [{ type: 'beansAdded' as const, count }],
  });

  describe('an aggregate in this store', () => {
    it('is found by its own merchant only', async () => {
      const { store } = opened();
      assert.equal(await store.create(jar(), [], caller), true);
      assert.deepEqual(await store.read('m-1', 'j'), jar());
      assert.equal(await store.read('m-2', 'j'), undefined);
      await assert.rejects(store.require('m-2', 'j'), { reason: 'JAR_NOT_FOUND', kind: 'notFound' });
      await assert.rejects(store.decide('m-2', 'j', caller, add(1)), { reason: 'JAR_NOT_FOUND' });
      assert.deepEqual((await store.list('m-2', {}, { pageSize: 10 })).items, []);
    });

    it('is not saved by another merchant, nor over a newer version', async () => {
      const { store } = opened();
      await store.create(jar(), [], caller);
      const stranger = jar({ merchantId: 'm-2' });
      await assert.rejects(store.save(stranger, { ...stranger, beans: 1 }, [], caller), Conflict);
      await store.save(jar(), jar({ beans: 2 }), [], caller);
      await assert.rejects(store.save(jar(), jar({ beans: 3 }), [], caller), Conflict);
      assert.deepEqual(await store.read('m-1', 'j'), jar({ beans: 2, version: 2 }));
    });

    it('is created once', async () => {
      const { store } = opened();
      const answers = await Promise.all([1, 2, 3].map((beans) => store.create(jar({ beans }), [], caller)));
      assert.equal(answers.filter(Boolean).length, 1);
    });

    it('counts every one of two rivals that decide at the same time', async () => {
      const { store } = opened();
      await store.create(jar(), [], caller);
      await Promise.all([store.decide('m-1', 'j', caller, add(1)), store.decide('m-1', 'j', caller, add(10))]);
      assert.deepEqual(await store.read('m-1', 'j'), jar({ beans: 11, version: 3 }));
    });

    it('loses a field that the new state does not have', async () => {
      const { store } = opened();
      await store.create(jar({ note: 'full', nextActionAt: new Date(1) }), [], caller);
      await store.save(jar({ note: 'full', nextActionAt: new Date(1) }), jar({ nextActionAt: undefined }), [], caller);
      assert.deepEqual(await store.read('m-1', 'j'), jar({ version: 2 }));
      assert.equal(await store.nextDueAcrossMerchants(), undefined);
    });

    it('is due work for one worker at a time, and again when the lease is over or given back', async () => {
      const { store, realClock } = opened();
      const now = new Date('2026-12-05T00:00:00Z');
      await store.create(jar({ nextActionAt: now }), [], caller);
      await store.create(jar({ _id: 'later', nextActionAt: new Date(now.getTime() + 1) }), [], caller);
      await store.create(jar({ _id: 'never' }), [], caller);
      const claim = async () => (await store.claimDueAcrossMerchants({ now, limit: 10, leaseMs: LEASE_MS })).map(({ id }) => id);
      const taken = await Promise.all([claim(), claim(), claim()]);
      assert.deepEqual(taken.flat(), ['j']);
      await store.decide('m-1', 'j', caller, add(1));
      assert.deepEqual(await claim(), [], 'a save does not end the lease');
      realClock.advance(LEASE_MS);
      assert.deepEqual(await claim(), ['j']);
      await store.release('j');
      assert.deepEqual(await store.claimDueAcrossMerchants({ now, limit: 10, leaseMs: LEASE_MS }), [{ merchantId: 'm-1', id: 'j' }]);
      assert.deepEqual(await store.nextDueAcrossMerchants(), now);
    });

    it('hands its facts out in order, to one relay at a time, until they are pulled', async () => {
      const { store, realClock } = opened();
      await store.create(jar(), [{ type: 'beansAdded', count: 1 }, { type: 'jarDusted' }, { type: 'beansAdded', count: 2 }], caller);
      await store.decide('m-1', 'j', caller, add(3));
      const claim = () => store.claimOutboxAcrossMerchants({ limit: 10, leaseMs: LEASE_MS });
      const claims = (await Promise.all([claim(), claim()])).flat();
      const entries = claims.flatMap((claimed) => claimed.entries);
      assert.deepEqual(
        entries.map(({ eventId, key, type, payload }) => [eventId, key, type, payload.toString()]),
        [
          ['j:1:1', 'j', 'beansAdded', '1'],
          ['j:1:3', 'j', 'beansAdded', '2'],
          ['j:2:1', 'j', 'beansAdded', '3'],
        ],
      );
      realClock.advance(LEASE_MS);
      assert.equal((await claim()).length, 1, 'a relay that died gives way when its lease is over');
    });

    it('keeps what was added while its facts were being published', async () => {
      const { store } = opened();
      await store.create(jar(), [{ type: 'beansAdded', count: 1 }], caller);
      const claim = async () =>
        (await store.claimOutboxAcrossMerchants({ limit: 10, leaseMs: LEASE_MS })).flatMap(({ entries }) =>
          entries.map(({ eventId }) => eventId),
        );
      const first = await claim();
      await store.decide('m-1', 'j', caller, add(2));
      await store.pullOutbox('j', first);
      assert.equal(await store.hasOutboxAcrossMerchants(), true);
      assert.deepEqual(await claim(), ['j:2:1']);
      await store.pullOutbox('j', ['j:2:1']);
      assert.deepEqual([await store.hasOutboxAcrossMerchants(), await claim()], [false, []]);
    });

    it('loses no fact when a slow relay pulls what another one pulled before it', async () => {
      const { store } = opened();
      await store.create(jar(), [{ type: 'beansAdded', count: 1 }], caller);
      await store.decide('m-1', 'j', caller, add(2));
      await store.pullOutbox('j', ['j:1:1']);
      await store.decide('m-1', 'j', caller, add(3));
      await store.pullOutbox('j', ['j:1:1', 'j:2:1']);
      const claimed = await store.claimOutboxAcrossMerchants({ limit: 10, leaseMs: LEASE_MS });
      assert.deepEqual(
        claimed.flatMap(({ entries }) => entries.map(({ eventId }) => eventId)),
        ['j:3:1'],
      );
      await store.pullOutbox('j', []);
      await store.pullOutbox('j', ['j:1:1', 'j:3:1']);
      await store.claimOutboxAcrossMerchants({ limit: 10, leaseMs: LEASE_MS });
      assert.equal(await store.hasOutboxAcrossMerchants(), false);
    });

    it('is listed page by page, whole and without repeats, by any field and by _id', async () => {
      const { store } = opened();
      for (let n = 0; n < 7; n += 1) {
        await store.create(jar({ _id: `j${n}`, beans: n % 3, ...(n % 2 ? { nextActionAt: new Date(n % 4) } : {}) }), [], caller);
      }
      await store.create(jar({ _id: 'foreign', merchantId: 'm-2' }), [], caller);
      const all = async (sort: Record<string, 1 | -1> | undefined) => {
        const seen: string[] = [];
        for (let pageToken = ''; ; ) {
          const page = await store.list('m-1', { beans: { $lt: 3 } }, { sort, pageSize: 2, pageToken });
          seen.push(...page.items.map(({ _id }) => _id.slice(1)));
          pageToken = page.nextPageToken;
          if (!pageToken) return seen.join('');
        }
      };
      assert.equal(await all(undefined), '6543210');
      assert.equal(await all({ beans: 1 }), '0361425');
      assert.equal(await all({ beans: -1 }), '5241630');
      assert.equal(await all({ nextActionAt: 1 }), '0246153', 'those without the field come first');
      assert.equal(await all({ nextActionAt: -1 }), '3516420');
    });
  });
}
