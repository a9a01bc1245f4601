import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FixedClock } from '@petpact/kit/testing/ports';
import fc from 'fast-check';
import { endPlan, type Fulfillment, Neighbours, pay, startFulfillment, until } from '../test/fulfillment-world.ts';
import { ScriptedWarehouse } from '../test/scripted-warehouse.ts';
import { accepted, aShipment, hours, NOW, parcel, submitting } from '../test/shipment.builder.ts';
import { isRecallDue, recall, recalled, recallTooLate } from './domain/recall.ts';
import type { Shipment } from './domain/shipment.ts';
import { accept, noteFailure } from './domain/submission.ts';
import { ship, takeOver } from './domain/tracking.ts';

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

const read = (id: string) => service.stores[0]!.read('m-1', id);
const reaches = (state: string, id = 'K1_1') => until(`${id} is ${state}`, async () => (await read(id))?.state === state);
const later = (seconds: number) => {
  clock.advance(seconds * 1000);
  service.wake();
};

describe('a contract that ends', () => {
  it('has its parcel called back, and the period given back once, only then', async () => {
    await pay(service, 'K1');
    await reaches('accepted');
    await endPlan(service, 'K1', 'K1:end:1');
    await reaches('compensated');
    await endPlan(service, 'K1', 'K1:end:1');
    await endPlan(service, 'K1');
    assert.deepEqual(warehouse.calls, ['submit K1_1', 'cancel K1_1']);
    assert.deepEqual(neighbours.refunds, ['K1_1 CONTRACT_ENDED']);
  });
  it('gives nothing back while the warehouse does not answer, and asks until it does', async () => {
    await pay(service, 'K1');
    await reaches('accepted');
    warehouse.next = ['down', 'down', 'lost'];
    await endPlan(service, 'K1');
    for (let waited = 0; waited < 8 && neighbours.refunds.length === 0; waited += 1) {
      assert.notEqual((await read('K1_1'))?.state, 'compensated');
      later(60);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await reaches('compensated');
    assert.equal(warehouse.calls.filter((call) => call === 'cancel K1_1').length, 4);
    assert.deepEqual(neighbours.refunds, ['K1_1 CONTRACT_ENDED']);
  });
  it('keeps the money of a parcel that a carrier has, which goes its way', async () => {
    await pay(service, 'K1');
    await reaches('accepted');
    warehouse.shipped.add('K1_1');
    await endPlan(service, 'K1');
    await reaches('shipped');
    assert.deepEqual([warehouse.calls, neighbours.refunds], [['submit K1_1', 'cancel K1_1', 'ask K1_1'], []]);
  });
  it('sends nothing that the warehouse was never told, and asks nobody', async () => {
    await pay(service, 'K1', { warehouseId: 'nowhere' });
    await until('it was looked for', async () => (await read('K1_1'))?.lastFailure === 'NO_CONNECTOR');
    await endPlan(service, 'K1');
    await reaches('compensated');
    assert.deepEqual([warehouse.calls, neighbours.refunds], [[], ['K1_1 CONTRACT_ENDED']]);
  });
  it('calls back an order whose answer was lost, so that it is refused if it comes after all', async () => {
    warehouse.next = ['lost'];
    await pay(service, 'K1');
    await until('the first try failed', async () => (await read('K1_1'))?.tries === 1);
    await endPlan(service, 'K1');
    await reaches('compensated');
    assert.deepEqual(warehouse.calls, ['submit K1_1', 'cancel K1_1']);
  });
  it('leaves other contracts alone', async () => {
    await pay(service, 'K1');
    await pay(service, 'K2');
    await reaches('accepted', 'K2_1');
    await endPlan(service, 'K1');
    await reaches('compensated');
    assert.equal((await read('K2_1'))?.state, 'accepted');
  });
});

describe('the wish to call a parcel back', () => {
  it('outlives the answer to the order that was under way', () => {
    const wanted = recall(submitting(), NOW).state;
    const answered = accept(wanted, 'W-1', hours(1)).state;
    assert.deepEqual([answered.state, isRecallDue(answered), answered.nextActionAt], ['accepted', true, hours(1)]);
  });
  it('is void once a carrier has it', () => {
    const left = ship(recall(accepted(), NOW).state, [parcel()], hours(1)).state;
    assert.deepEqual([left.state, isRecallDue(left)], ['shipped', false]);
    assert.equal(recall(left, hours(2)).state, left);
  });
  it('comes to exactly one of parcel and money, whatever happens in which order', () => {
    const steps = ['recall', 'accept', 'fail', 'ship', 'cancelled', 'tooLate', 'ask'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 14 }), (walk) => {
        let shipment: Shipment = { ...submitting() };
        let carrierHasIt = false;
        let promised = false;
        walk.forEach((step, index) => {
          const now = hours(index + 1);
          const open = shipment.state === 'submitting' || shipment.state === 'accepted';
          if (step === 'recall') shipment = recall(shipment, now).state;
          if (step === 'accept' && open && !promised) shipment = accept(shipment, 'W-1', now).state;
          if (step === 'fail') shipment = noteFailure(shipment, 'TIMEOUT', now).state;
          // The warehouse hands nothing to a carrier that it has promised not to send.
          if (step === 'ship' && open && !promised) {
            carrierHasIt = true;
            shipment = ship(shipment, [parcel()], now).state;
          }
          if (step === 'cancelled' && isRecallDue(shipment) && !carrierHasIt) {
            promised = true;
            shipment = recalled(shipment, now).state;
          }
          if (step === 'tooLate' && isRecallDue(shipment) && carrierHasIt) shipment = recallTooLate(shipment, now).state;
          if (step === 'ask' && open && promised) shipment = takeOver(shipment, { status: 'cancelled', parcels: [] }, now).state;
          if (isRecallDue(shipment)) assert.ok(shipment.nextActionAt, 'the recall is not forgotten');
        });
        const paidBack = shipment.state === 'refused' || shipment.state === 'compensated';
        assert.equal(paidBack && carrierHasIt, false);
        assert.equal(paidBack, promised);
      }),
    );
  });
  it('makes nothing of a shipment that is over', () => {
    for (const state of ['refused', 'compensated', 'delivered'] as const) {
      const shipment = aShipment({ state });
      assert.equal(recall(shipment, NOW).state, shipment);
    }
  });
});
