import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { accepted, aShipment, hours, NOW, parcel, points, submitting } from '../../test/shipment.builder.ts';
import type { Decision, Shipment } from './shipment.ts';
import { accept } from './submission.ts';
import { onMessage, ship, takeOver, track } from './tracking.ts';

const shipped = (): Shipment => ship(accepted(), [parcel()], NOW).state;
const types = ({ facts }: Decision) => facts.map(({ type }) => type);

describe('a parcel on its way', () => {
  it('is shipped when the warehouse names the parcels, with the carrier of the first', () => {
    const { state, facts } = ship(accepted(), [parcel()], hours(4));
    assert.deepEqual([state.state, state.shippedTime], ['shipped', hours(4)]);
    assert.deepEqual(facts, [{ type: 'shipmentShipped', carrier: '顺丰速运', trackingNo: 'SF-P1', skuName: '成猫粮 2kg' }]);
    assert.deepEqual(ship(state, [parcel()], hours(5)).facts, []);
  });
  it('has a track that grows, and is delivered when it is signed for', () => {
    const moving = track(shipped(), { parcelNo: 'P1', track: points('picked', 'inTransit') }, hours(3));
    assert.deepEqual(moving.facts, [{ type: 'shipmentTracked', parcelNo: 'P1', status: 'inTransit' }]);
    assert.deepEqual(moving.state.nextActionAt, hours(51));
    const signed = track(moving.state, { parcelNo: 'P1', track: points('picked', 'inTransit', 'signed') }, hours(4));
    assert.deepEqual(types(signed), ['shipmentTracked', 'shipmentDelivered']);
    assert.deepEqual([signed.state.state, signed.state.deliveredTime, signed.state.nextActionAt], ['delivered', hours(4), undefined]);
  });
  it('does not go back when an older list comes late', () => {
    const state = track(shipped(), { parcelNo: 'P1', track: points('picked', 'inTransit') }, NOW).state;
    assert.deepEqual(track(state, { parcelNo: 'P1', track: points('picked') }, NOW), { state, facts: [] });
  });
  it('is the same when its list is told upside down', () => {
    const list = points('picked', 'inTransit', 'signed');
    assert.deepEqual(
      track(shipped(), { parcelNo: 'P1', track: list.toReversed() }, NOW).state,
      track(shipped(), { parcelNo: 'P1', track: list }, NOW).state,
    );
  });
  it('may be corrected by a list that reaches as far and says more', () => {
    const state = track(shipped(), { parcelNo: 'P1', track: points('picked', 'inTransit').slice(1) }, NOW).state;
    assert.equal(track(state, { parcelNo: 'P1', track: points('picked', 'inTransit') }, NOW).state.parcels[0]!.track.length, 2);
  });
  it('is in trouble while its newest point is an exception', () => {
    const lost = track(shipped(), { parcelNo: 'P1', track: points('picked', 'exception') }, NOW).state;
    assert.deepEqual([lost.troubled, lost.state], [true, 'shipped']);
    assert.equal(track(lost, { parcelNo: 'P1', track: points('picked', 'exception', 'inTransit') }, NOW).state.troubled, false);
  });
});

describe('news that come before their time', () => {
  it('prove that the warehouse has the order', () => {
    assert.deepEqual(types(ship(submitting(), [parcel()], NOW)), ['shipmentAccepted', 'shipmentShipped']);
  });
  it('wait with the parcel for the word that it shipped', () => {
    const early = track(accepted(), { parcelNo: 'P1', track: points('picked', 'signed') }, NOW);
    assert.deepEqual([early.state.state, types(early)], ['accepted', ['shipmentTracked']]);
    assert.deepEqual(types(ship(early.state, [parcel()], NOW)), ['shipmentShipped', 'shipmentDelivered']);
  });
  it('about one of two parcels do not deliver both', () => {
    const state = ship(accepted(), [parcel('P1'), parcel('P2')], NOW).state;
    const one = track(state, { parcelNo: 'P1', track: points('signed') }, NOW).state;
    assert.equal(one.state, 'shipped');
    assert.equal(track(one, { parcelNo: 'P2', track: points('signed') }, NOW).state.state, 'delivered');
  });
  it('about what was never sent or was paid back are refused', () => {
    assert.throws(() => ship(aShipment(), [parcel()], NOW), { reason: 'SHIPMENT_NOT_SUBMITTED' });
    assert.throws(() => track(aShipment({ state: 'compensated' }), { parcelNo: 'P1', track: [] }, NOW), { reason: 'SHIPMENT_REFUSED' });
  });
});

