import { setTimeout as sleep } from 'node:timers/promises';
import type { Books, Warehouse } from './books.ts';
import { strike } from './domain/faults.ts';
import type { Order } from './domain/order.ts';
import { failRound, headOf, type Push, QUICK_TRIES_AFTER_MS } from './domain/push.ts';
import { signedHeaders } from './signature.ts';
import type { Traffic } from './traffic.ts';

const AT_ONCE = 16;

/** Tells the platform what happened: per order one push after the other, several orders at a time. */
export class PostOffice {
  readonly #books: Books;
  readonly #traffic: Traffic;
  readonly #now: () => number;
  readonly #timeoutMs: number;
  readonly #sending = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();
  /** Called when an order's push ended either way, so that the next due instant is looked up anew. */
  onSettled: () => void = () => {};

  constructor(options: { books: Books; traffic: Traffic; now: () => number; timeoutMs: number }) {
    this.#books = options.books;
    this.#traffic = options.traffic;
    this.#now = options.now;
    this.#timeoutMs = options.timeoutMs;
  }

  get sending(): number {
    return this.#sending.size;
  }

  /** Whether the order's next push is due and nobody sends it. */
  owes(order: Order): boolean {
    const head = headOf(order.pushes);
    return head !== undefined && (head.nextTryMs ?? 0) <= this.#now();
  }

  sendDue(order: Order): void {
    if (this.#closing.signal.aborted || this.#sending.size >= AT_ONCE || this.#sending.has(order.warehouseOrderNo) || !this.owes(order))
      return;
    const told = this.#tellAll(order.warehouseOrderNo).finally(() => {
      this.#sending.delete(order.warehouseOrderNo);
      this.onSettled();
    });
    this.#sending.set(order.warehouseOrderNo, told);
  }

  /** Stops telling; what was under way is told again after the next start. */
  async stop(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#sending.values());
  }

  async #tellAll(orderNo: string): Promise<void> {
    for (;;) {
      const order = this.#books.order(orderNo);
      if (!order || !this.owes(order)) return;
      const push = headOf(order.pushes)!;
      await this.#books.durable();
      const failure = await this.#tryQuickly(order, push);
      if (this.#closing.signal.aborted) return;
      // The order may have moved on meanwhile, and a newer list of tracks may have replaced this one.
      const current = this.#books.order(orderNo)!;
      const pushes = current.pushes.flatMap((other) => {
        if (other.messageId !== push.messageId) return [other];
        return failure === undefined ? [] : [failRound(other, this.#now(), failure)];
      });
      await this.#books.save({ order: { ...current, pushes } });
    }
  }

  /** One round of quick tries; the last failure, or undefined when the platform took it. */
  async #tryQuickly(order: Order, push: Push): Promise<string | undefined> {
    let failure: string | undefined;
    for (const pauseMs of QUICK_TRIES_AFTER_MS) {
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: this.#closing.signal }).catch(() => undefined);
      if (this.#closing.signal.aborted) return failure;
      const warehouse = this.#books.warehouse(order.warehouse)!;
      failure = await this.#send(warehouse, order, push);
      if (failure === undefined) {
        await this.#sayTwice(warehouse, order, push);
        return undefined;
      }
    }
    return failure;
  }

  async #sayTwice(warehouse: Warehouse, order: Order, push: Push): Promise<void> {
    const { value, faults } = strike(warehouse.faults, 'pushesTwice');
    if (value === undefined) return;
    if (faults !== warehouse.faults) await this.#books.save({ warehouse: { ...warehouse, faults } });
    await this.#send(warehouse, order, push);
  }

  async #send(warehouse: Warehouse, order: Order, push: Push): Promise<string | undefined> {
    const base = (order.callbackUrl ?? warehouse.callbackUrl).replace(/\/+$/, '');
    const url = new URL(`${base}/partner/v1/shipments/${encodeURIComponent(order.shipmentNo)}/${push.kind}`);
    const body = JSON.stringify(push.body);
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders(warehouse, { method: 'POST', path: url.pathname + url.search, body }),
    };
    const answer = await exchange(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(this.#timeoutMs)]),
    });
    this.#traffic.note({
      direction: 'push',
      warehouse: warehouse.key,
      what: `${push.kind} ${order.shipmentNo}`,
      answer: answer.text,
      atMs: this.#now(),
    });
    return answer.ok ? undefined : answer.text;
  }
}

async function exchange(url: URL, message: RequestInit): Promise<{ ok: boolean; text: string }> {
  try {
    const response = await fetch(url, message);
    return { ok: response.ok, text: `${response.status} ${(await response.text()).slice(0, 200)}`.trim() };
  } catch (error) {
    return { ok: false, text: ((error as Error).cause as { code?: string } | undefined)?.code ?? (error as Error).message };
  }
}
