import type { Faults } from './domain/faults.ts';
import type { Habits, Order } from './domain/order.ts';
import { Journal } from './journal.ts';

/** A warehouse that the simulator plays, with the key that both sides sign with. */
export interface Warehouse {
  key: string;
  name: string;
  keyId: string;
  secret: string;
  /** Base address of the platform's partner API. */
  callbackUrl: string;
  habits: Habits;
  faults: Faults;
}

type Entry = { warehouse: Warehouse } | { order: Order };

/**
 * Everything the simulator knows. Reads see the newest state at once; a write
 * is promised when it is on the disk. Whoever tells the outside what is written
 * here waits for `durable` first.
 */
export class Books {
  readonly #warehouses = new Map<string, Warehouse>();
  readonly #orders = new Map<string, Order>();
  readonly #byShipment = new Map<string, string[]>();
  /** Orders with something still to do, so that looking for due work does not read years of finished ones. */
  readonly #open = new Map<string, Order>();
  #journal!: Journal<Entry>;
  #changes = 0;

  static async open(path: string): Promise<Books> {
    const books = new Books();
    books.#journal = await Journal.open<Entry>(path, (entries) => {
      for (const entry of entries) books.#take(entry);
      return [
        ...[...books.#warehouses.values()].map((warehouse) => ({ warehouse })),
        ...[...books.#orders.values()].map((order) => ({ order })),
      ];
    });
    return books;
  }

  /** Counts up with every change. */
  get changes(): number {
    return this.#changes;
  }
  get warehouses(): Warehouse[] {
    return [...this.#warehouses.values()];
  }
  get open(): Iterable<Order> {
    return this.#open.values();
  }
  get orders(): Order[] {
    return [...this.#orders.values()];
  }
  get orderCount(): number {
    return this.#orders.size;
  }
  get unwritten(): number {
    return this.#journal.pending;
  }

  warehouse(key: string): Warehouse | undefined {
    return this.#warehouses.get(key);
  }
  warehouseOfKeyId(keyId: unknown): Warehouse | undefined {
    return this.warehouses.find((warehouse) => warehouse.keyId === keyId);
  }
  order(warehouseOrderNo: string): Order | undefined {
    return this.#orders.get(warehouseOrderNo);
  }
  /** All orders that one warehouse made of one shipment number, oldest first: one, unless it forgets. */
  ordersOf(warehouse: string, shipmentNo: string): Order[] {
    return (this.#byShipment.get(`${warehouse} ${shipmentNo}`) ?? []).map((no) => this.#orders.get(no)!);
  }

  save(entry: Entry): Promise<void> {
    this.#changes += 1;
    this.#take(entry);
    return this.#journal.append(entry);
  }
  durable(): Promise<void> {
    return this.#journal.flushed();
  }
  close(): Promise<void> {
    return this.#journal.close();
  }

  #take(entry: Entry): void {
    if ('warehouse' in entry) {
      this.#warehouses.set(entry.warehouse.key, entry.warehouse);
      return;
    }
    const { order } = entry;
    if (!this.#orders.has(order.warehouseOrderNo)) {
      const shipment = `${order.warehouse} ${order.shipmentNo}`;
      this.#byShipment.set(shipment, [...(this.#byShipment.get(shipment) ?? []), order.warehouseOrderNo]);
    }
    this.#orders.set(order.warehouseOrderNo, order);
    const finished = order.upcoming.length === 0 && order.pushes.every((push) => push.gaveUp);
    if (finished) this.#open.delete(order.warehouseOrderNo);
    else this.#open.set(order.warehouseOrderNo, order);
  }
}
