import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openMemory } from '@petpact/kit/memory';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import { aCaller, FixedClock } from '@petpact/kit/testing/ports';
import { assemble } from './assemble.ts';
import { writeMessage } from './domain/message.ts';

const NOW = new Date('2026-12-27T02:00:00Z');

/** A message to a person who allowed it, at a shop whose account service answers with this error. */
async function toldBy(error: Error) {
  const database = openMemory();
  const clock = new FixedClock(NOW);
  const account = { getAlipayAccount: async () => ({ appAuthToken: 'token' }), getAdopter: async () => Promise.reject(error) };
  const messenger = { send: async () => 'sent' as const };
  const service = assemble({ database, clock, realClock: clock, account: account as never, messenger });
  const [messages] = service.stores;
  await database
    .collection<{ _id: string; merchantId: string; granted: string[] }>('opt_ins')
    .insertOne({ _id: 'a-1', merchantId: 'm-1', granted: ['petpact-charge'] });
  const to = { source: 'C_2', merchantId: 'm-1', adopterId: 'a-1' };
  const { state, facts } = writeMessage(to, { kind: 'chargeNotice', contractId: 'C', period: 2 }, NOW);
  await messages!.create(state, facts, aCaller({ merchantId: 'm-1' }));
  const act = () => service.workers[0]!.act('m-1', state._id);
  return { act, read: () => messages!.require('m-1', state._id) };
}

describe('a message to somebody who is not there any more', () => {
  it('is given up, and comes back to work no more', async () => {
    const { act, read } = await toldBy(new Refusal('ADOPTER_NOT_FOUND', 'notFound'));
    await act();
    const { delivery, nextActionAt } = await read();
    assert.deepEqual([delivery, nextActionAt], ['failed', undefined]);
  });
  it('waits while account does not answer', async () => {
    const { act, read } = await toldBy(new Unavailable('account'));
    await assert.rejects(act(), { name: 'Unavailable' });
    assert.equal((await read()).delivery, 'queued');
  });
});
