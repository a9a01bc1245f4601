import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Caller } from '@petpact/kit/caller';
import type { Instalment } from '@petpact/proto/billing/v1/billing_service';
import { adopter, contractWorld, otherShop, staff, stranger } from '../../test/contract-world.ts';

const DAY = 86_400_000;
const clerk: Caller = { ...staff, actor: { kind: 'staff', id: 'staff-2', roles: ['clerk'] } };

type World = ReturnType<typeof contractWorld>;

const instalment = (period: number, state: Instalment['state'], shipped = false): Instalment => ({
  period,
  planDate: '2026-12-23',
  amountFen: 12_900,
  state,
  skuId: 'sku-1',
  skuName: '成猫粮',
  quantity: 1,
  tries: 0,
  nextTryTime: undefined,
  paidTime: undefined,
  noticedTime: undefined,
  lastRefusal: '',
  tradeNo: '',
  alipayTradeNo: '',
  refundedFen: 0,
  lateTime: undefined,
  shippedTime: shipped ? new Date('2026-12-01') : undefined,
});

/** A running contract some time after signing: one period shipped, one paid, one to come. */
async function running(world: World, days = 30) {
  const { contractId } = await world.active();
  world.clock.advance(days * DAY);
  setPeriods(world, contractId, [instalment(1, 'STATE_PAID', true), instalment(2, 'STATE_PAID'), instalment(3, 'STATE_SCHEDULED')]);
  return contractId;
}

function setPeriods({ neighbours }: World, contractId: string, instalments: Instalment[]): void {
  neighbours.plans.set(contractId, { ...neighbours.plans.get(contractId)!, instalments });
}

async function wish(world: World, contractId: string, change: { cause?: string; by?: Caller; requestId?: string; reason?: string } = {}) {
  const { cause = 'adopterWish', by = adopter, requestId = 'end-1', reason = by === adopter ? '' : '双方已协商' } = change;
  const { settlement } = await world.rpcs.previewEnding({ contractId, cause }, by);
  return { contractId, cause, reason, requestId, settlementId: settlement!.settlementId };
}

const end = async (world: World, contractId: string, change: Parameters<typeof wish>[2] = {}) =>
  (await world.rpcs.endContract(await wish(world, contractId, change), change.by ?? adopter)).contract!;

