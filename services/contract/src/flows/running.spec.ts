import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, contractWorld, staff } from '../../test/contract-world.ts';

const DAY = 86_400_000;
const revoked = { $case: 'mandateRevoked', value: { adopterId: 'adopter-1', cause: 'user' } } as const;
const completed = { $case: 'planCompleted', value: { adopterId: 'adopter-1', paid: 12, overdue: 0 } } as const;
const paused = { $case: 'planPaused', value: { adopterId: 'adopter-1', reason: '出差' } } as const;

describe('a contract whose mandate is proved', () => {
  it('runs, and the pet is the adopter’s', async () => {
    const { active, neighbours, told } = contractWorld();
    const { state, contractId, activatedTime } = await active();
    assert.deepEqual(
      [state, neighbours.adopted.get('pet-1'), activatedTime?.toISOString()],
      ['STATE_ACTIVE', contractId, '2026-11-23T02:15:00.000Z'],
    );
    assert.equal((await told()).at(-1), 'contractActivated');
  });
  it('says so once, however often billing does', async () => {
    const { active, hear, told } = contractWorld();
    const { contractId } = await active();
    await hear(contractId, 2, { $case: 'mandateSigned', value: { adopterId: 'adopter-1', agreementNo: '1' } });
    assert.equal((await told()).filter((fact) => fact === 'contractActivated').length, 1);
  });
  it('is completed with its plan', async () => {
    const { active, hear, rpcs } = contractWorld();
    const { contractId } = await active();
    await hear(contractId, 30, revoked);
    await hear(contractId, 31, completed);
    const { contract } = await rpcs.getContract({ contractId }, adopter);
    assert.equal(contract?.state, 'STATE_COMPLETED');
    assert.deepEqual(
      contract?.timeline.map(({ type }) => type),
      ['contractDrafted', 'contractSigned', 'contractActivated', 'mandateRevoked', 'contractCompleted'],
    );
  });
  it('waits for a contract that is not there yet', async () => {
    const { hear } = contractWorld();
    await assert.rejects(hear('C-unknown', 3, completed), { reason: 'CONTRACT_NOT_FOUND', kind: 'notFound' });
  });
  it('keeps its pet held while the handover is waited for', async () => {
    const { signed, hear, work, clock, neighbours, rpcs } = contractWorld();
    await rpcs.savePolicy({ policy: { ...(await rpcs.getPolicy({}, staff)).policy!, planStart: 'handover' } }, staff);
    const { contractId } = await signed();
    await rpcs.bookHandover({ contractId, date: '2026-12-30' }, staff);
    await hear(contractId, neighbours.activatePlan(contractId), {
      $case: 'mandateSigned',
      value: { adopterId: 'adopter-1', agreementNo: '1' },
    });
    await work();
    const before = neighbours.calls.filter((call) => call.startsWith('holdPet')).length;
    clock.advance(28 * DAY);
    await work();
    assert.equal(neighbours.calls.filter((call) => call.startsWith('holdPet')).length, before + 1);
  });
});

