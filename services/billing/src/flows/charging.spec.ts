import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, BillingWorld, Crash, contractService } from '../../test/billing-world.ts';
import { at, CONTRACT } from '../../test/plan.builder.ts';

const trade = (period: number, attempt: number) => `${CONTRACT}_${period}_${attempt}`;

describe('charging a plan', () => {
  it('takes every period once, tells each fact once and books what Alipay holds', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    await world.runUntil('2027-03-01 00:00');
    assert.deepEqual(await world.states(), ['paid', 'paid', 'paid']);
    assert.deepEqual(world.alipay.kept(), [trade(1, 1), trade(2, 1), trade(3, 1)]);
    assert.deepEqual(await world.events(), [
      'planOpened',
      'mandateSigned',
      'instalmentPaid',
      'chargeNoticeDue',
      'instalmentPaid',
      'chargeNoticeDue',
      'instalmentPaid',
      'planCompleted',
    ]);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 38_700, 'revenue:deferred': -38_700 });
  });

  it('says in the event what is to be shipped, where, and how many periods were paid in a row', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    await world.runUntil('2027-01-02 00:00');
    const paid = (await world.published()).flatMap(({ payload }) => (payload?.$case === 'instalmentPaid' ? [payload.value] : []));
    assert.equal(paid.length, 2);
    const { paidTime, ...second } = paid[1]!;
    assert.equal(paidTime?.toISOString(), '2027-01-01T02:00:00.000Z');
    assert.deepEqual(second, {
      adopterId: 'adopter-1',
      period: 2,
      amountFen: 12_900,
      tradeNo: trade(2, 1),
      skuId: 'sku-1',
      skuCode: 'W-1',
      skuName: '成猫粮 2kg',
      quantity: 2,
      warehouseId: 'hz1',
      addressId: 'address-1',
      termsVersion: 3,
      periods: 3,
      streak: 2,
    });
  });

  it('writes the plan twice and the ledger once for one charge', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    await world.runUntil('2027-01-01 09:59');
    world.clock.set(at('2027-01-01 10:00'));
    const done: string[] = [];
    world.beforeStore = async (operation, collection) => void done.push(`${operation} ${collection}`);
    world.alipay.during = async () => void done.push('call');
    await world.billing.workers[0]?.act('m-1', CONTRACT);
    const [stops, first, second] = ['findOne stops', 'updateOne plans', 'updateOne plans'];
    assert.deepEqual(done, ['findOne plans', stops, first, stops, 'call', 'insertOne ledger', second]);
  });

  it('settles under its first number a charge that was taken without an answer', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = () => 'paysSilently';
    await world.signed(1);
    assert.deepEqual(await world.states(), ['unknown']);
    await world.runUntil('2026-12-06 09:01');
    assert.deepEqual(await world.states(), ['paid']);
    assert.deepEqual(world.alipay.kept(), [trade(1, 1)]);
  });

  it('never sends a second number before the first is proved lost, closed and asked about again', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = (no) => (no === trade(1, 1) ? 'lost' : 'pays');
    await world.signed(1);
    await world.runUntil('2026-12-06 09:09');
    assert.equal(world.alipay.calls.filter((call) => call.startsWith('pay')).length, 1);
    await world.runUntil('2026-12-06 10:00');
    assert.deepEqual(await world.states(), ['paid']);
    const calls = world.alipay.calls.filter((call) => /^(pay|close|query)/.test(call));
    assert.deepEqual(calls.slice(-4), [`query ${trade(1, 1)}`, `close ${trade(1, 1)}`, `query ${trade(1, 1)}`, `pay ${trade(1, 2)}`]);
  });

  it('charges period 4 after period 3 was refused to the end, and proves the postponed date by a query', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = (no) => (no.split('_')[1] === '3' ? 'poor' : 'pays');
    await world.signed(4);
    await world.runUntil('2027-03-02 00:00');
    assert.deepEqual(await world.states(), ['paid', 'paid', 'overdue', 'paid']);
    const calls = world.alipay.calls;
    const postponed = calls.indexOf('postpone 2027-03-06');
    assert.deepEqual(calls.slice(postponed - 1, postponed + 2), ['agreement.query', 'postpone 2027-03-06', 'agreement.query']);
    assert.equal((await world.events()).filter((type) => type === 'instalmentFailed').length, 4);
  });

  for (const [stoodStill, until, after] of [
    ['past the end of the window', '2027-01-06 23:30', 'overdue'],
    ['until its number may have been given up', '2027-01-06 23:12', 'paid'],
  ] as const) {
    it(`sends nothing, and goes on, when the process stood still ${stoodStill}`, async () => {
      const world = new BillingWorld();
      await world.signed(2);
      await world.runUntil('2026-12-28 00:00');
      world.clock.set(at('2027-01-06 23:00'));
      world.beforeStore = async (operation, collection) => {
        if (operation === 'updateOne' && collection === 'plans' && world.clock.now() < at('2027-01-06 23:01')) world.clock.set(at(until));
      };
      await world.billing.workers[0]?.act('m-1', CONTRACT);
      await world.runUntil('2027-01-07 00:00');
      assert.deepEqual(await world.states(), ['paid', after]);
      assert.equal(
        world.alipay.calls.some((call) => call === `pay ${trade(2, 1)}`),
        false,
      );
      assert.equal((await world.plan()).state, 'STATE_ENDED');
    });
  }

  it('writes a stop for a broken cap over no newer state', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await world.runUntil('2026-12-31 00:00');
    world.clock.set(at('2027-01-01 10:00'));
    const { plans } = world.billing.ports;
    const plan = await plans.require('m-1', CONTRACT);
    await plans.save(plan, { ...plan, mandates: plan.mandates.map((mandate) => ({ ...mandate, totalPayments: 1 })) }, [], contractService);
    world.beforeStore = async (operation) => {
      if (operation !== 'updateOne') return;
      world.beforeStore = async () => {};
      await world.rpc('pausePlan')({ contractId: CONTRACT, reason: 'adopterAsked', pauseId: '' });
    };
    await world.billing.workers[0]?.act('m-1', CONTRACT);
    assert.equal((await world.plan()).state, 'STATE_PAUSED');
  });

  it('comes to one charge a period and true books wherever it crashes', async () => {
    let crashes = 0;
    for (let crashAt = 1; crashAt === crashes + 1; crashAt++) {
      const world = new BillingWorld();
      await world.open({ periods: 2 });
      let operations = 0;
      let down = false;
      world.beforeStore = async () => {
        operations += 1;
        if (operations === crashAt) {
          down = true;
          crashes += 1;
        }
        if (down) throw new Crash(`at store operation ${crashAt}`);
      };
      const steps = [
        () => world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter),
        async () => world.alipay.confirm(`${CONTRACT}01`),
        () => world.rpc('confirmMandate')({ contractId: CONTRACT }, adopter),
        () => world.runUntil('2027-02-01 00:00'),
      ];
      for (const step of steps) {
        await restarted(step, () => {
          down = false;
        });
      }
      world.beforeStore = async () => {};
      assert.deepEqual(await world.states(), ['paid', 'paid'], `crash at ${crashAt}`);
      assert.equal(world.alipay.kept().length, 2, `crash at ${crashAt}`);
      assert.deepEqual(await world.balances(), { 'cash:alipay': 25_800, 'revenue:deferred': -25_800 });
      const events = await world.events();
      assert.equal(events.filter((type) => type === 'instalmentPaid').length, 2);
      assert.equal(events.filter((type) => type === 'mandateSigned').length, 1);
    }
    assert.ok(crashes > 30, `${crashes} points of crash`);
  });
});

/** A process that dies is started again and finds everything as it was stored. */
async function restarted(step: () => Promise<unknown>, restart: () => void): Promise<void> {
  for (;;) {
    try {
      await step();
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      restart();
    }
  }
}
