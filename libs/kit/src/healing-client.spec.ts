import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { HealingClient } from './healing-client.ts';
import { Unavailable } from './refusal.ts';

const SILENT_FOR_MS = 6_000;

/** A server and the clients made for it, numbered; `stuck` ones get no answer though the server is there. */
class World {
  nowMs = 1_000;
  isAway = false;
  opened = 1;
  readonly stuck = new Set<number>();
  readonly closed: number[] = [];
  readonly replacedAfter: number[] = [];
  readonly healing = new HealingClient(1, {
    open: async () => {
      if (this.isAway) throw new Unavailable('away');
      this.opened += 1;
      return this.opened;
    },
    close: async (client) => void this.closed.push(client),
    nowMs: () => this.nowMs,
    silentForMs: SILENT_FOR_MS,
    onReplaced: (silentMs) => this.replacedAfter.push(silentMs),
  });

  async ask(): Promise<number | string> {
    const operation = async (client: number) => {
      if (this.isAway || this.stuck.has(client)) throw new Unavailable('no answer');
      return client;
    };
    const answer = await this.healing.run(operation).catch(() => 'unavailable');
    await turn();
    return answer;
  }
}

describe('a client that heals', () => {
  it('is replaced when it got no answer for the given time though a new one does, and is then closed', async () => {
    const world = new World();
    world.stuck.add(1);
    await world.ask();
    world.nowMs += SILENT_FOR_MS - 1;
    await world.ask();
    assert.equal(world.opened, 1);
    world.nowMs += 1;
    await Promise.all([world.ask(), world.ask(), world.ask()]);
    assert.deepEqual([world.opened, world.closed, world.replacedAfter], [2, [1], [SILENT_FOR_MS]]);
    assert.equal(await world.ask(), 2);
  });

  it('stays while the server is away, and answers again when the server does', async () => {
    const world = new World();
    world.isAway = true;
    for (let second = 0; second < 60; second += 1) {
      assert.equal(await world.ask(), 'unavailable');
      world.nowMs += 1_000;
    }
    world.isAway = false;
    assert.equal(await world.ask(), 1);
    assert.deepEqual([world.opened, world.closed], [1, []]);
  });

  it('counts the silence anew after any answer, a refusal too', async () => {
    const world = new World();
    world.stuck.add(1);
    await world.ask();
    world.nowMs += SILENT_FOR_MS;
    await assert.rejects(
      world.healing.run(async () => {
        throw new Error('duplicate key');
      }),
      /duplicate key/,
    );
    await world.ask();
    assert.equal(world.opened, 1);
  });

  it('opens nothing more once it is closed', async () => {
    const world = new World();
    world.stuck.add(1);
    await world.ask();
    world.nowMs += SILENT_FOR_MS;
    await world.healing.close();
    await world.ask();
    assert.deepEqual([world.opened, world.closed], [1, [1]]);
  });
});
