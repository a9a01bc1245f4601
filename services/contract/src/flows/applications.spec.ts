import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, contractWorld, otherShop, staff, stranger } from '../../test/contract-world.ts';

const answers = { housing: 'rent', experience: false, household: 1, hoursAlone: 8, reason: '喜欢它' };

describe('applying for a pet', () => {
  it('holds it for the applicant and for no one else', async () => {
    const { apply, neighbours, rpcs } = contractWorld();
    const { applicationId, state, petName } = await apply();
    assert.deepEqual([state, petName, neighbours.holders.get('pet-1')], ['STATE_SUBMITTED', '年糕', applicationId]);
    await assert.rejects(rpcs.submitApplication({ petId: 'pet-1', answers, requestId: 'x' }, stranger), { reason: 'PET_HELD' });
  });
  it('gives the first answer again for the same request, and refuses another under its key', async () => {
    const { apply, neighbours } = contractWorld();
    const first = await apply();
    assert.deepEqual(await apply(), first);
    assert.equal(neighbours.calls.length, 1);
    await assert.rejects(apply('pet-2'), { reason: 'REQUEST_ID_REUSED' });
  });
  it('is possible for one pet at a time, and for another after it ended', async () => {
    const { apply, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await assert.rejects(apply('pet-2', 'apply-2'), { reason: 'APPLICATION_OPEN', details: { applicationId } });
    await rpcs.withdrawApplication({ applicationId }, adopter);
    assert.equal((await apply('pet-2', 'apply-3')).state, 'STATE_SUBMITTED');
  });
  it('goes on with another pet at once when the first was taken', async () => {
    const { apply, neighbours } = contractWorld();
    neighbours.holders.set('pet-1', 'someone');
    await assert.rejects(apply(), { reason: 'PET_HELD' });
    assert.equal((await apply('pet-2', 'apply-2')).state, 'STATE_SUBMITTED');
  });
  it('holds nothing for a form that is wrong', async () => {
    const { rpcs, neighbours } = contractWorld();
    const wrong = { ...answers, household: 0 };
    await assert.rejects(rpcs.submitApplication({ petId: 'pet-1', answers: wrong, requestId: 'x' }, adopter), {
      reason: 'INVALID_ANSWERS',
    });
    assert.deepEqual(neighbours.calls, []);
  });
  it('lapses with its hold, and the pet is free', async () => {
    const { apply, work, clock, neighbours, rpcs, told } = contractWorld();
    const { applicationId } = await apply();
    clock.advance(48 * 3_600_000);
    await work();
    assert.equal((await rpcs.getApplication({ applicationId }, adopter)).application?.state, 'STATE_EXPIRED');
    assert.equal(neighbours.holders.has('pet-1'), false);
    assert.deepEqual(await told(), ['application submitted', 'application expired']);
  });
  it('is seen by its adopter and the shop only', async () => {
    const { apply, rpcs } = contractWorld();
    const { applicationId } = await apply();
    assert.equal((await rpcs.getApplication({ applicationId }, staff)).application?.applicationId, applicationId);
    for (const other of [stranger, otherShop]) {
      await assert.rejects(rpcs.getApplication({ applicationId }, other), { reason: 'APPLICATION_NOT_FOUND' });
      await assert.rejects(rpcs.withdrawApplication({ applicationId }, other), { name: 'Refusal' });
      const { applications } = await rpcs.listApplications({ state: 'STATE_UNSPECIFIED', pageSize: 10, pageToken: '' }, other);
      assert.deepEqual(applications, []);
    }
  });
});

describe('the credit check of an application', () => {
  it('approves whoever passes, and tells catalog to hold the pet on', async () => {
    const { apply, approve, work, neighbours } = contractWorld();
    const { applicationId } = await apply();
    const { state, tier } = await approve(applicationId);
    await work();
    assert.deepEqual([state, tier, neighbours.calls.filter((call) => call.startsWith('holdPet')).length], ['STATE_APPROVED', 'gold', 2]);
  });
  it('declines below the threshold and frees the pet', async () => {
    const { apply, approve, work, neighbours } = contractWorld();
    neighbours.outcome = 'OUTCOME_REJECTED';
    const { state, reason } = await approve((await apply()).applicationId);
    await work();
    assert.deepEqual([state, reason, neighbours.holders.size], ['STATE_DECLINED', 'ZHIMA_BELOW_THRESHOLD', 0]);
  });
  it('leaves it to the shop when Zhima has no data, was not authorised or cannot be reached', async () => {
    for (const [outcome, authorised, reason] of [
      ['OUTCOME_NOT_AVAILABLE', true, 'ZHIMA_NO_DATA'],
      ['OUTCOME_PASSED', false, 'ZHIMA_NOT_AUTHORISED'],
      ['OUTCOME_UNREACHABLE', true, 'ZHIMA_UNREACHABLE'],
    ] as const) {
      const { apply, rpcs, neighbours } = contractWorld();
      neighbours.outcome = outcome;
      const { applicationId } = await apply();
      const { application } = await rpcs.checkCredit({ applicationId, authorised }, adopter);
      assert.deepEqual([application?.state, application?.reason], ['STATE_UNDER_REVIEW', reason]);
    }
  });
  it('goes to review when the day’s calls were used up before, and says so when tried again', async () => {
    const { apply, approve, neighbours } = contractWorld();
    neighbours.exhausted = true;
    const { applicationId } = await apply();
    assert.equal((await approve(applicationId)).state, 'STATE_UNDER_REVIEW');
    await assert.rejects(approve(applicationId), { reason: 'CREDIT_CALLS_EXHAUSTED' });
  });
  it('goes to review when the risk service itself is down, and can be tried again', async () => {
    const { apply, approve, neighbours } = contractWorld();
    neighbours.down.add('credit');
    const { applicationId } = await apply();
    assert.equal((await approve(applicationId)).creditOutcome, 'unreachable');
    neighbours.down.clear();
    assert.equal((await approve(applicationId)).state, 'STATE_APPROVED');
  });
});

describe('the shop’s review of an application', () => {
  it('asks, is answered, approves, and the adopter chooses within the reviewed tier', async () => {
    const { apply, rpcs, neighbours } = contractWorld();
    neighbours.outcome = 'OUTCOME_NOT_AVAILABLE';
    const { applicationId } = await apply();
    await rpcs.checkCredit({ applicationId, authorised: true }, adopter);
    const decide = (decision: 'DECISION_ASK' | 'DECISION_APPROVE', text: string) =>
      rpcs.decideApplication({ applicationId, decision, text }, staff);
    assert.equal((await decide('DECISION_ASK', '白天谁照顾它？')).application?.state, 'STATE_ASKED');
    await assert.rejects(rpcs.answerQuestion({ applicationId, answer: '我' }, stranger), { reason: 'APPLICATION_NOT_FOUND' });
    await rpcs.answerQuestion({ applicationId, answer: '我母亲在家' }, adopter);
    assert.equal((await decide('DECISION_APPROVE', '')).application?.tier, 'manual');
    const { tier, periods, skus } = await rpcs.getOffer({ applicationId }, adopter);
    assert.deepEqual([tier, periods, skus.map(({ skuId, maxQuantity }) => [skuId, maxQuantity])], ['manual', [12], [['sku-1', 1]]]);
  });
  it('is staff’s alone', async () => {
    const { apply, rpcs } = contractWorld();
    const { applicationId } = await apply();
    const request = { applicationId, decision: 'DECISION_APPROVE', text: '' } as const;
    await assert.rejects(rpcs.decideApplication(request, adopter), { reason: 'NOT_ALLOWED' });
    await assert.rejects(rpcs.decideApplication(request, otherShop), { reason: 'APPLICATION_NOT_FOUND' });
  });
});
