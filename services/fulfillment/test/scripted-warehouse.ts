import type { AskAnswer, CancelAnswer, SubmitAnswer, Warehouse, WarehouseOrder } from '../src/ports.ts';

/** A warehouse that does what the test says next, and remembers what it was told. */
export class ScriptedWarehouse implements Warehouse {
  readonly orders = new Map<string, WarehouseOrder>();
  readonly calls: string[] = [];
  /** How the next calls end, oldest first; afterwards all is well. `lost` takes the order and gives no answer. */
  next: ('down' | 'lost' | 'refuse')[] = [];
  readonly cancelled = new Set<string>();
  /** Numbers that a carrier has. */
  readonly shipped = new Set<string>();

  async submit(_connector: unknown, order: WarehouseOrder): Promise<SubmitAnswer> {
    this.calls.push(`submit ${order.shipmentNo}`);
    const end = this.next.shift();
    if (end === 'down') return { outcome: 'unknown', failure: 'HTTP_503' };
    if (this.cancelled.has(order.shipmentNo)) return { outcome: 'refused', reason: 'CANCELLED' };
    if (end === 'refuse') return { outcome: 'refused', reason: '缺货' };
    this.orders.set(order.shipmentNo, order);
    return end === 'lost' ? { outcome: 'unknown', failure: 'TIMEOUT' } : { outcome: 'accepted', warehouseOrderNo: `W-${order.shipmentNo}` };
  }

  async ask(_connector: unknown, shipmentNo: string): Promise<AskAnswer> {
    this.calls.push(`ask ${shipmentNo}`);
    if (this.next.shift() === 'down') return { outcome: 'unknown', failure: 'HTTP_503' };
    if (this.cancelled.has(shipmentNo)) return { outcome: 'found', snapshot: { status: 'cancelled', parcels: [] } };
    if (!this.orders.has(shipmentNo)) return { outcome: 'absent' };
    const parcels = this.shipped.has(shipmentNo)
      ? [{ parcelNo: `P-${shipmentNo}`, carrier: '顺丰速运', trackingNo: 'SF1', track: [] }]
      : [];
    const status = parcels.length > 0 ? 'shipped' : 'accepted';
    return { outcome: 'found', snapshot: { warehouseOrderNo: `W-${shipmentNo}`, status, parcels } };
  }

  async cancel(_connector: unknown, { shipmentNo }: { shipmentNo: string }): Promise<CancelAnswer> {
    this.calls.push(`cancel ${shipmentNo}`);
    const end = this.next.shift();
    if (end === 'down') return { outcome: 'unknown', failure: 'HTTP_503' };
    if (this.shipped.has(shipmentNo)) return { outcome: 'shipped' };
    this.cancelled.add(shipmentNo);
    return end === 'lost' ? { outcome: 'unknown', failure: 'TIMEOUT' } : { outcome: 'cancelled' };
  }
}
