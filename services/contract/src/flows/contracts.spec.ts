import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { drawnSignature } from '../../test/agreement.builder.ts';
import { adopter, contractWorld, otherShop, staff, stranger } from '../../test/contract-world.ts';

const HOUR = 3_600_000;

describe('a draft', () => {
  it('freezes price, rules and parties, and names the person sealed', async () => {
    const { apply, approve, draft, stores } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const contract = await draft(applicationId);
    assert.match(contract.contractId, /^[0-9A-HJKMNP-TV-Z]{26}$/);
    assert.deepEqual(
      [contract.state, contract.terms?.amountFen, contract.terms?.totalFen, contract.terms?.termsVersion],
      ['STATE_DRAFT', 12_900, 154_800, 'standard-1-p1'],
    );
    const [stored] = await stores[1]!.collection.find({});
    assert.doesNotMatch(JSON.stringify(stored), /林小满|330106199503124527|13800001234/);
  });
  it('is replaced by the next one, and then cannot be signed any more', async () => {
    const { apply, approve, draft, sign, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const first = await draft(applicationId);
    const second = await draft(applicationId, 'draft-2', { quantity: 2 });
    await assert.rejects(sign(first.contractId), { reason: 'CONTRACT_NOT_DRAFT' });
    assert.equal((await sign(second.contractId)).state, 'STATE_SIGNED');
    await assert.rejects(draft(applicationId, 'draft-3'), { reason: 'APPLICATION_NOT_APPROVED' });
    assert.equal((await rpcs.getApplication({ applicationId }, adopter)).application?.contractId, second.contractId);
  });
  it('stays within the tier, on sale and deliverable, and needs a whole profile', async () => {
    const { apply, approve, draft, neighbours } = contractWorld();
    const { applicationId } = await apply();
    await assert.rejects(draft(applicationId), { reason: 'APPLICATION_NOT_APPROVED' });
    await approve(applicationId);
    await assert.rejects(draft(applicationId, 'd', { quantity: 3 }), { reason: 'OVER_TIER_LIMIT' });
    await assert.rejects(draft(applicationId, 'd', { periods: 36 }), { reason: 'PERIODS_NOT_ALLOWED' });
    await assert.rejects(draft(applicationId, 'd', { skuId: 'sku-off' }), { reason: 'SKU_NOT_ON_SALE' });
    await assert.rejects(draft(applicationId, 'd', { addressId: 'address-9' }), { reason: 'ADDRESS_NOT_FOUND' });
    neighbours.profile.identityNumber = '';
    await assert.rejects(draft(applicationId), { reason: 'PROFILE_INCOMPLETE' });
  });
  it('runs out with the approval', async () => {
    const { apply, approve, draft, work, clock, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const { contractId } = await draft(applicationId);
    clock.advance(72 * HOUR);
    await work();
    assert.equal((await rpcs.getContract({ contractId }, adopter)).contract?.state, 'STATE_EXPIRED');
    assert.equal((await rpcs.getApplication({ applicationId }, adopter)).application?.state, 'STATE_EXPIRED');
  });
  it('keeps the rules it was drafted on when the shop changes its policy', async () => {
    const { apply, approve, draft, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const before = await draft(applicationId);
    const { policy } = await rpcs.getPolicy({}, staff);
    const saved = await rpcs.savePolicy({ policy: { ...policy!, rules: { ...policy!.rules!, graceDays: 9 } } }, staff);
    assert.equal(saved.policy?.version, 2);
    assert.deepEqual((await rpcs.getContract({ contractId: before.contractId }, adopter)).contract?.terms, before.terms);
    const next = await draft(applicationId, 'draft-2');
    assert.deepEqual([next.terms?.policyVersion, next.terms?.rules?.graceDays], [2, 9]);
  });
});

describe('signing a contract', () => {
  it('stores the copy sealed, opens the plan, closes the application and tells of it', async () => {
    const { signed, rpcs, neighbours, told, work } = contractWorld();
    const { contractId, state, firstPlanDate, pdfHash, applicationId } = await signed();
    assert.deepEqual([state, firstPlanDate, neighbours.opened.get(contractId)?.termsVersion], ['STATE_SIGNED', '2026-11-23', 1]);
    await work();
    assert.equal((await rpcs.getApplication({ applicationId }, adopter)).application?.state, 'STATE_CONTRACTED');
    assert.deepEqual(neighbours.consents, ['agreement:standard-1-p1']);
    const { pdf } = await rpcs.downloadAgreement({ contractId }, adopter);
    assert.equal(createHash('sha256').update(pdf).digest('hex'), pdfHash);
    assert.match(Buffer.from(pdf).toString(), /林小满.*330106199503124527/);
    assert.deepEqual(await told(), [
      'application submitted',
      'application approved',
      'application contracted',
      'contractDrafted',
      'contractSigned',
    ]);
  });
  it('takes only the text that was read: after ten in the evening the first day has moved', async () => {
    const { apply, approve, draft, clock, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const { contractId } = await draft(applicationId);
    const { textHash } = await rpcs.getAgreement({ contractId }, adopter);
    clock.set('2026-11-23T14:00:00Z');
    const request = { contractId, textHash, signaturePng: await drawnSignature(), consent: true };
    await assert.rejects(rpcs.signContract(request, adopter), { reason: 'AGREEMENT_CHANGED' });
    const now = await rpcs.getAgreement({ contractId }, adopter);
    assert.equal((await rpcs.signContract({ ...request, textHash: now.textHash }, adopter)).contract?.firstPlanDate, '2026-11-24');
  });
  it('needs the adopter’s own consent', async () => {
    const { apply, approve, draft, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const { contractId } = await draft(applicationId);
    const { textHash, sections } = await rpcs.getAgreement({ contractId }, adopter);
    assert.match(sections[0]?.paragraphs[1] ?? '', /林\*\*，身份证号码 330\*+4527/);
    const request = { contractId, textHash, signaturePng: await drawnSignature(), consent: false };
    await assert.rejects(rpcs.signContract(request, adopter), { reason: 'CONSENT_MISSING' });
    await assert.rejects(rpcs.signContract({ ...request, consent: true }, stranger), { reason: 'CONTRACT_NOT_FOUND' });
    await assert.rejects(rpcs.signContract({ ...request, consent: true }, staff), { reason: 'NOT_ALLOWED' });
  });
  it('happens once, and shows the same text for ever', async () => {
    const { signed, sign, clock, rpcs } = contractWorld();
    const first = await signed();
    clock.advance(40 * 24 * HOUR);
    const { textHash } = await rpcs.getAgreement({ contractId: first.contractId }, adopter);
    assert.equal(textHash, first.textHash);
    assert.equal((await sign(first.contractId)).pdfHash, first.pdfHash);
  });
  it('is done by the worker where billing was down, and is not lost', async () => {
    const { apply, approve, draft, sign, work, neighbours, rpcs } = contractWorld();
    const { applicationId } = await apply();
    await approve(applicationId);
    const { contractId } = await draft(applicationId);
    neighbours.down.add('billing');
    assert.equal((await sign(contractId)).state, 'STATE_SIGNED');
    assert.equal((await work()).length, 1);
    neighbours.down.clear();
    assert.deepEqual(await work(), []);
    assert.equal(neighbours.plans.has(contractId), true);
    assert.equal((await rpcs.getApplication({ applicationId }, adopter)).application?.state, 'STATE_CONTRACTED');
  });
  it('gives its copy to its parties only', async () => {
    const { signed, rpcs } = contractWorld();
    const { contractId } = await signed();
    await rpcs.downloadAgreement({ contractId }, staff);
    const clerk = { ...staff, actor: { kind: 'staff' as const, id: 's', roles: ['clerk'] } };
    await assert.rejects(rpcs.downloadAgreement({ contractId }, clerk), { reason: 'NOT_ALLOWED' });
    for (const other of [stranger, otherShop]) {
      await assert.rejects(rpcs.downloadAgreement({ contractId }, other), { reason: 'CONTRACT_NOT_FOUND' });
      await assert.rejects(rpcs.getAgreement({ contractId }, other), { reason: 'CONTRACT_NOT_FOUND' });
      await assert.rejects(rpcs.pauseContract({ contractId, reason: 'x', requestId: 'x' }, other), { reason: 'CONTRACT_NOT_FOUND' });
      await assert.rejects(rpcs.confirmHandover({ contractId }, other), { reason: 'CONTRACT_NOT_FOUND' });
    }
    await assert.rejects(rpcs.downloadAgreement({ contractId }, { ...staff, actor: { kind: 'operator', id: 'o' } }), {
      reason: 'NOT_ALLOWED',
    });
  });
});
