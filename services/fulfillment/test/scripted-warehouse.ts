import type { AskAnswer, SubmitAnswer, Warehouse, WarehouseOrder } from '../src/ports.ts';

/** A warehouse that does what the test says next, and remembers what it was told. */
export class ScriptedWarehouse implements Warehouse {
  readonly orders = new Map<string, WarehouseOrder>();
  readonly calls: string[] = [];
  /** How the next calls end, oldest first; afterwards all is well. `lost` takes the order and gives no answer. */
  next: ('down' | 'lost' | 'refuse')[] = [];

  async submit(_connector: unknown, order: WarehouseOrder): Promise<SubmitAnswer> {
    this.calls.push(`submit ${order.shipmentNo}`);
    const end = this.next.shift();
    if (end === 'down') return { outcome: 'unknown', failure: 'HTTP_503' };
    if (end === 'refuse') return { outcome: 'refused', reason: '缺货' };
    this.orders.set(order.shipmentNo, order);
    return end === 'lost' ? { outcome: 'unknown', failure: 'TIMEOUT' } : { outcome: 'accepted', warehouseOrderNo: `W-${order.shipmentNo}` };
  }

  async ask(_connector: unknown, shipmentNo: string): Promise<AskAnswer> {
    this.calls.push(`ask ${shipmentNo}`);
    if (this.next.shift() === 'down') return { outcome: 'unknown', failure: 'HTTP_503' };
    if (!this.orders.has(shipmentNo)) return { outcome: 'absent' };
    return { outcome: 'found', snapshot: { warehouseOrderNo: `W-${shipmentNo}`, status: 'accepted', parcels: [] } };
  }
}
