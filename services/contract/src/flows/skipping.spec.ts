import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, contractWorld, stranger } from '../../test/contract-world.ts';

const skip = (contractId: string, requestId = 'skip-1', period = 2) => ({ contractId, period, requestId });

describe('leaving a month out', () => {
  it('is acknowledged when billing has moved the plan, and counts as a pause', async () => {
    const { active, rpcs } = contractWorld();
    const { contractId } = await active();
    const { contract, nextPlanDate } = await rpcs.skipPeriod(skip(contractId), adopter);
    assert.deepEqual([nextPlanDate, contract?.pauseCount, contract?.timeline.at(-1)?.type], ['2027-01-23', 1, 'periodSkipped']);
    assert.equal((await rpcs.skipPeriod(skip(contractId), adopter)).contract?.pauseCount, 1);
    await rpcs.skipPeriod(skip(contractId, 'skip-2'), adopter);
    await assert.rejects(rpcs.skipPeriod(skip(contractId, 'skip-3'), adopter), { reason: 'PAUSE_LIMIT' });
    await assert.rejects(rpcs.pauseContract({ contractId, reason: '出差', requestId: 'p' }, adopter), { reason: 'PAUSE_LIMIT' });
  });
  it('is finished by the worker when the answer was lost, once', async () => {
    const { active, rpcs, neighbours, work } = contractWorld();
    const { contractId } = await active();
    neighbours.down.add('skipPeriod:lost');
    await assert.rejects(rpcs.skipPeriod(skip(contractId), adopter), { name: 'Unavailable' });
    await work();
    assert.equal((await rpcs.skipPeriod(skip(contractId), adopter)).contract?.pauseCount, 1);
    assert.deepEqual(
      neighbours.calls.filter((call) => call.startsWith('skipPeriod')),
      ['skipPeriod 2 skip-1', 'skipPeriod 2 skip-1'],
    );
  });
  it('is refused, and leaves nothing, where billing will not', async () => {
    const { active, rpcs, work } = contractWorld();
    const { contractId } = await active();
    await assert.rejects(rpcs.skipPeriod(skip(contractId, 'skip-1', 1), adopter), { reason: 'PERIOD_NOT_NEXT' });
    assert.deepEqual(await work(), []);
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.pauseCount, 0);
  });
  it('is nobody else’s business, and for a running contract only', async () => {
    const { active, rpcs } = contractWorld();
    const { contractId } = await active();
    await assert.rejects(rpcs.skipPeriod(skip(contractId), stranger), { reason: 'CONTRACT_NOT_FOUND' });
    await rpcs.pauseContract({ contractId, reason: '出差', requestId: 'p' }, adopter);
    await assert.rejects(rpcs.skipPeriod(skip(contractId), adopter), { reason: 'CONTRACT_NOT_ACTIVE' });
  });
});
