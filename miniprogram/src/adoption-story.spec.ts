import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storyOf } from './adoption-story.ts';
import type { Adoption, Contract, Instalment, Parcel, Plan, Shipment } from './api/model.ts';
import { handoverIsOpen, leftFen, newestFirst, nextInstalment, paidCount, waitsForHandoverDate } from './plan-view.ts';

const instalment = (period: number, state: Instalment['state'], more: Partial<Instalment> = {}) =>
  ({ period, state, amountFen: 12900, planDate: '2026-11-22', ...more }) as Instalment;
const plan = (state: Plan['state'], ...instalments: Instalment[]) => ({ state, instalments }) as Plan;

describe('a plan as its adopter sees it', () => {
  it('names the first instalment still to be charged', () => {
    assert.equal(nextInstalment(plan('active', instalment(1, 'paid'), instalment(2, 'overdue'), instalment(3, 'scheduled')))?.period, 3);
  });

  it('names none while it is paused or over', () => {
    assert.equal(nextInstalment(plan('paused', instalment(1, 'scheduled'))), undefined);
    assert.equal(nextInstalment(plan('ended', instalment(1, 'scheduled'))), undefined);
  });

  it('counts what was paid, also where it went back, and what is left', () => {
    const mixed = plan(
      'active',
      instalment(1, 'paid'),
      instalment(2, 'refunded'),
      instalment(3, 'overdue'),
      instalment(4, 'scheduled'),
      instalment(5, 'cancelled'),
    );
    assert.equal(paidCount(mixed), 2);
    assert.equal(leftFen(mixed), 25800);
  });
});

describe('the handover', () => {
  const contract = (state: Contract['state'], planStart: 'signing' | 'handover', more: Partial<Contract> = {}) =>
    ({ state, terms: { planStart }, handoverDate: '', adopterConfirmed: false, shopConfirmed: false, ...more }) as Contract;

  it('is agreed before the mandate where the plan starts with it, and only there', () => {
    assert.ok(waitsForHandoverDate(contract('signed', 'handover')));
    assert.ok(!waitsForHandoverDate(contract('signed', 'handover', { handoverDate: '2026-12-01' })));
    assert.ok(!waitsForHandoverDate(contract('signed', 'signing')));
  });

  it('concerns the adopter until both have confirmed it', () => {
    const booked = { handoverDate: '2026-12-01' };
    assert.ok(handoverIsOpen(contract('signed', 'handover')));
    assert.ok(handoverIsOpen(contract('active', 'signing', booked)));
    assert.ok(!handoverIsOpen(contract('active', 'signing')));
    assert.ok(!handoverIsOpen(contract('active', 'handover', { ...booked, adopterConfirmed: true, shopConfirmed: true })));
    assert.ok(!handoverIsOpen(contract('draft', 'handover')));
  });
});

describe('a parcel', () => {
  it('tells its track newest first, in whatever order the carrier told it', () => {
    const parcel = {
      track: [{ atTime: '2026-11-24T01:00:00Z' }, { atTime: '2026-11-23T01:00:00Z' }, { atTime: '2026-11-24T03:00:00Z' }],
    } as Parcel;
    assert.deepEqual(
      newestFirst(parcel).map(({ atTime }) => atTime.slice(8, 13)),
      ['24T03', '24T01', '23T01'],
    );
  });
});

describe('the story of an adoption', () => {
  it('tells contract, payments, notices and parcels together, newest first', () => {
    const adoption = {
      contract: {
        timeline: [
          { type: 'contractSigned', atTime: '2026-11-22T06:00:00Z', actorKind: 'adopter', reason: '' },
          { type: 'contractActivated', atTime: '2026-11-22T06:00:00Z', actorKind: 'service', reason: '' },
        ],
      },
      plan: plan(
        'active',
        instalment(1, 'paid', { paidTime: '2026-11-22T06:03:00Z' }),
        instalment(2, 'scheduled', { noticedTime: '2026-12-12T01:00:00Z' }),
      ),
      shipments: [{ period: 1, shippedTime: '2026-11-23T08:00:00Z' } as Shipment],
    } as unknown as Adoption;
    assert.deepEqual(
      storyOf(adoption).map((event) => (event.kind === 'contract' ? event.type : `${event.kind} ${event.period}`)),
      ['noticed 2', 'shipped 1', 'paid 1', 'contractActivated', 'contractSigned'],
    );
  });

  it('names the day for which the shop gave notice, unless another end came before it', () => {
    const timeline = [{ type: 'endingAnnounced', atTime: '2026-12-01T06:00:00Z', actorKind: 'staff', reason: '搬迁' }];
    const dateOf = (cause: string) =>
      storyOf({
        contract: { timeline, ending: { cause, settlement: { effectiveDate: '2026-12-08' } } },
        shipments: [],
      } as unknown as Adoption).map((event) => event.kind === 'contract' && event.date);
    assert.deepEqual(dateOf('shopWish'), ['2026-12-08']);
    assert.deepEqual(dateOf('adopterWish'), [undefined]);
  });
});