describe('an adopter who leaves', () => {
  it('sees what it comes to first, and it is done as it was shown', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    const { settlement } = await world.rpcs.previewEnding({ contractId, cause: 'adopterWish' }, adopter);
    assert.deepEqual([settlement?.refundPeriods, settlement?.feeFen, settlement?.feeBp], [[2], 1_290, 1000]);
    const contract = await end(world, contractId);
    assert.equal(contract.state, 'STATE_TERMINATED');
    assert.deepEqual(contract.ending?.settlement, settlement);
    assert.deepEqual(
      world.neighbours.calls.filter((call) => call.startsWith('endPlan')),
      ['endPlan adopterWish terminationFee 1290'],
    );
    assert.equal((await world.told()).at(-1), 'contractTerminated');
    assert.equal(contract.timeline.at(-1)?.type, 'contractTerminated');
  });
  it('is not held to numbers that he did not see', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    const request = await wish(world, contractId);
    setPeriods(world, contractId, [instalment(1, 'STATE_PAID', true), instalment(2, 'STATE_PAID', true), instalment(3, 'STATE_SCHEDULED')]);
    await assert.rejects(world.rpcs.endContract(request, adopter), { reason: 'SETTLEMENT_CHANGED' });
    assert.equal((await world.rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_ACTIVE');
  });
  it('pays nothing within the cooling-off days', async () => {
    const world = contractWorld();
    const contract = await end(world, await running(world, 3));
    assert.deepEqual([contract.ending?.settlement?.coolingOff, contract.ending?.settlement?.feeFen], [true, 0]);
    assert.ok(world.neighbours.calls.includes('endPlan adopterWish  0'));
  });
  it('is not told that it is over while billing is down; it is done when billing is back, once', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    const request = await wish(world, contractId);
    world.neighbours.down.add('billing');
    await assert.rejects(world.rpcs.endContract(request, adopter), { name: 'Unavailable' });
    const pending = (await world.rpcs.getContract({ contractId }, adopter)).contract;
    assert.deepEqual([pending?.state, pending?.ending?.cause], ['STATE_ACTIVE', 'adopterWish']);
    world.neighbours.down.clear();
    await world.work();
    assert.equal((await world.rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_TERMINATED');
    assert.equal((await world.rpcs.endContract(request, adopter)).contract?.state, 'STATE_TERMINATED');
    assert.equal((await world.told()).filter((fact) => fact === 'contractTerminated').length, 1);
  });
  it('comes to the same where billing’s answer was lost', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    const request = await wish(world, contractId);
    world.neighbours.down.add('endPlan:lost');
    await assert.rejects(world.rpcs.endContract(request, adopter), { name: 'Unavailable' });
    await world.work();
    assert.equal((await world.rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_TERMINATED');
  });
  it('may do so while paused, and nothing resumes afterwards', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await world.rpcs.pauseContract({ contractId, reason: '出差', requestId: 'p1' }, adopter);
    const contract = await end(world, contractId);
    assert.deepEqual([contract.state, contract.pausedUntilDate], ['STATE_TERMINATED', '']);
    world.clock.advance(90 * DAY);
    assert.deepEqual(await world.work(), []);
    assert.equal(world.neighbours.calls.filter((call) => call.startsWith('resumePlan')).length, 0);
  });
  it('frees the pet before the mandate stands, and nothing is owed', async () => {
    const world = contractWorld();
    const { contractId } = await world.signed();
    const contract = await end(world, contractId);
    assert.equal(contract.state, 'STATE_TERMINATED');
    assert.equal(world.neighbours.holders.has('pet-1'), false);
  });
  it('leaves the pet with the shop where it never changed hands', async () => {
    const world = contractWorld();
    const contractId = await running(world, 2);
    await end(world, contractId);
    assert.equal(world.neighbours.adopted.has('pet-1'), false);
  });
  it('does it once', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await end(world, contractId);
    await assert.rejects(wish(world, contractId), { reason: 'CONTRACT_ENDED' });
  });
});

describe('who may end a contract', () => {
  it('is the adopter by his own wish, and owner or manager for another cause', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await assert.rejects(wish(world, contractId, { cause: 'petDied' }), { reason: 'CAUSE_NOT_ALLOWED' });
    await assert.rejects(wish(world, contractId, { by: staff }), { reason: 'CAUSE_NOT_ALLOWED' });
    await assert.rejects(wish(world, contractId, { cause: 'petDied', by: clerk }), { reason: 'NOT_ALLOWED' });
    await assert.rejects(wish(world, contractId, { cause: 'mandateMissing', by: staff }), { reason: 'CAUSE_NOT_ALLOWED' });
    for (const by of [stranger, otherShop]) {
      await assert.rejects(wish(world, contractId, { by }), { reason: 'CONTRACT_NOT_FOUND' });
      const request = { contractId, cause: 'adopterWish', reason: '', settlementId: 'x', requestId: 'r' };
      await assert.rejects(world.rpcs.endContract(request, by), { reason: 'CONTRACT_NOT_FOUND' });
    }
  });
  it('is staff with a reason only', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await assert.rejects(end(world, contractId, { by: staff, cause: 'petDied', reason: ' ' }), { reason: 'REASON_REQUIRED' });
    await assert.rejects(end(world, contractId, { by: staff, cause: 'petDied', reason: '久'.repeat(201) }), { reason: 'INVALID_REASON' });
    const contract = await end(world, contractId, { by: staff, cause: 'petDied', reason: '兽医证明已收到' });
    assert.deepEqual(
      [contract.state, contract.ending?.reason, contract.ending?.settlement?.feeFen],
      ['STATE_TERMINATED', '兽医证明已收到', 0],
    );
    assert.equal(world.neighbours.adopted.get('pet-1'), contractId);
  });
  it('may call a breach only from the overdue instalments that were agreed', async () => {
    const world = contractWorld();
    const contractId = await running(world, 120);
    await assert.rejects(end(world, contractId, { by: staff, cause: 'adopterBreach' }), { reason: 'BREACH_NOT_REACHED' });
    setPeriods(
      world,
      contractId,
      [1, 2, 3].map((period) => instalment(period, 'STATE_OVERDUE')),
    );
    const contract = await end(world, contractId, { by: staff, cause: 'adopterBreach' });
    assert.equal(contract.state, 'STATE_BREACHED');
    assert.ok(world.neighbours.calls.includes('endPlan adopterBreach breachFee 7740'));
    assert.equal((await world.told()).at(-1), 'contractBreached');
  });
});

