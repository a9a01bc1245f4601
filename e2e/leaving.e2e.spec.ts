import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { adoptionOf, bookedShipments, type FreshAdoption, faultAtWarehouse, freshAdoption, tradesOf } from './adoptions.ts';
import { assertBooksBalance, pointsOf } from './books.ts';
import { advance, askJson } from './people.ts';
import { type E2e, platform } from './platform.ts';

const DAY = 86_400;

let e2e: E2e;
before(async () => {
  e2e = await platform();
});

/** How the agreements of a contract stand in Alipay's own books. */
async function agreementsOf(contractId: string): Promise<string[]> {
  const { agreements } = await askJson<{ agreements: { status: string }[] }>(
    `${e2e.urls.alipay}/sandbox/books/agreements?external_agreement_no=${contractId}01`,
  );
  return agreements.map(({ status }) => status);
}

/** Sees what leaving comes to, and leaves. */
async function leave({ adopter, contractId }: FreshAdoption): Promise<Schemas['Settlement']> {
  const settlement = await adopter.get<Schemas['Settlement']>(`/me/contracts/${contractId}/ending`);
  await adopter.post(`/me/contracts/${contractId}/ending`, { settlementId: settlement.settlementId });
  return settlement;
}

const stateOf = ({ plan }: Schemas['Adoption']) => plan!.instalments.map(({ state }) => state);
const rest = (count: number) => Array.from({ length: count }, () => 'cancelled');

describe('an adopter who leaves before the first parcel is gone', () => {
  let adoption: FreshAdoption;

  it('pays nothing, and sees that before', async () => {
    adoption = await freshAdoption(e2e, { periods: 12 });
    const { coolingOff, feeFen, refundPeriods, cancelledPeriods } = await leave(adoption);
    assert.deepEqual([coolingOff, feeFen, refundPeriods, cancelledPeriods.length], [true, 0, [1], 11]);
    assert.equal((await adoptionOf(adoption)).contract.state, 'terminated');
  });
  it('gets the money back at Alipay, whose agreement is ended', async () => {
    await advance(e2e, { seconds: DAY });
    const [trade, ...others] = await tradesOf(e2e, adoption.contractId);
    assert.deepEqual([trade?.refundedFen, trade?.refunds.length, others], [trade?.amountFen, 1, []]);
    assert.deepEqual(await agreementsOf(adoption.contractId), ['STOP']);
  });
  it('gets no parcel, and the warehouse knows that it was called back', async () => {
    await advance(e2e, { seconds: 10 * DAY });
    const [shipment] = await bookedShipments(e2e, adoption.contractId);
    assert.deepEqual([shipment?.parcelCount, shipment?.orders.map(({ status }) => status)], [0, ['cancelled']]);
  });
  it('keeps no points of it, and the shop’s books are even', async () => {
    const points = (await pointsOf(adoption)).reduce(
      (sum, { kind, points: count }) => sum + (kind === 'reverse' ? -Math.abs(count) : count),
      0,
    );
    assert.equal(points, 0);
    const sums = await assertBooksBalance(adoption);
    assert.deepEqual([sums['cash:alipay'], sums['revenue:deferred'] ?? 0], [0, 0]);
    assert.deepEqual(stateOf(await adoptionOf(adoption)), ['refunded', ...rest(11)]);
  });
  it('leaves a pet that never left the shop to the shop', async () => {
    const { contract } = await adoptionOf(adoption);
    const pet = await adoption.staff.get<Schemas['Pet']>(`/shop/pets/${contract.pet.petId}`);
    assert.equal(pet.state, 'draft');
  });
});

describe('an adopter who leaves after months', () => {
  let adoption: FreshAdoption;
  let settlement: Schemas['Settlement'];
  before(async () => {
    adoption = await freshAdoption(e2e, { periods: 12 });
    await advance(e2e, { seconds: 10 * DAY });
    settlement = await leave(adoption);
  });

  it('keeps what was shipped, and owes the agreed share of the unpaid rest', async () => {
    const { contract, plan } = await adoptionOf(adoption);
    const { amountFen, rules } = contract.terms;
    assert.deepEqual([settlement.keptPeriods, settlement.refundPeriods, settlement.cancelledPeriods.length], [[1], [], 11]);
    assert.equal(settlement.feeFen, Math.floor((11 * amountFen * rules.terminationFeeBp) / 10_000));
    assert.deepEqual(plan?.dues, [{ kind: 'terminationFee', amountFen: settlement.feeFen, state: 'open', ofPeriod: 0 }]);
    assert.equal(contract.ending?.cause, 'adopterWish');
  });
  it('is charged nothing any more', async () => {
    await advance(e2e, { seconds: 90 * DAY });
    const trades = await tradesOf(e2e, adoption.contractId);
    assert.deepEqual(
      trades.map(({ refundedFen }) => refundedFen),
      [0],
    );
    assert.deepEqual(await agreementsOf(adoption.contractId), ['STOP']);
    assert.deepEqual(stateOf(await adoptionOf(adoption)), ['paid', ...rest(11)]);
  });
});

describe('a warehouse that is away while somebody leaves', () => {
  it('is asked until it answers, and only then the money goes back', async () => {
    const adoption = await freshAdoption(e2e, { periods: 12 });
    await faultAtWarehouse(e2e, 'down', { value: 'answers503', times: 3 });
    await leave(adoption);
    assert.equal((await tradesOf(e2e, adoption.contractId))[0]?.refundedFen, 0);
    await advance(e2e, { seconds: 3_600 });
    const [trade] = await tradesOf(e2e, adoption.contractId);
    assert.equal(trade?.refundedFen, trade?.amountFen);
    await advance(e2e, { seconds: 5 * DAY });
    assert.equal((await bookedShipments(e2e, adoption.contractId))[0]?.parcelCount, 0);
  });
});

describe('a shop that ends a contract by its own wish', () => {
  it('announces it, and the adopter’s mandate ends with the contract on its day', async () => {
    const adoption = await freshAdoption(e2e, { periods: 12 });
    const { staff, contractId } = adoption;
    const { settlementId, effectiveDate } = await staff.get<Schemas['Settlement']>(`/shop/contracts/${contractId}/ending?cause=shopWish`);
    await staff.post(`/shop/contracts/${contractId}/ending`, { cause: 'shopWish', reason: '门店搬迁', settlementId });
    const { contract } = await adoptionOf(adoption);
    assert.deepEqual([contract.state, contract.ending?.settlement.effectiveDate], ['active', effectiveDate]);
    await advance(e2e, { until: `${effectiveDate}T01:00:00+08:00` });
    assert.equal((await adoptionOf(adoption)).contract.state, 'terminated');
    assert.deepEqual(await agreementsOf(contractId), ['STOP']);
    assert.deepEqual((await adoptionOf(adoption)).plan?.dues, []);
    const { items } = await staff.get<{ items: Schemas['AuditEntry'][] }>(`/shop/audit?subjectId=${contractId}&pageSize=100`);
    const why = items.filter(({ type }) => type === 'endingAnnounced' || type === 'contractTerminated').map(({ reason }) => reason);
    assert.deepEqual(why, ['门店搬迁', '门店搬迁']);
  });
});
