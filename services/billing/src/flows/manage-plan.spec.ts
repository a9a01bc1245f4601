import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Caller } from '@petpact/kit/caller';
import { FulfillmentEvent } from '@petpact/proto/fulfillment/v1/fulfillment_events';
import { adopter, BillingWorld, contractService } from '../../test/billing-world.ts';
import { at, CONTRACT } from '../../test/plan.builder.ts';

const pausePlan = (world: BillingWorld) => world.rpc('pausePlan')({ contractId: CONTRACT, reason: 'adopterAsked', pauseId: '' });

function shipped(period: number) {
  const event: FulfillmentEvent = {
    eventId: `s${period}:1:1`,
    occurTime: at('2026-12-07 09:00'),
    merchantId: 'm-1',
    aggregateId: `${CONTRACT}_${period}`,
    version: 1,
    about: { adopterId: 'adopter-1', contractId: CONTRACT, period },
    payload: { $case: 'shipmentShipped', value: { carrier: '顺丰速运', trackingNo: 'SF1', skuName: '成猫粮 2kg' } },
  };
  const value = FulfillmentEvent.encode(event).finish();
  const caller = { ...contractService, actor: { kind: 'service', id: 'fulfillment' } } as const;
  return {
    topic: 'fulfillment.events.v1',
    key: event.aggregateId,
    value,
    eventId: event.eventId,
    type: 'shipmentShipped',
    source: 'fulfillment',
    time: event.occurTime!,
    version: 1,
    caller,
    headers: {},
  };
}

describe('opening a plan', () => {
  it('gives the same plan for the same contract and refuses other terms', async () => {
    const world = new BillingWorld();
    const first = await world.open();
    assert.deepEqual(await world.open(), first);
    await assert.rejects(world.open({ amountFen: 13_000 }), { reason: 'REQUEST_ID_REUSED' });
    assert.deepEqual(await world.events(), ['planOpened']);
  });
  it('refuses terms that make no sense', async () => {
    const world = new BillingWorld();
    for (const given of [
      { amountFen: 0 },
      { periods: 0 },
      { periods: 61 },
      { quantity: 0 },
      { planStart: 'soon' },
      { contractId: 'a b' },
    ]) {
      await assert.rejects(world.open(given), { reason: 'INVALID_PLAN' });
    }
  });
  it('is seen by its adopter, the shop and services, and by nobody else', async () => {
    const world = new BillingWorld();
    await world.open();
    const read = world.rpc('getPlan');
    assert.equal((await read({ contractId: CONTRACT }, adopter)).plan?.contractId, CONTRACT);
    const stranger: Caller = { ...adopter, actor: { kind: 'adopter', id: 'adopter-2' } };
    const otherShop: Caller = { ...adopter, merchantId: 'm-2', actor: { kind: 'staff', id: 's', roles: ['owner'] } };
    for (const caller of [stranger, otherShop]) {
      await assert.rejects(read({ contractId: CONTRACT }, caller), { reason: 'PLAN_NOT_FOUND' });
      assert.deepEqual(
        (await world.rpc('listPlans')({ contractIds: [], overdueOnly: false, pageSize: 10, pageToken: '' }, caller)).plans,
        [],
      );
    }
    const clerk: Caller = { ...adopter, actor: { kind: 'staff', id: 's', roles: ['clerk'] } };
    await assert.rejects(world.rpc('listLedgerBalances')({}, clerk), { reason: 'NOT_ALLOWED' });
  });
  it('shows the mandate page with the day and the amount of the first charge', async () => {
    const world = new BillingWorld();
    await world.open();
    const page = await world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: 'https://shop.test/back' }, adopter);
    assert.deepEqual(page, {
      signStr: `sign-${CONTRACT}01`,
      signUrl: `https://alipay.test/${CONTRACT}01`,
      firstDate: '2026-12-06',
      amountFen: 12_900,
    });
    const asked = world.alipay.pages.get(`${CONTRACT}01`);
    assert.deepEqual(
      [asked?.singleCapFen, asked?.totalCapFen, asked?.totalPayments, asked?.returnUrl],
      [12_900, 38_700, 3, 'https://shop.test/back'],
    );
  });
});

