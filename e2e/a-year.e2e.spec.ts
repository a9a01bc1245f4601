import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { addDays, civilDateOf, dayOfMonth } from '@petpact/kit/civil-date';
import { adoptionOf, bookedShipments, type FreshAdoption, faultAtWarehouse, freshAdoption, type Trade, tradesOf } from './adoptions.ts';
import { assertBooksBalance, ledgerOf, pointsOf } from './books.ts';
import { advance, askJson, dayBefore, until } from './people.ts';
import { type E2e, platform } from './platform.ts';

type Instalment = Schemas['Instalment'];

const PERIODS = 12;
const TEN = 'T10:00:00+08:00';
const paid = (trades: Trade[]) => trades.filter(({ paidAt }) => paidAt !== undefined);
const periodOf = ({ outTradeNo }: Trade) => Number(outTradeNo.split('_')[1]);
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);

/** One period of an adoption, as its adopter sees it now. */
async function instalmentOf(adoption: FreshAdoption, period: number): Promise<Instalment> {
  const { plan } = await adoptionOf(adoption);
  const found = plan?.instalments.find((one) => one.period === period);
  assert.ok(found, `there is no period ${period}`);
  return found;
}

/** Moves time to ten o'clock of a day that is so many days before the plan day of a period. */
const advanceTo = async (e2e: E2e, adoption: FreshAdoption, { period, daysBefore }: { period: number; daysBefore: number }) =>
  advance(e2e, { until: dayBefore((await instalmentOf(adoption, period)).planDate, daysBefore) + TEN });

describe('a year of an adoption', () => {
  let e2e: E2e;
  let adoption: FreshAdoption;
  before(async () => {
    e2e = await platform();
    adoption = await freshAdoption(e2e, { periods: PERIODS });
  });

  it('runs to its end', async () => {
    const startedMs = performance.now();
    const { steps } = await advanceTo(e2e, adoption, { period: PERIODS, daysBefore: -7 });
    console.log(`twelve periods took ${((performance.now() - startedMs) / 1000).toFixed(1)} s (${steps} steps of the test clock)`);
    assert.equal((await adoptionOf(adoption)).contract.state, 'completed');
  });

  it('is twelve charges in Alipay’s own books, one a period, of the agreed amount', async () => {
    const { contract, plan } = await adoptionOf(adoption);
    const trades = await tradesOf(e2e, adoption.contractId);
    assert.deepEqual(paid(trades).map(periodOf), numbers(PERIODS));
    assert.deepEqual(
      new Set(trades.map(({ amountFen, refundedFen }) => `${amountFen} ${refundedFen}`)),
      new Set([`${contract.terms.amountFen} 0`]),
    );
    assert.equal(plan?.paidFen, contract.terms.totalFen);
  });

  it('is charged from period 2 on five days before its plan day, and said ten days before', async () => {
    const { plan } = await adoptionOf(adoption);
    for (const { planDate, noticedTime, paidTime } of plan!.instalments.slice(1)) {
      assert.equal(noticedTime?.slice(0, 10), dayBefore(planDate, 10));
      // The clock goes on in real time while the charge is made.
      const lateMs = Date.parse(paidTime ?? '') - Date.parse(dayBefore(planDate, 5) + TEN);
      assert.ok(lateMs >= 0 && lateMs < 3_600_000, `${planDate} was paid at ${paidTime}`);
    }
  });

  it('is twelve parcels in the warehouse’s own books, one a period, all signed for', async () => {
    const shipments = await bookedShipments(e2e, adoption.contractId);
    assert.deepEqual(
      shipments.map(({ shipmentNo }) => shipmentNo).toSorted(),
      numbers(PERIODS)
        .map((n) => `${adoption.contractId}_${n}`)
        .toSorted(),
    );
    for (const { orderCount, parcelCount, orders } of shipments) {
      assert.deepEqual([orderCount, parcelCount, orders[0]?.parcels[0]?.track.at(-1)?.status], [1, 1, 'signed']);
    }
    const { shipments: seen } = await adoptionOf(adoption);
    assert.deepEqual(
      seen.map(({ period, state }) => `${period} ${state}`).toSorted(),
      numbers(PERIODS)
        .map((n) => `${n} delivered`)
        .toSorted(),
    );
  });

  it('is told on one page, whose sums are those of Alipay’s books and the warehouse’s', async () => {
    const { adopter, contractId } = adoption;
    const { paidFen, refundedFen, feesFen, parcels, points, lines } = await adopter.get<Schemas['Statement']>(
      `/me/contracts/${contractId}/statement`,
    );
    const trades = await tradesOf(e2e, contractId);
    assert.deepEqual(
      [paidFen, refundedFen, feesFen, parcels],
      [paid(trades).reduce((sum, { amountFen }) => sum + amountFen, 0), 0, 0, PERIODS],
    );
    assert.equal(
      points,
      (await pointsOf(adoption)).reduce((sum, entry) => sum + entry.points, 0),
    );
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'charge').map(({ period }) => period),
      numbers(PERIODS).toReversed(),
    );
  });

  it('is twelve grants of points, one a period', async () => {
    const entries = await pointsOf(adoption);
    const grants = entries.filter(({ kind }) => kind === 'earn');
    assert.deepEqual(
      grants.map(({ period }) => period).toSorted((a, b) => a - b),
      numbers(PERIODS),
    );
    assert.deepEqual(
      entries.filter(({ kind }) => kind === 'reverse'),
      [],
    );
  });

  it('leaves books that balance: all earned, all at Alipay', async () => {
    const { contract } = await adoptionOf(adoption);
    const { totalFen } = contract.terms;
    const sums = await assertBooksBalance(adoption);
    assert.deepEqual(sums, { 'cash:alipay': totalFen, revenue: -totalFen, 'revenue:deferred': 0 });
  });
});