describe('a shop that ends a contract by its own wish', () => {
  it('gives its days of notice, and it ends on the day with what is true then', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    const announced = await end(world, contractId, { by: staff, cause: 'shopWish' });
    assert.deepEqual([announced.state, announced.ending?.settlement?.effectiveDate], ['STATE_ACTIVE', '2027-01-07']);
    assert.equal((await world.told()).at(-1), 'endingAnnounced');
    await assert.rejects(wish(world, contractId, { by: staff, cause: 'shopWish', requestId: 'end-2' }), { reason: 'ENDING_PENDING' });
    world.clock.advance(14 * DAY);
    await world.work();
    assert.equal((await world.rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_ACTIVE');
    setPeriods(world, contractId, [instalment(1, 'STATE_PAID', true), instalment(2, 'STATE_PAID', true), instalment(3, 'STATE_PAID')]);
    world.clock.advance(DAY);
    await world.work();
    const { contract } = await world.rpcs.getContract({ contractId }, adopter);
    assert.deepEqual([contract?.state, contract?.ending?.settlement?.refundPeriods], ['STATE_TERMINATED', [3]]);
    assert.equal(contract?.ending?.settlement?.effectiveDate, '2027-01-07');
  });
  it('lets the adopter leave at once in the meantime, for free', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await end(world, contractId, { by: staff, cause: 'shopWish' });
    const contract = await end(world, contractId, { requestId: 'end-2' });
    assert.deepEqual([contract.state, contract.ending?.cause, contract.ending?.settlement?.feeFen], ['STATE_TERMINATED', 'adopterWish', 0]);
  });
  it('is overtaken by a plan that completes before', async () => {
    const world = contractWorld();
    const contractId = await running(world);
    await end(world, contractId, { by: staff, cause: 'shopWish' });
    await world.hear(contractId, 40, { $case: 'planCompleted', value: { adopterId: 'adopter-1', paid: 3, overdue: 0 } });
    world.clock.advance(20 * DAY);
    assert.deepEqual(await world.work(), []);
    const { contract } = await world.rpcs.getContract({ contractId }, adopter);
    assert.deepEqual([contract?.state, contract?.ending], ['STATE_COMPLETED', undefined]);
  });
});

describe('a signed contract whose mandate never comes', () => {
  it('ends by itself after the days of the handover, and its pet is free again', async () => {
    const world = contractWorld();
    const { contractId } = await world.signed();
    await world.work();
    world.clock.advance(13 * DAY);
    await world.work();
    assert.equal((await world.rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_SIGNED');
    world.clock.advance(DAY + 60_000);
    await world.work();
    const { contract } = await world.rpcs.getContract({ contractId }, adopter);
    assert.deepEqual(
      [contract?.state, contract?.ending?.cause, contract?.ending?.actorKind],
      ['STATE_TERMINATED', 'mandateMissing', 'service'],
    );
    assert.equal(world.neighbours.holders.has('pet-1'), false);
    assert.ok(world.neighbours.calls.includes('endPlan mandateMissing  0'));
  });
});