describe('pausing a plan', () => {
  it('names the charge that is in flight, which still counts, and lets no other begin', async () => {
    const world = new BillingWorld();
    let inFlight = 0;
    world.alipay.during = async () => {
      inFlight = (await pausePlan(world)).inFlightPeriod;
    };
    await world.signed(2);
    assert.equal(inFlight, 1);
    await world.runUntil('2027-03-01 00:00');
    assert.deepEqual(await world.states(), ['paid', 'scheduled']);
    assert.deepEqual(await world.events(), ['planOpened', 'mandateSigned', 'planPaused', 'instalmentPaid']);
  });

  for (const moment of [1, 2, 3, 4, 5, 6]) {
    it(`that comes at moment ${moment} of a charge either stops it or names it`, async () => {
      const world = new BillingWorld();
      await world.signed(3);
      await world.runUntil('2026-12-31 00:00');
      world.clock.set(at('2027-01-01 10:00'));
      let moments = 0;
      let named: number | undefined;
      const pauseNow = async () => {
        moments += 1;
        if (moments !== moment) return;
        named = (await pausePlan(world)).inFlightPeriod;
      };
      world.beforeStore = async () => (named === undefined && moments < moment ? pauseNow() : undefined);
      world.alipay.during = pauseNow;
      const before = world.alipay.kept().length;
      await world.billing.workers[0]?.act('m-1', CONTRACT);
      const charged = world.alipay.kept().length > before;
      assert.equal((await world.plan()).state, 'STATE_PAUSED');
      // Once the charge is written down the pause names it; before that it never begins.
      assert.equal(named, moment > 3 ? 2 : 0);
      assert.equal(charged, moment > 3);
      await world.runUntil('2027-03-01 00:00');
      assert.equal(world.alipay.kept().length, before + (charged ? 1 : 0));
    });
  }

  it('and two workers at once make one charge', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await world.runUntil('2026-12-31 00:00');
    world.clock.set(at('2027-01-01 10:00'));
    const [plans] = world.billing.workers;
    await Promise.all([1, 2, 3].map(() => plans!.act('m-1', CONTRACT)));
    assert.equal(world.alipay.calls.filter((call) => call.startsWith(`pay ${CONTRACT}_2_`)).length, 1);
    assert.deepEqual(await world.states(), ['paid', 'paid']);
  });

  it('is the same answer when asked again, and resuming goes on after a full notice', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await assert.rejects(world.rpc('resumePlan')({ contractId: CONTRACT, pauseId: '' }), { reason: 'PLAN_NOT_PAUSED' });
    await pausePlan(world);
    await pausePlan(world);
    await world.runUntil('2027-01-20 00:00');
    const resumed = await world.rpc('resumePlan')({ contractId: CONTRACT, pauseId: '' });
    assert.equal(resumed.nextPlanDate, '2027-02-06');
    assert.equal((await world.rpc('resumePlan')({ contractId: CONTRACT, pauseId: '' })).nextPlanDate, '2027-02-06');
    await world.runUntil('2027-02-02 00:00');
    assert.deepEqual(await world.states(), ['paid', 'paid']);
    assert.ok(world.alipay.calls.includes('postpone 2027-02-06'));
  });
});

describe('a command about a pause that comes late', () => {
  it('lets no charge begin once a later pause is acknowledged, and stops nothing once its pause is over', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    const pause = (pauseId: string) => world.rpc('pausePlan')({ contractId: CONTRACT, reason: 'adopterAsked', pauseId });
    const resume = (pauseId: string) => world.rpc('resumePlan')({ contractId: CONTRACT, pauseId });
    await pause('p1');
    await resume('p1');
    await resume('p1');
    await assert.rejects(pause('p1'), { reason: 'PLAN_NOT_ACTIVE' });
    assert.equal((await world.plan()).state, 'STATE_ACTIVE');
    await pause('p2');
    await assert.rejects(resume('p1'), { reason: 'PLAN_NOT_PAUSED' });
    await world.runUntil('2027-03-01 00:00');
    assert.deepEqual(await world.states(), ['paid', 'scheduled']);
    await resume('p2');
    assert.equal((await world.plan()).state, 'STATE_ACTIVE');
  });
});