describe('pausing a contract', () => {
  const request = (contractId: string) => ({ contractId, reason: '出差', requestId: 'pause-1' });

  it('is acknowledged when billing has answered, naming the charge in flight', async () => {
    const { active, rpcs, neighbours } = contractWorld();
    const { contractId } = await active();
    neighbours.inFlightPeriod = 2;
    const answer = await rpcs.pauseContract(request(contractId), adopter);
    assert.deepEqual([answer.contract?.state, answer.inFlightPeriod, answer.contract?.pausedUntilDate], ['STATE_PAUSED', 2, '2027-01-22']);
    assert.equal(neighbours.plans.get(contractId)?.state, 'STATE_PAUSED');
    assert.equal((await rpcs.pauseContract(request(contractId), adopter)).inFlightPeriod, 2);
    assert.equal(answer.contract?.pauseCount, 1);
  });
  it('is not acknowledged while billing is down, and is finished when it is back', async () => {
    const { active, rpcs, neighbours, work } = contractWorld();
    const { contractId } = await active();
    neighbours.down.add('billing');
    await assert.rejects(rpcs.pauseContract(request(contractId), adopter), { name: 'Unavailable' });
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_ACTIVE');
    neighbours.down.clear();
    await work();
    assert.equal((await rpcs.pauseContract(request(contractId), adopter)).contract?.state, 'STATE_PAUSED');
  });
  it('finds out that billing had paused when the answer was lost', async () => {
    const { active, rpcs, neighbours } = contractWorld();
    const { contractId } = await active();
    neighbours.down.add('pausePlan:lost');
    await assert.rejects(rpcs.pauseContract(request(contractId), adopter), { name: 'Unavailable' });
    assert.equal((await rpcs.pauseContract(request(contractId), adopter)).contract?.state, 'STATE_PAUSED');
  });
  it('counts once when billing’s fact arrives as well, even after the resume', async () => {
    const { active, rpcs, hear, neighbours } = contractWorld();
    const { contractId } = await active();
    await rpcs.pauseContract(request(contractId), adopter);
    const { contract, nextPlanDate } = await rpcs.resumeContract({ contractId, requestId: 'resume-1' }, adopter);
    assert.deepEqual([contract?.state, nextPlanDate], ['STATE_ACTIVE', '2027-01-23']);
    // Billing is told which pause is meant, so that a command that comes late ends no later one.
    assert.deepEqual(
      neighbours.calls.filter((call) => /^(pause|resume)Plan/.test(call)),
      ['pausePlan pause-1', 'resumePlan pause-1'],
    );
    await hear(contractId, 3, paused);
    const after = (await rpcs.getContract({ contractId }, adopter)).contract;
    assert.deepEqual([after?.state, after?.pauseCount], ['STATE_ACTIVE', 1]);
  });
  it('ends by itself after as many days as the terms allow', async () => {
    const { active, rpcs, work, clock, neighbours } = contractWorld();
    const { contractId } = await active();
    await rpcs.pauseContract(request(contractId), adopter);
    clock.advance(59 * DAY);
    await work();
    assert.equal(neighbours.plans.get(contractId)?.state, 'STATE_PAUSED');
    clock.advance(2 * DAY);
    await work();
    assert.equal(neighbours.plans.get(contractId)?.state, 'STATE_ACTIVE');
    assert.equal((await rpcs.getContract({ contractId }, staff)).contract?.state, 'STATE_ACTIVE');
  });
  it('is refused, and leaves nothing, where billing will not pause', async () => {
    const { active, rpcs, neighbours } = contractWorld();
    const { contractId } = await active();
    neighbours.plans.set(contractId, { ...neighbours.plans.get(contractId)!, state: 'STATE_SUSPENDED' });
    await assert.rejects(rpcs.pauseContract(request(contractId), adopter), { reason: 'PLAN_NOT_ACTIVE' });
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.pauseCount, 0);
  });
  it('leaves no work behind when the plan completes between the wish and billing’s answer', async () => {
    const { active, rpcs, neighbours, hear, work } = contractWorld();
    const { contractId } = await active();
    neighbours.down.add('billing');
    await assert.rejects(rpcs.pauseContract(request(contractId), adopter), { name: 'Unavailable' });
    neighbours.down.clear();
    neighbours.plans.set(contractId, { ...neighbours.plans.get(contractId)!, state: 'STATE_ENDED' });
    await hear(contractId, 9, completed);
    assert.deepEqual(await work(), []);
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_COMPLETED');
  });
  it('is refused after the times the terms allow', async () => {
    const { active, rpcs } = contractWorld();
    const { contractId } = await active();
    for (const count of [1, 2]) {
      await rpcs.pauseContract({ ...request(contractId), requestId: `p${count}` }, adopter);
      await rpcs.resumeContract({ contractId, requestId: `r${count}` }, adopter);
    }
    await assert.rejects(rpcs.pauseContract({ ...request(contractId), requestId: 'p3' }, adopter), { reason: 'PAUSE_LIMIT' });
  });
});

