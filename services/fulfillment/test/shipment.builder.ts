import { queueShipment, type Shipment, type TrackPoint, type TrackStatus } from '../src/domain/shipment.ts';
import { accept, startSubmitting } from '../src/domain/submission.ts';

export const NOW = new Date('2026-12-01T10:00:00+08:00');
export const hours = (count: number): Date => new Date(NOW.getTime() + count * 3600_000);

/** A shipment of period 2 of contract K1 at shop m-1, goods from warehouse hz1. */
export function aShipment(changes: Partial<Shipment> = {}): Shipment {
  const paid = {
    merchantId: 'm-1',
    contractId: 'K1',
    period: 2,
    adopterId: 'adopter-1',
    addressId: 'address-1',
    warehouseId: 'hz1',
    skuCode: 'CAT-2KG',
    skuName: '成猫粮 2kg',
    quantity: 1,
  };
  return { ...queueShipment(paid, NOW).state, ...changes };
}

export const submitting = (): Shipment => startSubmitting(aShipment(), 'v1.sealed').state;
export const accepted = (): Shipment => accept(submitting(), 'W-1', NOW).state;

export const parcel = (parcelNo = 'P1') => ({ parcelNo, carrier: '顺丰速运', trackingNo: `SF-${parcelNo}` });

/** A track of these statuses, an hour apart. */
export function points(...statuses: TrackStatus[]): TrackPoint[] {
  return statuses.map((status, index) => ({ time: hours(index + 1), status, text: `第${index + 1}站` }));
}
