import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Books, Warehouse } from './books.ts';
import type { BusinessTime } from './business-time.ts';
import { FAULT_VALUES, type FaultKind, readFault } from './domain/faults.ts';
import { ORIGINS, seedOf } from './domain/journey.ts';
import { type Habits, type Order, tellAgain } from './domain/order.ts';
import { headOf } from './domain/push.ts';
import type { Floor } from './floor.ts';
import { orderView } from './platform-api.ts';
import type { Traffic } from './traffic.ts';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const HABITS = {
  city: { type: 'string', pattern: '^[\\p{Script=Han}]{2,10}$' },
  pickHours: { type: 'number', minimum: 0, maximum: 200 },
  parcelsPerOrder: { type: 'integer', minimum: 1, maximum: 5 },
  confirmsByPush: { type: 'boolean' },
} as const;
const WAREHOUSE = {
  type: 'object',
  required: ['key', 'name', 'keyId', 'secret', 'callbackUrl'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: '^[a-zA-Z0-9-]{1,32}$' },
    name: text(60),
    keyId: text(64),
    secret: { type: 'string', minLength: 16, maxLength: 200 },
    callbackUrl: { type: 'string', pattern: '^https?://[^\\s]{1,200}$' },
    habits: { type: 'object', additionalProperties: false, properties: HABITS },
  },
} as const;

type Doors = { books: Books; floor: Floor; traffic: Traffic; time: BusinessTime };

/** Routes for people and tests: warehouses, their faults, the books. Nobody signs in here; it is a sandbox. */
export function controlApi({ books, floor, traffic, time }: Doors) {
  return async (server: FastifyInstance): Promise<void> => {
    server.get('/sandbox/work', () => floor.work());
    server.post('/sandbox/clock', (request, reply) => {
      const { offsetMs } = (request.body ?? {}) as { offsetMs?: unknown };
      if (!Number.isFinite(offsetMs)) return reply.code(400).send({ code: 'INVALID_REQUEST', message: 'Say { "offsetMs": n }.' });
      time.set(offsetMs as number);
      floor.look();
      return { offsetMs };
    });
    server.get('/sandbox/warehouses', () => ({ now: new Date(time.nowMs).toISOString(), warehouses: books.warehouses.map(warehouseView) }));
    server.post('/sandbox/warehouses', { schema: { body: WAREHOUSE } }, async (request, reply) => {
      const wish = request.body as Omit<Warehouse, 'habits' | 'faults'> & { habits?: Partial<Habits> };
      const taken = books.warehouseOfKeyId(wish.keyId);
      if (taken && taken.key !== wish.key)
        return reply.code(409).send({ code: 'KEY_ID_TAKEN', message: 'Another warehouse signs with this key id.' });
      const known = books.warehouse(wish.key);
      const habits = { ...(known?.habits ?? usualHabits(wish.key)), ...wish.habits };
      const warehouse: Warehouse = { ...wish, habits, faults: known?.faults ?? {} };
      await books.save({ warehouse });
      return warehouseView(warehouse);
    });
    faultRoutes(server, books);
    bookRoutes(server, { books, floor, traffic, time });
  };
}

function usualHabits(key: string): Habits {
  return { city: ORIGINS[seedOf(key) % ORIGINS.length]!, pickHours: 4, parcelsPerOrder: 1, confirmsByPush: false };
}

/** A warehouse without its secret. */
function warehouseView({ secret: _, ...warehouse }: Warehouse) {
  return warehouse;
}