/** Days to the next such day of a month: plan days at a month's end would all become the first, and fall together. */
async function daysUntilThe(day: number, { urls }: E2e): Promise<number> {
  const { now } = await askJson<{ now: string }>(`${urls.clock}/clock`);
  const today = civilDateOf(new Date(now));
  let days = 1;
  while (dayOfMonth(addDays(today, days)) !== day) days += 1;
  return days;
}

describe('a year that goes wrong', () => {
  let e2e: E2e;
  let poor: FreshAdoption;
  let paused: FreshAdoption;
  let unlucky: FreshAdoption;

  before(async () => {
    e2e = await platform();
    await advance(e2e, { seconds: (await daysUntilThe(5, e2e)) * 86_400 });
    [poor, paused] = [await freshAdoption(e2e, { periods: PERIODS }), await freshAdoption(e2e, { periods: PERIODS })];
    // Three days later, so that its periods come to the warehouse by themselves.
    await advance(e2e, { seconds: 3 * 86_400 });
    unlucky = await freshAdoption(e2e, { periods: PERIODS });
  });

  it('gives the money back once when the warehouse refuses a period for good, and takes the points back once', async () => {
    await advanceTo(e2e, poor, { period: 2, daysBefore: 3 });
    await faultAtWarehouse(e2e, 'refuses', { value: '破损', times: 1 });
    await advanceTo(e2e, unlucky, { period: 2, daysBefore: 2 });
    const { amountFen, refundedFen, state } = await instalmentOf(unlucky, 2);
    assert.deepEqual([state, refundedFen], ['refunded', amountFen]);
    const trades = await tradesOf(e2e, unlucky.contractId);
    assert.deepEqual(
      paid(trades).map((trade) => [periodOf(trade), trade.refunds.map((refund) => refund.amountFen)]),
      [
        [1, []],
        [2, [amountFen]],
      ],
    );
    const entries = (await pointsOf(unlucky)).filter(({ period }) => period === 2);
    assert.deepEqual(entries.map(({ kind, points }) => [kind, Math.sign(points)]).toSorted(), [
      ['earn', 1],
      ['reverse', -1],
    ]);
    assert.equal(
      entries.reduce((sum, { points }) => sum + points, 0),
      0,
    );
    const { shipments } = await adoptionOf(unlucky);
    assert.equal(shipments.find(({ period }) => period === 2)?.state, 'compensated');
    const sums = await assertBooksBalance(unlucky);
    assert.deepEqual(sums, { 'cash:alipay': amountFen, revenue: -amountFen, 'revenue:deferred': 0 });
  });

  it('charges nothing while paused, and goes on afterwards', async () => {
    await paused.adopter.post(`/me/contracts/${paused.contractId}/pause`, { reason: '出差两个月' });
    const before = (await tradesOf(e2e, paused.contractId)).length;
    await advanceTo(e2e, paused, { period: 3, daysBefore: -1 });
    assert.equal((await tradesOf(e2e, paused.contractId)).length, before);
    assert.equal((await adoptionOf(paused)).contract.state, 'paused');
    const { nextPlanDate } = await paused.adopter.post<{ nextPlanDate: string }>(`/me/contracts/${paused.contractId}/resume`);
    assert.equal((await instalmentOf(paused, 3)).planDate, nextPlanDate);
  });

  it('leaves a period overdue that was refused to the end, and charges the next one all the same', async () => {
    // Period 3 of the one who pays was due in the month that the other one paused in: hers is refused from now on.
    const empty = { balanceFen: 0, bankCardFen: 0, huabeiFen: 0 };
    const { period } = (await adoptionOf(poor)).plan!.instalments.find(({ state }) => state === 'scheduled')!;
    await askJson(`${e2e.urls.alipay}/sandbox/users/${poor.person.key}`, empty, 'PATCH');
    await advanceTo(e2e, poor, { period, daysBefore: -1 });
    const overdue = await instalmentOf(poor, period);
    assert.deepEqual([overdue.state, overdue.tries], ['overdue', 4]);
    const shop = await poor.staff.get<{ items: { contractId: string }[] }>('/shop/contracts?overdue=true&pageSize=100');
    assert.ok(shop.items.some(({ contractId }) => contractId === poor.contractId));
    await askJson(`${e2e.urls.alipay}/sandbox/users/${poor.person.key}`, { balanceFen: 100_000_000 }, 'PATCH');
    await advanceTo(e2e, poor, { period: period + 1, daysBefore: 4 });
    assert.equal((await instalmentOf(poor, period)).state, 'overdue');
    assert.equal((await instalmentOf(poor, period + 1)).state, 'paid');
    const trades = await tradesOf(e2e, poor.contractId);
    assert.deepEqual(
      paid(trades).map(periodOf),
      numbers(period + 1).filter((one) => one !== period),
    );
    assert.deepEqual(
      (await pointsOf(poor)).filter((entry) => entry.period === period),
      [],
    );
    await assertBooksBalance(poor);
  });

  it('takes the overdue period at the cashier, sends its parcel, and takes the late fee by itself', async () => {
    const { adopter, contractId, person } = poor;
    const { period } = (await adoptionOf(poor)).plan!.instalments.find(({ state }) => state === 'overdue')!;
    const pay = async (what: { period: number } | { due: 'lateFee' }): Promise<Schemas['Plan']> => {
      const { payNo } = await adopter.post<{ payNo: string }>(`/me/contracts/${contractId}/payments`, what);
      await askJson(`${e2e.urls.alipay}/sandbox/pay`, { tradeNo: payNo, user: person.key });
      await adopter.post(`/me/contracts/${contractId}/payments/confirmation`, what);
      await advance(e2e, { seconds: 0 });
      return (await adoptionOf(poor)).plan!;
    };
    assert.equal((await pay({ period })).instalments[period - 1]?.state, 'paid');
    const fees = (await pay({ due: 'lateFee' })).dues.map(({ kind, state, ofPeriod }) => [kind, state, ofPeriod]);
    assert.deepEqual(fees, [['lateFee', 'paid', period]]);
    await advance(e2e, { seconds: 6 * 86_400 });
    const parcels = (await bookedShipments(e2e, contractId)).filter(({ shipmentNo }) => shipmentNo === `${contractId}_${period}`);
    assert.deepEqual(
      parcels.map(({ parcelCount }) => parcelCount),
      [1],
    );
    const { contract } = await adoptionOf(poor);
    const sums = await assertBooksBalance(poor);
    assert.equal(sums['revenue:fees'], -contract.terms.rules.lateFeeFen);
  });

  it('has charged the paused one again, once', async () => {
    await advanceTo(e2e, paused, { period: 3, daysBefore: 4 });
    const trades = paid(await tradesOf(e2e, paused.contractId));
    assert.deepEqual(trades.map(periodOf), numbers(trades.length));
    assert.ok(trades.length >= 3, `${trades.length} periods were charged`);
    await until('the warehouse has them all', async () => {
      const shipments = await bookedShipments(e2e, paused.contractId);
      return shipments.length === trades.length ? true : undefined;
    });
    await assertBooksBalance(paused);
  });

  it('leaves the shop’s books as a whole in balance', async () => {
    const { balances } = await ledgerOf(poor.staff, poor.contractId);
    assert.equal(
      balances.reduce((sum, { amountFen }) => sum + amountFen, 0),
      0,
    );
    const { sellers } = await askJson<{ sellers: { netFen: number; agrees: boolean }[] }>(
      `${e2e.urls.alipay}/sandbox/books/money?merchant=tuantuan`,
    );
    assert.equal(sellers[0]?.agrees, true);
    assert.equal(balances.find(({ account }) => account === 'cash:alipay')?.amountFen, sellers[0]?.netFen);
  });
});