describe('a plan that starts at handover', () => {
  async function signedForHandover() {
    const world = contractWorld();
    const { policy } = await world.rpcs.getPolicy({}, staff);
    await world.rpcs.savePolicy({ policy: { ...policy!, planStart: 'handover' } }, staff);
    const { contractId } = await world.signed();
    return { ...world, contractId };
  }

  it('is opened when the handover is booked, and started when both sides confirmed', async () => {
    const { contractId, rpcs, neighbours, hear, clock, work, told } = await signedForHandover();
    await work();
    assert.equal(neighbours.plans.has(contractId), false);
    await rpcs.bookHandover({ contractId, date: '2026-11-30' }, staff);
    assert.deepEqual(
      [neighbours.opened.get(contractId)?.planStart, neighbours.opened.get(contractId)?.handoverDate],
      ['handover', '2026-11-30'],
    );
    await hear(contractId, 2, { $case: 'mandateSigned', value: { adopterId: 'adopter-1', agreementNo: '1' } });
    clock.set('2026-11-30T04:00:00Z');
    assert.equal((await rpcs.confirmHandover({ contractId }, staff)).contract?.state, 'STATE_AWAITING_HANDOVER');
    assert.deepEqual(neighbours.started, []);
    assert.equal((await rpcs.confirmHandover({ contractId }, adopter)).contract?.state, 'STATE_ACTIVE');
    assert.deepEqual(neighbours.started, [{ contractId, handoverDate: '2026-11-30', confirmed: true }]);
    assert.deepEqual((await told()).slice(-6), [
      'contractSigned',
      'handover booked',
      'handover shopConfirmed',
      'handover adopterConfirmed',
      'handover done',
      'contractActivated',
    ]);
  });
  it('is moved with the handover', async () => {
    const { contractId, rpcs, neighbours } = await signedForHandover();
    await rpcs.bookHandover({ contractId, date: '2026-11-30' }, staff);
    await rpcs.bookHandover({ contractId, date: '2026-12-08' }, adopter);
    assert.deepEqual(neighbours.started, [{ contractId, handoverDate: '2026-12-08', confirmed: false }]);
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.firstPlanDate, '2026-12-08');
  });
  it('is opened for the day first booked, and moved after, where billing was down in between', async () => {
    const { contractId, rpcs, neighbours, work } = await signedForHandover();
    neighbours.down.add('billing');
    await rpcs.bookHandover({ contractId, date: '2026-11-30' }, staff);
    await rpcs.bookHandover({ contractId, date: '2026-12-08' }, staff);
    neighbours.down.clear();
    await work();
    assert.equal(neighbours.opened.get(contractId)?.handoverDate, '2026-11-30');
    assert.deepEqual(neighbours.started, [{ contractId, handoverDate: '2026-12-08', confirmed: false }]);
  });
  it('shows the text as it was signed, whatever is booked later', async () => {
    const { contractId, rpcs } = await signedForHandover();
    const before = await rpcs.getAgreement({ contractId }, adopter);
    await rpcs.bookHandover({ contractId, date: '2026-11-30' }, staff);
    assert.deepEqual(await rpcs.getAgreement({ contractId }, adopter), before);
  });
});

describe('the shop’s front page', () => {
  it('counts what waits', async () => {
    const { active, rpcs } = contractWorld();
    await active();
    assert.deepEqual(await rpcs.getWorkload({}, staff), {
      underReview: 0,
      asked: 0,
      awaitingMandate: 0,
      awaitingHandover: 0,
      active: 1,
      paused: 0,
    });
    const { contracts } = await rpcs.listContracts({ state: 'STATE_ACTIVE', pageSize: 10, pageToken: '' }, staff);
    assert.equal(contracts.length, 1);
  });
  it('changes its policy by the owner only, and not by saving it unchanged', async () => {
    const { rpcs } = contractWorld();
    const { policy } = await rpcs.getPolicy({}, staff);
    const clerk = { ...staff, actor: { kind: 'staff' as const, id: 's', roles: ['clerk'] } };
    await assert.rejects(rpcs.savePolicy({ policy }, clerk), { reason: 'NOT_ALLOWED' });
    const first = await rpcs.savePolicy({ policy }, staff);
    assert.deepEqual(await rpcs.savePolicy({ policy }, staff), first);
    await assert.rejects(rpcs.savePolicy({ policy: { ...policy!, rules: { ...policy!.rules!, coolingOffDays: 1 } } }, staff), {
      reason: 'INVALID_POLICY',
    });
  });
});
