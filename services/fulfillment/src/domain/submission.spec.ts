import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accepted, aShipment, hours, NOW, submitting } from '../../test/shipment.builder.ts';
import { compensate, noteCompensationRefused, settleByRefund } from './compensation.ts';
import { MOVES, move, type Shipment, type ShipmentState } from './shipment.ts';
import { AGAIN_AFTER_SECONDS, accept, nextQuestion, noteFailure, postpone, refuse } from './submission.ts';

const refused = (shipment: Shipment = submitting()): Shipment => refuse(shipment, '缺货', NOW).state;
const reasonOf = (reason: string) => ({ name: 'Refusal', reason });

describe('the shipment of a paid instalment', () => {
  it('is named by contract and period and is due at once', () => {
    const { _id, state, nextActionAt } = aShipment();
    assert.deepEqual([_id, state, nextActionAt], ['K1_2', 'queued', NOW]);
  });
  it('moves along declared edges only', () => {
    for (const from of Object.keys(MOVES) as ShipmentState[]) {
      for (const to of Object.keys(MOVES) as ShipmentState[]) {
        const go = () => move(aShipment({ state: from }), to).state;
        if (MOVES[from].includes(to)) assert.equal(go(), to);
        else assert.throws(go, reasonOf('ILLEGAL_MOVE'));
      }
    }
  });
});

describe('an order that the warehouse takes', () => {
  it('is accepted once, however often that is said', () => {
    const first = accept(submitting(), 'W-1', NOW);
    assert.deepEqual([first.state.state, first.state.warehouseOrderNo, first.facts], ['accepted', 'W-1', [{ type: 'shipmentAccepted' }]]);
    const again = accept(first.state, 'W-1', hours(1));
    assert.deepEqual([again.facts, again.state.acceptedTime], [[], NOW]);
  });
  it('is remembered as an alarm when it became a second order', () => {
    const twice = accept(accept(accepted(), 'W-2', NOW).state, 'W-2', NOW).state;
    assert.deepEqual([twice.warehouseOrderNo, twice.otherOrderNos], ['W-1', ['W-2']]);
  });
  it('cannot be taken before it was sent or after it was given up', () => {
    assert.throws(() => accept(aShipment(), 'W-1', NOW), reasonOf('SHIPMENT_NOT_SUBMITTED'));
    assert.throws(() => accept(refused(), 'W-1', NOW), reasonOf('SHIPMENT_REFUSED'));
  });
});

describe('a warehouse that gives no usable answer', () => {
  it('is asked again later and later, and the shipment stays what it is', () => {
    let shipment = submitting();
    for (const seconds of [...AGAIN_AFTER_SECONDS, 3600, 3600]) {
      shipment = noteFailure(shipment, 'TIMEOUT', NOW).state;
      assert.deepEqual(
        [shipment.state, shipment.nextActionAt, shipment.lastFailure],
        ['submitting', new Date(NOW.getTime() + seconds * 1000), 'TIMEOUT'],
      );
    }
    assert.equal(shipment.tries, AGAIN_AFTER_SECONDS.length + 2);
  });
  it('brings nothing back to work that was settled while it was asked', () => {
    const delivered = aShipment({ state: 'delivered', nextActionAt: undefined });
    for (const settled of [delivered, refused(), compensate(refused()).state]) {
      assert.deepEqual(noteFailure(settled, 'TIMEOUT', hours(1)), { state: settled, facts: [] });
      assert.deepEqual(postpone(settled, hours(1)), { state: settled, facts: [] });
    }
  });
  it('is forgiven once it answers', () => {
    const { tries, lastFailure } = accept(noteFailure(submitting(), 'TIMEOUT', NOW).state, 'W-1', NOW).state;
    assert.deepEqual([tries, lastFailure], [0, undefined]);
  });
  it('is asked about a parcel after two silent days, for a month', () => {
    assert.deepEqual(accepted().nextActionAt, hours(48));
    assert.deepEqual(nextQuestion(accepted(), hours(24)), hours(72));
    assert.equal(nextQuestion(accepted(), hours(29 * 24)), undefined);
    assert.equal(nextQuestion(aShipment({ state: 'delivered' }), NOW), undefined);
  });
});

describe('a shipment that the warehouse refuses for good', () => {
  it('is refused once, with its reason, and its money is due at once', () => {
    for (const before of [submitting(), accepted()]) {
      const { state, facts } = refuse(before, '缺货', hours(1));
      assert.deepEqual([state.state, state.reason, state.nextActionAt], ['refused', '缺货', hours(1)]);
      assert.deepEqual(facts, [{ type: 'shipmentRefused', reason: '缺货' }]);
      assert.deepEqual(refuse(state, '缺货', hours(2)), { state, facts: [] });
    }
  });
  it('is compensated once', () => {
    const { state, facts } = compensate(refused());
    assert.deepEqual([state.state, state.nextActionAt, facts], ['compensated', undefined, [{ type: 'shipmentCompensated' }]]);
    assert.deepEqual(compensate(state).facts, []);
  });
  it('is asked for again when billing says no', () => {
    const { state, nextActionAt, lastFailure } = noteCompensationRefused(refused(), 'INSTALMENT_NOT_PAID', NOW).state;
    assert.deepEqual([state, nextActionAt, lastFailure], ['refused', hours(1), 'INSTALMENT_NOT_PAID']);
  });
  it('cannot be refused any more once a carrier has it', () => {
    assert.throws(() => refuse(aShipment({ state: 'shipped' }), '缺货', NOW), reasonOf('SHIPMENT_ALREADY_SHIPPED'));
  });
});

describe('a period that was given back', () => {
  it('is not sent when nobody was told about it', () => {
    const { state, facts } = settleByRefund(aShipment());
    assert.deepEqual([state.state, state.reason, state.nextActionAt, facts.length], ['compensated', 'REFUNDED', undefined, 1]);
  });
  it('settles what was refused, and leaves alone what may be on its way', () => {
    assert.equal(settleByRefund(refused()).state.state, 'compensated');
    assert.equal(settleByRefund(submitting()).state.state, 'submitting');
    assert.equal(settleByRefund(accepted()).state.state, 'accepted');
  });
});