describe('a plan that starts at handover', () => {
  it('takes nothing before both sides have confirmed, then at once', async () => {
    const world = new BillingWorld();
    await world.open({ periods: 2, planStart: 'handover', handoverDate: '2026-12-10' });
    await world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter);
    world.alipay.confirm(`${CONTRACT}01`);
    await world.rpc('confirmMandate')({ contractId: CONTRACT }, adopter);
    await world.runUntil('2026-12-12 09:00');
    assert.equal((await world.plan()).state, 'STATE_AWAITING_START');
    const start = world.rpc('startPlan');
    await start({ contractId: CONTRACT, handoverDate: '2026-12-15', confirmed: false });
    await world.work();
    assert.ok(world.alipay.calls.includes('postpone 2026-12-15'));
    await world.runUntil('2026-12-15 11:00');
    assert.deepEqual(world.alipay.kept(), []);
    await start({ contractId: CONTRACT, handoverDate: '2026-12-15', confirmed: true });
    await world.work();
    assert.deepEqual(await world.states(), ['paid', 'scheduled']);
    assert.equal((await world.plan()).instalments[1]?.planDate, '2027-01-15');
  });
});

describe('giving one period back', () => {
  const refund = (world: BillingWorld, period: number) =>
    world.rpc('refundInstalment')({ contractId: CONTRACT, period, reason: 'warehouseRefused' });

  it('happens once, however often it is ordered and even when Alipay does not answer', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    world.alipay.refundsAnswered = false;
    await refund(world, 1);
    await refund(world, 1);
    await world.runUntil('2026-12-06 09:30');
    await refund(world, 1);
    await world.work();
    assert.deepEqual(world.alipay.kept(), []);
    assert.equal((await world.states())[0], 'refunded');
    assert.equal((await world.events()).filter((type) => type === 'refundSucceeded').length, 1);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 0, 'revenue:deferred': 0 });
    await assert.rejects(refund(world, 2), { reason: 'INSTALMENT_NOT_PAID' });
  });

  for (const [why, refusal] of [
    ['the shop’s authorisation had run out', { class: 'badRequest', code: 'isv.invalid-app-auth-token' }],
    ['the shop’s account was empty', { class: 'stopManual', code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' }],
  ] as const) {
    it(`is tried until it is done where ${why}`, async () => {
      const world = new BillingWorld();
      await world.signed(1);
      world.alipay.refundRefusal = { outcome: 'refused', ...refusal };
      await refund(world, 1);
      await world.runUntil('2026-12-10 09:00');
      assert.equal((await world.states())[0], 'refunding');
      world.alipay.refundRefusal = undefined;
      await world.runUntil('2026-12-11 09:00');
      assert.equal((await world.states())[0], 'refunded');
      assert.equal((await world.plan()).state, 'STATE_ENDED');
    });
  }

  it('is known to be done where Alipay refuses what it has done already', async () => {
    const world = new BillingWorld();
    await world.signed(1);
    world.alipay.refundsAnswered = false;
    await refund(world, 1);
    await world.work();
    const { queryRefund } = world.alipay;
    world.alipay.queryRefund = async () => ({ outcome: 'unknown', class: 'unknown' });
    world.alipay.refundRefusal = { outcome: 'refused', class: 'badRequest', code: 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL' };
    await world.runUntil('2026-12-06 09:30');
    world.alipay.queryRefund = queryRefund;
    await world.runUntil('2026-12-07 09:00');
    assert.equal((await world.states())[0], 'refunded');
  });

  it('turns deferred revenue into revenue when the parcel leaves, once, and a later refund shows as a refund', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    const [consumer] = world.billing.consumers;
    await consumer!.handle(shipped(1));
    await consumer!.handle(shipped(1));
    assert.deepEqual(await world.balances(), { 'cash:alipay': 12_900, 'revenue:deferred': 0, revenue: -12_900 });
    await refund(world, 1);
    await world.work();
    assert.deepEqual(await world.balances(), { 'cash:alipay': 0, 'revenue:deferred': 0, revenue: -12_900, refunds: 12_900 });
  });

  it('earns nothing for a parcel that left after its refund was ordered', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await refund(world, 1);
    await world.billing.consumers[0]!.handle(shipped(1));
    await world.work();
    assert.deepEqual(await world.balances(), { 'cash:alipay': 0, 'revenue:deferred': 0 });
  });

  it('lists the entries of a contract, newest first, each summing to zero', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await world.runUntil('2026-12-06 10:00');
    await refund(world, 1);
    await world.work();
    const { entries } = await world.rpc('listLedgerEntries')({ contractId: CONTRACT, pageSize: 10, pageToken: '' });
    assert.deepEqual(
      entries.map(({ kind }) => kind),
      ['refund', 'charge'],
    );
    for (const { postings } of entries)
      assert.equal(
        postings.reduce((sum, { amountFen }) => sum + amountFen, 0),
        0,
      );
  });
});
