import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aCaller } from '@petpact/kit/testing/ports';
import { adopter, BillingWorld } from '../../test/billing-world.ts';
import { at, CONTRACT } from '../../test/plan.builder.ts';

const staff = (role: string, merchantId = 'm-1') => aCaller({ merchantId, actor: { kind: 'staff', id: `s-${role}`, roles: [role] } });
const charges = ({ alipay }: BillingWorld) => alipay.calls.filter((call) => call.startsWith('pay'));

describe('a shop’s stop button', () => {
  it('keeps every charge back while it is pressed, and nobody becomes overdue by it', async () => {
    const world = new BillingWorld();
    await world.signed(3);
    const { stop } = await world.rpc('stopCharging')({ reason: '系统核对中' }, staff('manager'));
    assert.deepEqual([stop?.stopped, stop?.reason, stop?.actorId], [true, '系统核对中', 's-manager']);
    await world.runUntil('2027-01-20 09:00');
    assert.equal(charges(world).length, 1);
    assert.deepEqual(await world.states(), ['paid', 'scheduled', 'scheduled']);
    await world.rpc('resumeCharging')({}, staff('owner'));
    await world.runUntil('2027-05-01 09:00');
    assert.deepEqual(await world.states(), ['paid', 'paid', 'paid']);
    const paidOn = (await world.plan()).instalments.map(({ paidTime }) => paidTime?.toISOString().slice(0, 10));
    assert.deepEqual(paidOn, ['2026-12-06', '2027-02-01', '2027-03-01']);
    const events = await world.events();
    assert.deepEqual(
      [events.filter((type) => type === 'chargingStopped').length, events.filter((type) => type === 'instalmentOverdue').length],
      [1, 0],
    );
  });
  it('lets a charge of the same day go on when it is released in time', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await world.runUntil('2026-12-31 09:00');
    await world.rpc('stopCharging')({ reason: '核对' }, staff('owner'));
    await world.runUntil('2027-01-01 12:00');
    await world.rpc('resumeCharging')({}, staff('owner'));
    await world.runUntil('2027-01-01 13:10');
    assert.deepEqual(await world.states(), ['paid', 'paid']);
  });
  it('is stronger than a charge that was written down already: nothing is sent after its answer', async () => {
    const world = new BillingWorld();
    await world.signed(2);
    await world.runUntil('2027-01-01 09:59');
    world.clock.set(at('2027-01-01 10:00'));
    world.beforeStore = async (operation, collection) => {
      if (operation !== 'findOne' || collection !== 'stops') return;
      world.beforeStore = async (next, where) => {
        if (next !== 'findOne' || where !== 'stops') return;
        world.beforeStore = async () => {};
        await world.rpc('stopCharging')({ reason: '现在停' }, staff('owner'));
      };
    };
    await world.billing.workers[0]?.act('m-1', CONTRACT);
    assert.equal(charges(world).length, 1);
    assert.deepEqual(await world.states(), ['paid', 'scheduled']);
    assert.equal((await world.events()).includes('instalmentFailed'), false);
    await world.rpc('resumeCharging')({}, staff('owner'));
    await world.runUntil('2027-01-01 11:00');
    assert.deepEqual(world.alipay.kept(), [`${CONTRACT}_1_1`, `${CONTRACT}_2_2`]);
  });
  it('still resolves what is in flight', async () => {
    const world = new BillingWorld();
    world.alipay.behaviour = () => 'paysSilently';
    await world.signed(2);
    await world.rpc('stopCharging')({ reason: '核对' }, staff('owner'));
    await world.runUntil('2026-12-06 10:00');
    assert.equal((await world.states())[0], 'paid');
  });
  it('is the shop’s own, pressed by owner or manager with a reason, released by the owner', async () => {
    const world = new BillingWorld();
    await assert.rejects(world.rpc('stopCharging')({ reason: ' ' }, staff('owner')), { reason: 'REASON_REQUIRED' });
    await assert.rejects(world.rpc('stopCharging')({ reason: 'x' }, staff('clerk')), { reason: 'NOT_ALLOWED' });
    await assert.rejects(world.rpc('stopCharging')({ reason: 'x' }, adopter), { reason: 'NOT_ALLOWED' });
    await world.rpc('stopCharging')({ reason: '核对' }, staff('owner', 'm-2'));
    assert.equal((await world.rpc('getChargingStop')({}, staff('clerk'))).stop?.stopped, false);
    await world.rpc('stopCharging')({ reason: '核对' }, staff('owner'));
    await world.rpc('stopCharging')({ reason: '再按一次' }, staff('owner'));
    assert.equal((await world.rpc('getChargingStop')({}, staff('clerk'))).stop?.reason, '核对');
    await assert.rejects(world.rpc('resumeCharging')({}, staff('manager')), { reason: 'NOT_ALLOWED' });
    assert.equal((await world.rpc('resumeCharging')({}, staff('owner'))).stop?.stopped, false);
    assert.equal((await world.rpc('resumeCharging')({}, staff('owner'))).stop?.stopped, false);
  });
});
