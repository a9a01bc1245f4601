import type { Clock } from '@petpact/kit/clock';
import type { AskAnswer, CancelAnswer, SubmitAnswer, Warehouse, WarehouseOrder } from '../../services/fulfillment/src/ports.ts';
import type { Rng } from './rng.ts';

const HOUR_MS = 3_600_000;
const SILENCE = { outcome: 'unknown', failure: 'TIMEOUT' } as const;

interface Order {
  state: 'accepted' | 'shipped' | 'cancelled' | 'refused';
  shipsAt: Date;
}

/** A warehouse with books of its own: they say what left, whatever anybody was told. */
export class SimulatedWarehouse implements Warehouse {
  readonly orders = new Map<string, Order>();
  /** Parcels handed to a carrier, by shipment number. */
  readonly parcels: string[] = [];
  healthy = false;
  readonly #clock: Clock;
  readonly #rng: Rng;

  constructor(clock: Clock, rng: Rng) {
    this.#clock = clock;
    this.#rng = rng;
  }

  async submit(_connector: unknown, { shipmentNo }: WarehouseOrder): Promise<SubmitAnswer> {
    if (this.#fails(0.1)) return SILENCE;
    const known = this.orders.get(shipmentNo);
    if (!known) {
      const refuses = this.#fails(0.08);
      const shipsAt = new Date(this.#clock.now().getTime() + (1 + this.#rng.below(60)) * HOUR_MS);
      this.orders.set(shipmentNo, { state: refuses ? 'refused' : 'accepted', shipsAt });
    }
    if (this.#fails(0.15)) return SILENCE;
    const { state } = this.#order(shipmentNo)!;
    if (state === 'cancelled' || state === 'refused') return { outcome: 'refused', reason: state === 'refused' ? '缺货' : 'CANCELLED' };
    return { outcome: 'accepted', warehouseOrderNo: `W-${shipmentNo}` };
  }

  async ask(_connector: unknown, shipmentNo: string): Promise<AskAnswer> {
    if (this.#fails(0.15)) return SILENCE;
    const order = this.#order(shipmentNo);
    if (!order) return { outcome: 'absent' };
    const parcels =
      order.state === 'shipped' ? [{ parcelNo: `P-${shipmentNo}`, carrier: '顺丰速运', trackingNo: `SF-${shipmentNo}`, track: [] }] : [];
    return { outcome: 'found', snapshot: { warehouseOrderNo: `W-${shipmentNo}`, status: order.state, parcels } };
  }

  async cancel(_connector: unknown, { shipmentNo }: { shipmentNo: string }): Promise<CancelAnswer> {
    if (this.#fails(0.15)) return SILENCE;
    const order = this.#order(shipmentNo);
    if (order?.state === 'shipped') return this.#fails(0.15) ? SILENCE : { outcome: 'shipped' };
    this.orders.set(shipmentNo, { shipsAt: this.#clock.now(), state: order?.state === 'refused' ? 'refused' : 'cancelled' });
    return this.#fails(0.15) ? SILENCE : { outcome: 'cancelled' };
  }

  /** Hands to a carrier whatever is picked by now. */
  tick(): void {
    for (const shipmentNo of this.orders.keys()) this.#order(shipmentNo);
  }

  #order(shipmentNo: string): Order | undefined {
    const order = this.orders.get(shipmentNo);
    if (order?.state === 'accepted' && order.shipsAt <= this.#clock.now()) {
      order.state = 'shipped';
      this.parcels.push(shipmentNo);
    }
    return order;
  }

  #fails(share: number): boolean {
    return !this.healthy && this.#rng.chance(share);
  }
}
