import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { type Aggregate, AggregateStore } from './aggregate.ts';
import { type Caller, serviceCaller } from './caller.ts';
import { openMemory } from './memory.ts';
import { FixedClock } from './testing/ports.ts';
import { DueWorker } from './worker.ts';

const caller: Caller = serviceCaller('kit', 'm1', { requestId: 'r1' });

interface Reminder extends Aggregate {
  sent: number;
}

let worker: DueWorker | undefined;
afterEach(() => worker?.stop());

async function aShop(options: { act?: (id: string) => Promise<void>; concurrency?: number; leaseMs?: number; pollMs?: number } = {}) {
  const clock = new FixedClock('2026-12-01T02:00:00Z');
  const store = new AggregateStore<Reminder, never>({
    collection: openMemory().collection<Reminder>('reminders'),
    topic: 'kit.events.v1',
    encode: () => undefined,
    clock,
  });
  const send = (id: string) =>
    store.decide('m1', id, caller, ({ nextActionAt: _, ...reminder }) => ({ state: { ...reminder, sent: reminder.sent + 1 }, facts: [] }));
  const act = async (_merchantId: string, id: string) => {
    await options.act?.(id);
    await send(id);
  };
  worker = new DueWorker({
    name: 'reminders',
    store,
    act,
    clock,
    pollMs: options.pollMs ?? 3_600_000,
    concurrency: options.concurrency,
    leaseMs: options.leaseMs ?? 50,
  });
  const plan = (id: string, at: string) =>
    store.create({ _id: id, merchantId: 'm1', version: 0, schema: 1, sent: 0, nextActionAt: new Date(at) }, [], caller);
  const sent = async (id: string) => (await store.require('m1', id)).sent;
  return { clock, plan, sent, worker };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('due work', () => {
  it('is done when its business time has come, and not before', async () => {
    const { clock, plan, sent, worker } = await aShop();
    await plan('r1', '2026-12-02T02:00:00Z');
    worker.start();
    assert.equal(await worker.idle(), true);
    assert.equal((await worker.nextDue())?.toISOString(), '2026-12-02T02:00:00.000Z');
    clock.set('2026-12-02T02:00:00Z');
    assert.equal(await worker.idle(), false);
    worker.wake();
    await until(() => worker.idle());
    assert.equal(await sent('r1'), 1);
  });

  it('is noticed at once when this process makes it due', async () => {
    const { plan, sent, worker } = await aShop();
    worker.start();
    await plan('r1', '2026-12-01T01:00:00Z');
    await until(() => worker.idle());
    assert.equal(await sent('r1'), 1);
  });

  it('is tried again after a failure and keeps the worker busy until then', async () => {
    const failures = [new Error('down'), new Error('down')];
    const { plan, sent, worker } = await aShop({
      act: async () => {
        const failure = failures.shift();
        if (failure) throw failure;
      },
    });
    await plan('r1', '2026-12-01T01:00:00Z');
    worker.start();
    await until(async () => failures.length < 2);
    assert.equal(await worker.idle(), false);
    await until(() => worker.idle());
    assert.equal(await sent('r1'), 1);
  });

  it('is never more at a time than is allowed', async () => {
    let now = 0;
    let most = 0;
    const { plan, worker } = await aShop({
      concurrency: 2,
      act: async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now -= 1;
      },
    });
    for (const id of ['r1', 'r2', 'r3', 'r4', 'r5']) await plan(id, '2026-12-01T01:00:00Z');
    worker.start();
    await until(() => worker.idle());
    assert.equal(most, 2);
  });

  it('is not begun a second time while it is in hand, however long that takes', async () => {
    let begun = 0;
    const { plan, sent, worker } = await aShop({
      leaseMs: 10,
      pollMs: 5,
      act: async () => {
        begun += 1;
        await new Promise((resolve) => setTimeout(resolve, 60));
      },
    });
    await plan('r1', '2026-12-01T01:00:00Z');
    worker.start();
    await until(() => worker.idle());
    assert.deepEqual([begun, await sent('r1')], [1, 1]);
  });

  it('of one aggregate does not stop the others when it always fails', async () => {
    const { plan, sent, worker } = await aShop({
      concurrency: 1,
      act: async (id) => {
        if (id === 'bad') throw new Error('bad');
      },
    });
    await plan('bad', '2026-12-01T00:00:00Z');
    for (const id of ['r1', 'r2']) await plan(id, '2026-12-01T01:00:00Z');
    worker.start();
    await until(async () => (await sent('r1')) + (await sent('r2')) === 2);
    assert.equal(await worker.idle(), false);
  });
});
