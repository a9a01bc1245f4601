import type { Books, Warehouse } from './books.ts';
import type { BusinessTime } from './business-time.ts';
import { type Fault, type FaultKind, strike } from './domain/faults.ts';
import {
  advanceOrder,
  cancelOrder,
  cancelUnseen,
  nextDueMs,
  type Order,
  type OrderRequest,
  refuseOrder,
  takeOrder,
} from './domain/order.ts';
import { dayStamp } from './domain/working-hours.ts';
import type { PostOffice } from './post-office.ts';

const LONGEST_NAP_MS = 60_000;

/** What a test clock asks every participant. */
export interface Work {
  nextDue: string | null;
  idle: boolean;
  activity: number;
  busy: string[];
}

/** The warehouse floor: takes orders, and does at its business instant whatever is due with them. */
export class Floor {
  readonly #books: Books;
  readonly #time: BusinessTime;
  readonly #post: PostOffice;
  #alarm: NodeJS.Timeout | undefined;
  #running = false;
  #looksSoon = false;

  constructor(options: { books: Books; time: BusinessTime; post: PostOffice }) {
    this.#books = options.books;
    this.#time = options.time;
    this.#post = options.post;
    this.#post.onSettled = () => this.lookSoon();
  }

  /** False until the time is known: an order taken before would be dated wrong. */
  get running(): boolean {
    return this.#running;
  }

  start(): void {
    this.#running = true;
    this.look();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#alarm);
  }

  /** Takes an order, or finds the one that was made of the same number; promised when it is on the disk. */
  async take(warehouse: Warehouse, request: OrderRequest): Promise<Order> {
    const known = this.#books.ordersOf(warehouse.key, request.shipmentNo)[0];
    const forgets =
      known && known.status !== 'refused' && known.status !== 'cancelled'
        ? this.strike(warehouse.key, 'forgetsOrders') !== undefined
        : false;
    if (known && !forgets) {
      await this.#books.durable();
      return known;
    }
    const nowMs = this.#time.nowMs;
    const warehouseOrderNo = this.#nextNo(warehouse);
    const taking = { warehouse: warehouse.key, warehouseOrderNo, request, nowMs };
    const reason = this.strike(warehouse.key, 'refuses');
    const refusesLater = reason === undefined ? this.strike(warehouse.key, 'refusesWhilePicking') : undefined;
    const order =
      reason === undefined
        ? takeOrder({ ...taking, habits: warehouse.habits, ...(refusesLater === undefined ? {} : { refusesLater: String(refusesLater) }) })
        : refuseOrder({ ...taking, reason: String(reason) });
    this.lookSoon();
    await this.#books.save({ order });
    return order;
  }

  /** Calls back whatever was made of a number; false when a carrier has some of it. Promised when it is on the disk. */
  async cancel(warehouse: Warehouse, asked: { shipmentNo: string; merchantRef: string }): Promise<boolean> {
    const known = this.#books.ordersOf(warehouse.key, asked.shipmentNo);
    const cancelled = known.map(cancelOrder);
    if (cancelled.includes(undefined)) {
      await this.#books.durable();
      return false;
    }
    const nowMs = this.#time.nowMs;
    const orders =
      known.length > 0
        ? cancelled
        : [cancelUnseen({ ...asked, warehouse: warehouse.key, warehouseOrderNo: this.#nextNo(warehouse), nowMs })];
    for (const order of orders) await this.#books.save({ order: order! });
    this.lookSoon();
    return true;
  }

  #nextNo({ key }: Warehouse): string {
    return `${key.toUpperCase()}-${dayStamp(this.#time.nowMs)}-${String(this.#books.orderCount + 1).padStart(6, '0')}`;
  }

  /** Does what is due, and sets the alarm for what comes next. */
  look(): void {
    if (!this.#running) return;
    const nowMs = this.#time.nowMs;
    let nextMs = nowMs + LONGEST_NAP_MS;
    for (const order of [...this.#books.open]) {
      const current = this.#advance(order, nowMs);
      this.#post.sendDue(current);
      const dueMs = nextDueMs(current);
      if (dueMs !== null && dueMs > nowMs) nextMs = Math.min(nextMs, dueMs);
    }
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.look(), nextMs - nowMs);
  }

  /** Looks once for all that ask within the same moment: a look reads every open order. */
  lookSoon(): void {
    if (this.#looksSoon) return;
    this.#looksSoon = true;
    setImmediate(() => {
      this.#looksSoon = false;
      this.look();
    });
  }

  work(): Work {
    const nowMs = this.#time.nowMs;
    const busy: string[] = [];
    let nextMs: number | null = null;
    for (const order of this.#books.open) {
      const dueMs = nextDueMs(order);
      if (dueMs === null) continue;
      if (dueMs <= nowMs) busy.push(`${order.warehouseOrderNo} is due`);
      else nextMs = Math.min(nextMs ?? dueMs, dueMs);
    }
    if (this.#post.sending > 0) busy.push(`${this.#post.sending} pushes under way`);
    if (this.#books.unwritten > 0) busy.push('writing the journal');
    return {
      nextDue: nextMs === null ? null : new Date(nextMs).toISOString(),
      idle: busy.length === 0,
      activity: this.#books.changes,
      busy: busy.slice(0, 5),
    };
  }

  /** Lets a fault of the warehouse strike once and remembers that it did. */
  strike(warehouseKey: string, kind: FaultKind): Fault['value'] | undefined {
    const warehouse = this.#books.warehouse(warehouseKey)!;
    const { value, faults } = strike(warehouse.faults, kind);
    if (faults !== warehouse.faults) void this.#books.save({ warehouse: { ...warehouse, faults } });
    return value;
  }

  #advance(order: Order, nowMs: number): Order {
    const [step] = order.upcoming;
    if (!step || step.atMs > nowMs) return order;
    const { habits } = this.#books.warehouse(order.warehouse)!;
    const kind = step.kind === 'ship' ? 'losesParcels' : 'tracksOutOfOrder';
    const struck = this.strike(order.warehouse, kind);
    // One step at a time, for a fault that strikes once strikes one step.
    const advanced = advanceOrder(order, step.atMs, {
      habits,
      faults: struck === undefined ? {} : { [kind]: { value: struck, times: null } },
    });
    void this.#books.save({ order: advanced });
    return this.#advance(advanced, nowMs);
  }
}