function faultRoutes(server: FastifyInstance, books: Books): void {
  const change = async (key: string, reply: FastifyReply, faultsOf: (warehouse: Warehouse) => Warehouse['faults'] | undefined) => {
    const warehouse = books.warehouse(key);
    if (!warehouse) return reply.code(404).send({ code: 'WAREHOUSE_NOT_FOUND', message: 'No such warehouse.' });
    const faults = faultsOf(warehouse);
    if (!faults)
      return reply
        .code(400)
        .send({ code: 'INVALID_FAULT', message: `A fault is one of ${JSON.stringify(FAULT_VALUES)}, times a whole number or absent.` });
    await books.save({ warehouse: { ...warehouse, faults } });
    return warehouseView({ ...warehouse, faults });
  };
  server.put('/sandbox/warehouses/:key/faults/:kind', (request, reply) => {
    const { key, kind } = request.params as { key: string; kind: string };
    const fault = readFault(kind, (request.body ?? {}) as object);
    return change(key, reply, ({ faults }) => fault && { ...faults, [kind]: fault });
  });
  server.delete('/sandbox/warehouses/:key/faults/:kind', (request, reply) => {
    const { key, kind } = request.params as { key: string; kind: FaultKind };
    return change(key, reply, ({ faults: { [kind]: _, ...others } }) => others);
  });
  server.delete('/sandbox/warehouses/:key/faults', (request, reply) => change((request.params as { key: string }).key, reply, () => ({})));
}

function bookRoutes(server: FastifyInstance, { books, floor, traffic, time }: Doors): void {
  server.get('/sandbox/books/shipments', async (request) => {
    const { merchantRef, prefix, warehouse, limit } = request.query as Record<string, string | undefined>;
    const wanted = books.orders.filter(
      (order) =>
        (merchantRef === undefined || order.merchantRef === merchantRef) &&
        (prefix === undefined || order.shipmentNo.startsWith(prefix)) &&
        (warehouse === undefined || order.warehouse === warehouse),
    );
    await books.durable();
    const shipments = Object.values(Object.groupBy(wanted, (order) => `${order.warehouse} ${order.shipmentNo}`)).map((orders) =>
      shipmentView(orders!),
    );
    return { count: shipments.length, shipments: limit === undefined ? shipments : shipments.slice(-Number(limit)).reverse() };
  });
  server.get('/sandbox/books/messages', (request) => {
    const { warehouse, limit } = request.query as Record<string, string | undefined>;
    return {
      messages: traffic
        .list(warehouse, Number(limit ?? 100))
        .map(({ atMs, ...message }) => ({ ...message, at: new Date(atMs).toISOString() })),
    };
  });
  server.post('/sandbox/orders/:orderNo/pushes', async (request, reply) => {
    const order = books.order((request.params as { orderNo: string }).orderNo);
    if (!order) return reply.code(404).send({ code: 'ORDER_NOT_FOUND', message: 'No such order.' });
    await books.save({ order: tellAgain(order) });
    floor.lookSoon();
    return reply.code(202).send({ warehouseOrderNo: order.warehouseOrderNo });
  });
  server.get('/health/live', () => ({ live: true }));
  server.get('/health/ready', () => ({ ready: true, now: new Date(time.nowMs).toISOString() }));
}

/** One shipment number as the judge of tests needs it: how many orders and how many distinct parcels it got. */
function shipmentView(orders: Order[]) {
  const { warehouse, shipmentNo, merchantRef, lines } = orders[0]!;
  return {
    warehouse,
    shipmentNo,
    merchantRef,
    lines,
    orderCount: orders.length,
    parcelCount: new Set(orders.flatMap((order) => order.parcels.map(({ parcelNo }) => parcelNo))).size,
    orders: orders.map((order) => ({
      ...orderView(order),
      takenAt: new Date(order.takenAtMs).toISOString(),
      nextStepAt: order.upcoming[0] ? new Date(order.upcoming[0].atMs).toISOString() : null,
      waitingPush: waitingPushView(order),
    })),
  };
}

function waitingPushView(order: Order) {
  const push = headOf(order.pushes) ?? order.pushes[0];
  return push ? { kind: push.kind, failedRounds: push.failedRounds, gaveUp: push.gaveUp, lastAnswer: push.lastAnswer ?? null } : null;
}
