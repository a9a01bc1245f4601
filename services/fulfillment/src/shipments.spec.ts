import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aCaller, FixedClock } from '@petpact/kit/testing/ports';
import { type Fulfillment, giveBack, Neighbours, pay, startFulfillment, until } from '../test/fulfillment-world.ts';
import { ScriptedWarehouse } from '../test/scripted-warehouse.ts';

let clock: FixedClock;
let neighbours: Neighbours;
let warehouse: ScriptedWarehouse;
let service: Fulfillment;

beforeEach(async () => {
  clock = new FixedClock('2026-12-01T10:00:00+08:00');
  neighbours = new Neighbours();
  warehouse = new ScriptedWarehouse();
  service = await startFulfillment({ clock, neighbours, warehouse });
});
afterEach(() => service.stop());

const store = () => service.stores[0]!;
const read = (id = 'K1_1') => store().require('m-1', id);
const reaches = (state: string, id = 'K1_1') => until(`${id} is ${state}`, async () => (await store().read('m-1', id))?.state === state);
const factTypes = () => service.facts().map(({ type }) => type);
const later = (seconds: number) => {
  clock.advance(seconds * 1000);
  service.wake();
};

describe('a paid instalment', () => {
  it('becomes one shipment that the warehouse accepts, told once by its facts', async () => {
    await pay(service, 'K1');
    await reaches('accepted');
    assert.deepEqual(warehouse.calls, ['submit K1_1']);
    const { lines, receiver, merchantRef } = warehouse.orders.get('K1_1')!;
    assert.deepEqual(
      [lines, receiver.name, receiver.address, merchantRef],
      [[{ skuCode: 'CAT-2KG', quantity: 2 }], '李雷', '文三路 1 号', 'm-1'],
    );
    await until('facts are out', () => service.facts().length === 2);
    assert.deepEqual(factTypes(), ['shipmentQueued', 'shipmentAccepted']);
    assert.deepEqual(service.facts()[0]!.about, { adopterId: 'adopter-1', contractId: 'K1', period: 1 });
  });
  it('is shipped once when its event comes three times', async () => {
    for (let times = 0; times < 3; times += 1) await pay(service, 'K1', { event: 'K1:1:1' });
    await pay(service, 'K1', { period: 2 });
    await reaches('accepted');
    await reaches('accepted', 'K1_2');
    assert.deepEqual(warehouse.calls.toSorted(), ['submit K1_1', 'submit K1_2']);
  });
  it('keeps the address sealed, and sends the same one again after the adopter moved', async () => {
    warehouse.next = ['down'];
    await pay(service, 'K1');
    await until('the first try failed', async () => (await store().read('m-1', 'K1_1'))?.tries === 1);
    neighbours.address = { ...neighbours.address, detail: '别处 2 号' };
    const stored = JSON.stringify(await read());
    assert.match(stored, /"receiverSealed":"v1\./);
    assert.doesNotMatch(stored, /李雷|13800000000|文三路/);
    later(2);
    await reaches('accepted');
    assert.equal(warehouse.orders.get('K1_1')!.receiver.address, '文三路 1 号');
    assert.equal(neighbours.addressReads, 1);
    for (const { value } of service.bus.published('fulfillment.events.v1'))
      assert.doesNotMatch(Buffer.from(value).toString(), /李雷|13800000000|文三路/);
  });
});

describe('a warehouse that gives no answer', () => {
  it('is asked for the number before the order is sent again', async () => {
    warehouse.next = ['lost'];
    await pay(service, 'K1');
    await until('the first try failed', async () => (await store().read('m-1', 'K1_1'))?.tries === 1);
    assert.deepEqual([(await read()).state, (await read()).lastFailure], ['submitting', 'TIMEOUT']);
    later(2);
    await reaches('accepted');
    assert.deepEqual(warehouse.calls, ['submit K1_1', 'ask K1_1']);
  });
  it('is asked again and again while it is down, and loses nothing', async () => {
    warehouse.next = Array.from({ length: 4 }, () => 'down');
    await pay(service, 'K1');
    for (let waited = 0; waited < 40 && !(await store().read('m-1', 'K1_1'))?.state.startsWith('acc'); waited += 1) {
      later(60);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await reaches('accepted');
    assert.deepEqual(warehouse.calls, ['submit K1_1', 'ask K1_1', 'ask K1_1', 'ask K1_1', 'ask K1_1', 'submit K1_1']);
  });
  it('is left alone by the others once it failed five times, and a neighbour is served meanwhile', async () => {
    warehouse.next = Array.from({ length: 5 }, () => 'down');
    for (let number = 1; number <= 5; number += 1) await pay(service, `K${number}`);
    await until('all were tried', () => warehouse.calls.length === 5);
    await pay(service, 'K6');
    await until(
      'the sixth is postponed',
      async () => ((await store().read('m-1', 'K6_1'))?.nextActionAt?.getTime() ?? 0) > clock.now().getTime(),
    );
    assert.equal(warehouse.calls.length, 5);
    assert.equal((await read('K6_1')).state, 'queued');
    await pay(service, 'K7', { warehouseId: 'sz1' });
    await reaches('accepted', 'K7_1');
    for (let waited = 0; waited < 40; waited += 1) {
      later(30);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (let number = 1; number <= 6; number += 1) await reaches('accepted', `K${number}_1`);
  });
  it('that is not connected yet is waited for', async () => {
    await pay(service, 'K1', { warehouseId: 'nowhere' });
    await until('it was looked for', async () => (await store().read('m-1', 'K1_1'))?.lastFailure === 'NO_CONNECTOR');
    assert.equal((await read()).state, 'queued');
  });
});

describe('a shipment that cannot be made', () => {
  it('is paid back once when the warehouse refuses for good', async () => {
    warehouse.next = ['refuse'];
    await pay(service, 'K1');
    await reaches('compensated');
    assert.deepEqual(neighbours.refunds, ['K1_1 WAREHOUSE_REFUSED']);
    await until('facts are out', () => service.facts().length === 3);
    assert.deepEqual(factTypes(), ['shipmentQueued', 'shipmentRefused', 'shipmentCompensated']);
    await giveBack(service, 'K1');
    await service.bus.settle();
    assert.equal(neighbours.refunds.length, 1);
  });
  it('is paid back when nobody can be sent to any more', async () => {
    neighbours.erased = true;
    await pay(service, 'K1');
    await reaches('compensated');
    assert.equal((await read()).reason, 'DATA_KEY_DESTROYED');
    assert.deepEqual(warehouse.calls, []);
  });
  it('is asked to be paid back again when billing says no', async () => {
    neighbours.refusesRefunds = true;
    warehouse.next = ['refuse'];
    await pay(service, 'K1');
    await until('billing said no', async () => (await store().read('m-1', 'K1_1'))?.lastFailure === 'INSTALMENT_NOT_PAID');
    neighbours.refusesRefunds = false;
    later(3600);
    await reaches('compensated');
  });
  it('is not sent when its period was given back before, and is when only a double payment was', async () => {
    await service.stop();
    service = await startFulfillment({ clock, neighbours, warehouse });
    neighbours.connectors = [];
    await pay(service, 'K1');
    await pay(service, 'K2');
    await giveBack(service, 'K1');
    await giveBack(service, 'K2', false);
    await reaches('compensated');
    assert.equal((await read('K2_1')).state, 'queued');
    assert.deepEqual([warehouse.calls, neighbours.refunds], [[], []]);
  });
});

describe('reading shipments', () => {
  const page = { contractId: '', state: 'STATE_UNSPECIFIED' as const, pageSize: 10, pageToken: '', work: 'WORK_UNSPECIFIED' as const };
  const staff = aCaller({ actor: { kind: 'staff', id: 's-1' } });
  beforeEach(async () => {
    await pay(service, 'K1');
    await pay(service, 'K1', { period: 2 });
    await reaches('accepted');
    await reaches('accepted', 'K1_2');
  });
  it('is for the adopter whose they are, and the staff of the shop', async () => {
    const list = async (caller: ReturnType<typeof aCaller>) =>
      (await service.implementation.listShipments(page, caller, {} as never)).shipments.length;
    assert.equal(await list(aCaller()), 2);
    assert.equal(await list(aCaller({ actor: { kind: 'adopter', id: 'adopter-2' } })), 0);
    assert.equal(await list(staff), 2);
    assert.equal(await list(aCaller({ merchantId: 'm-2', actor: staff.actor })), 0);
    await assert.rejects(list(aCaller({ actor: { kind: 'visitor', id: 'v' } })), { reason: 'NOT_ALLOWED' });
  });
  it('finds what the workload counts together', async () => {
    const count = async (work: 'WORK_WAITING' | 'WORK_EXCEPTIONS', state: 'STATE_UNSPECIFIED' | 'STATE_QUEUED' = 'STATE_UNSPECIFIED') =>
      (await service.implementation.listShipments({ ...page, state, work }, staff, {} as never)).shipments.length;
    assert.deepEqual([await count('WORK_WAITING'), await count('WORK_EXCEPTIONS')], [0, 0]);
    await pay(service, 'K9');
    assert.deepEqual([await count('WORK_WAITING'), await count('WORK_WAITING', 'STATE_QUEUED')], [1, 1]);
  });
  it('hides a single one from strangers', async () => {
    const get = (caller: ReturnType<typeof aCaller>) => service.implementation.getShipment({ shipmentId: 'K1_1' }, caller, {} as never);
    assert.equal((await get(aCaller())).shipment?.state, 'STATE_ACCEPTED');
    await assert.rejects(get(aCaller({ actor: { kind: 'adopter', id: 'adopter-2' } })), { reason: 'SHIPMENT_NOT_FOUND' });
    await assert.rejects(get(aCaller({ merchantId: 'm-2', actor: staff.actor })), { reason: 'SHIPMENT_NOT_FOUND' });
  });
  it('counts the work of the shop', async () => {
    const counts = await service.implementation.getWorkload({}, staff, {} as never);
    assert.deepEqual(counts, { waiting: 0, accepted: 2, shipped: 0, refused: 0, exceptions: 0 });
  });
});
