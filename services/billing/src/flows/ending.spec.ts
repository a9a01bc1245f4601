import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adopter, BillingWorld, Crash } from '../../test/billing-world.ts';
import { CONTRACT } from '../../test/plan.builder.ts';

const ask = { contractId: CONTRACT, reason: 'adopterWish', feeFen: 0, feeKind: '' };
const FIRST = `${CONTRACT}_1_1`;

describe('ending a plan', () => {
  it('unsigns the agreement at Alipay and proves it by a query', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    await world.rpc('endPlan')(ask);
    await world.work();
    assert.deepEqual(world.alipay.calls.slice(-3), ['agreement.query', `unsign ag-${CONTRACT}01`, 'agreement.query']);
    const plan = await world.plan();
    assert.deepEqual([plan.state, plan.reason, plan.mandate?.state], ['STATE_ENDED', 'adopterWish', 'revoked']);
    assert.deepEqual(await world.states(), ['paid', 'cancelled', 'cancelled']);
    await world.runUntil('2027-06-01 00:00');
    assert.deepEqual(world.alipay.kept(), [FIRST]);
    assert.deepEqual(await world.events(), ['planOpened', 'mandateSigned', 'instalmentPaid', 'planEnded']);
  });

  it('asks again as long as the agreement stands', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    world.alipay.unsignIsLost = true;
    await world.rpc('endPlan')(ask);
    await world.runUntil('2026-12-06 10:00');
    assert.ok(world.alipay.calls.filter((call) => call.startsWith('unsign')).length > 3);
    assert.equal((await world.plan()).mandate?.state, 'signed');
    world.alipay.unsignIsLost = false;
    await world.runUntil('2026-12-06 12:00');
    assert.equal((await world.plan()).mandate?.state, 'revoked');
  });

  it('ends an agreement, too, whose page was still open and is signed afterwards', async () => {
    const world = new BillingWorld();
    await world.open({ periods: 2 });
    await world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter);
    await world.rpc('endPlan')(ask);
    world.alipay.confirm(`${CONTRACT}01`);
    await world.notify(world.alipay.notifies.at(-1)!);
    await world.work();
    assert.equal(world.alipay.agreements.get(`${CONTRACT}01`)?.status, 'stop');
    assert.deepEqual(world.alipay.kept(), []);
    await assert.rejects(world.rpc('startMandate')({ contractId: CONTRACT, returnUrl: '' }, adopter), { reason: 'PLAN_ENDED' });
  });

  it('names a charge in flight, and gives it back once it is known to have succeeded', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = () => 'paysSilently';
    await world.signed(2);
    const { inFlightPeriod } = await world.rpc('endPlan')(ask);
    assert.equal(inFlightPeriod, 1);
    await world.runUntil('2026-12-07 09:00');
    assert.deepEqual(await world.states(), ['cancelled', 'cancelled']);
    assert.deepEqual(world.alipay.kept(), []);
    assert.deepEqual(await world.balances(), { 'cash:alipay': 0, 'revenue:deferred': 0 });
    assert.equal((await world.events()).includes('instalmentPaid'), false);
  });

  it('ends the agreement of a plan that ran its course', async () => {
    const world = new BillingWorld();
    await world.signed(1);
    await world.runUntil('2026-12-07 09:00');
    assert.equal(world.alipay.agreements.get(`${CONTRACT}01`)?.status, 'stop');
    assert.deepEqual(await world.events(), ['planOpened', 'mandateSigned', 'instalmentPaid', 'planCompleted']);
  });

  it('is told by services only, and keeps the fee', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await assert.rejects(world.rpc('endPlan')(ask, adopter), { reason: 'NOT_ALLOWED' });
    await assert.rejects(world.rpc('endPlan')({ ...ask, feeFen: 100, feeKind: 'tip' }), { reason: 'INVALID_FEE' });
    const { plan } = await world.rpc('endPlan')({ ...ask, feeFen: 1_290, feeKind: 'terminationFee' });
    assert.deepEqual(plan?.dues, [{ kind: 'terminationFee', amountFen: 1_290, state: 'open', ofPeriod: 0 }]);
  });

  it('comes to the same wherever it crashes', async () => {
    let crashes = 0;
    for (let crashAt = 1; crashAt === crashes + 1; crashAt++) {
      const world = new BillingWorld();
      world.alipay.behaviour = () => 'paysSilently';
      await world.signed(2);
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
      for (const step of [() => world.rpc('endPlan')(ask), () => world.runUntil('2026-12-08 09:00')]) {
        await step().catch(async (error) => {
          if (!(error instanceof Crash)) throw error;
          down = false;
          await step();
        });
      }
      world.beforeStore = async () => {};
      assert.deepEqual(world.alipay.kept(), [], `crash at ${crashAt}`);
      assert.equal(world.alipay.agreements.get(`${CONTRACT}01`)?.status, 'stop', `crash at ${crashAt}`);
      assert.deepEqual(await world.balances(), { 'cash:alipay': 0, 'revenue:deferred': 0 });
    }
    assert.ok(crashes > 10, `${crashes} points of crash`);
  });
});