describe('a warehouse that is asked', () => {
  const told = { parcels: [{ ...parcel(), track: points('picked', 'signed') }] };
  it('may tell in one answer what all its pushes would have told', () => {
    const { state, facts } = takeOver(submitting(), { warehouseOrderNo: 'W-1', status: 'delivered', ...told }, NOW);
    assert.deepEqual([state.state, state.warehouseOrderNo], ['delivered', 'W-1']);
    assert.deepEqual(types({ state, facts }), ['shipmentAccepted', 'shipmentShipped', 'shipmentTracked', 'shipmentDelivered']);
  });
  it('tells nothing new when all was heard', () => {
    const state = takeOver(submitting(), { warehouseOrderNo: 'W-1', status: 'delivered', ...told }, NOW).state;
    assert.deepEqual(takeOver(state, { warehouseOrderNo: 'W-1', status: 'delivered', ...told }, NOW), { state, facts: [] });
  });
  it('cannot refuse any more what it shipped, and is asked again in time', () => {
    const { state, facts } = takeOver(shipped(), { status: 'refused', reason: '停产', parcels: [] }, hours(48));
    assert.deepEqual([state.state, state.nextActionAt, facts], ['shipped', hours(96), []]);
  });
  it('may say that it refused', () => {
    assert.equal(takeOver(submitting(), { status: 'refused', reason: '停产', parcels: [] }, NOW).state.reason, '停产');
  });
});

describe('messages in any order, late and often', () => {
  const messages: [string, (shipment: Shipment) => Decision][] = [
    ['m1', (shipment) => accept(shipment, 'W-1', NOW)],
    ['m2', (shipment) => ship(shipment, [parcel('P1'), parcel('P2')], NOW)],
    ['m3', (shipment) => track(shipment, { parcelNo: 'P1', track: points('picked') }, NOW)],
    ['m4', (shipment) => track(shipment, { parcelNo: 'P1', track: points('picked', 'inTransit', 'signed') }, NOW)],
    ['m5', (shipment) => track(shipment, { parcelNo: 'P2', track: points('picked', 'exception').toReversed() }, NOW)],
    ['m6', (shipment) => track(shipment, { parcelNo: 'P2', track: points('picked', 'exception', 'signed') }, NOW)],
  ];
  const end = (order: readonly number[]): Decision =>
    order.reduce<Decision>(
      ({ state, facts }, index) => {
        const [messageId, step] = messages[index]!;
        const next = onMessage(state, messageId, step);
        return { state: next.state, facts: [...facts, ...next.facts] };
      },
      { state: submitting(), facts: [] },
    );
  const essence = ({ state: { messageIds: _, parcels, ...rest } }: Decision) => ({
    ...rest,
    parcels: parcels.toSorted((a, b) => (a.parcelNo < b.parcelNo ? -1 : 1)),
  });

  it('end the same, tell each step of the shipment once, and are never refused', () => {
    const all = messages.map((_, index) => index);
    const reference = essence(end(all));
    assert.equal(reference.state, 'delivered');
    const order = fc
      .tuple(fc.array(fc.nat(messages.length - 1), { maxLength: 8 }), fc.shuffledSubarray(all, { minLength: all.length }))
      .map(([early, once]) => [...early, ...once]);
    fc.assert(
      fc.property(order, (indexes) => {
        const reached = end(indexes);
        assert.deepEqual(essence(reached), reference);
        for (const type of ['shipmentAccepted', 'shipmentShipped', 'shipmentDelivered'])
          assert.equal(types(reached).filter((one) => one === type).length, 1);
      }),
    );
  });
});
