import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Books, Warehouse } from './books.ts';
import type { Order, OrderRequest } from './domain/order.ts';
import { pointView } from './domain/order.ts';
import type { Floor } from './floor.ts';
import { SignatureCheck } from './signature.ts';
import type { Traffic } from './traffic.ts';

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const CANCEL = {
  type: 'object',
  required: ['merchantRef', 'reason'],
  properties: { merchantRef: text(64), reason: text(200) },
} as const;
const ORDER = {
  type: 'object',
  required: ['shipmentNo', 'merchantRef', 'lines', 'receiver'],
  properties: {
    shipmentNo: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
    merchantRef: text(64),
    callbackUrl: { type: 'string', pattern: '^https?://[^\\s]{1,200}$' },
    lines: {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        required: ['skuCode', 'quantity'],
        properties: { skuCode: text(64), quantity: { type: 'integer', minimum: 1, maximum: 9999 } },
      },
    },
    receiver: {
      type: 'object',
      required: ['name', 'phone', 'region', 'address'],
      properties: { name: text(50), phone: text(30), region: text(100), address: text(200) },
    },
  },
} as const;

declare module 'fastify' {
  interface FastifyRequest {
    signedBytes: Buffer;
    warehouse: Warehouse;
  }
}

type Doors = { books: Books; floor: Floor; traffic: Traffic; now: () => number };

/** The warehouse as the platform sees it: docs/warehouse-protocol.md, with whatever fault is switched on. */
export function platformApi(doors: Doors) {
  const check = new SignatureCheck();
  return async (server: FastifyInstance): Promise<void> => {
    server.decorateRequest('signedBytes', undefined as unknown as Buffer);
    server.decorateRequest('warehouse', undefined as unknown as Warehouse);
    server.removeContentTypeParser('application/json');
    server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
      request.signedBytes = body;
      try {
        done(null, JSON.parse(body.toString('utf8')));
      } catch {
        done(Object.assign(new Error('The body is not JSON.'), { statusCode: 400 }), undefined);
      }
    });
    // Before the body is validated, after it was read: a wrong signature learns nothing about the rest.
    server.addHook('preValidation', (request, reply) => admit({ doors, check, request, reply }));
    server.addHook('onResponse', async (request, reply) => {
      const { warehouse, method, url } = request;
      const { shipmentNo } = (request.body ?? {}) as { shipmentNo?: string };
      doors.traffic.note({
        direction: 'request',
        warehouse: warehouse?.key ?? '?',
        what: `${method} ${shipmentNo ?? url}`,
        answer: String(reply.statusCode),
        atMs: doors.now(),
      });
    });
    server.post('/v1/shipments', { schema: { body: ORDER } }, (request, reply) => take({ doors, request, reply }));
    server.post('/v1/shipments/:shipmentNo/cancel', { schema: { body: CANCEL } }, (request, reply) => cancel({ doors, request, reply }));
    server.get('/v1/shipments/:shipmentNo', async (request, reply) => {
      const [order] = doors.books.ordersOf(request.warehouse.key, (request.params as { shipmentNo: string }).shipmentNo);
      await doors.books.durable();
      await beSlow(doors, request);
      return order
        ? orderView(order)
        : reply.code(404).send({ code: 'SHIPMENT_NOT_FOUND', message: 'This warehouse has no such shipment.' });
    });
  };
}

/** Faults of a warehouse that is down come first: it does not even look at signatures. */
async function admit({
  doors,
  check,
  request,
  reply,
}: {
  doors: Doors;
  check: SignatureCheck;
  request: FastifyRequest;
  reply: FastifyReply;
}) {
  const warehouse = doors.books.warehouseOfKeyId(request.headers['x-petpact-key']);
  const down = warehouse ? doors.floor.strike(warehouse.key, 'down') : undefined;
  if (down === 'refusesConnections') return hangUp(request, reply);
  if (down !== undefined || !doors.floor.running) return reply.code(503).send({ code: 'WAREHOUSE_DOWN', message: 'Maintenance.' });
  const message = { method: request.method, path: request.url, body: request.signedBytes ?? '' };
  const problem = check.problemOf(warehouse?.secret, request.headers, message);
  if (problem !== undefined || !warehouse) return reply.code(401).send({ code: problem, message: 'The signature does not hold.' });
  request.warehouse = warehouse;
}

async function cancel({ doors, request, reply }: { doors: Doors; request: FastifyRequest; reply: FastifyReply }) {
  const { shipmentNo } = request.params as { shipmentNo: string };
  const { merchantRef } = request.body as { merchantRef: string };
  const isCancelled = await doors.floor.cancel(request.warehouse, { shipmentNo, merchantRef });
  await beSlow(doors, request);
  const lost = losesAnswer(doors, request, reply);
  if (lost) return lost;
  if (!isCancelled) return reply.code(409).send({ code: 'SHIPPED' });
  return { shipmentNo, status: 'cancelled' };
}

/** The answer gets lost where that fault is switched on. */
function losesAnswer(doors: Doors, request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
  const lost = doors.floor.strike(request.warehouse.key, 'losesAnswers');
  if (lost === 'closesConnection') return hangUp(request, reply);
  return lost === undefined ? undefined : reply.code(500).send({ code: 'INTERNAL', message: 'Something went wrong.' });
}

async function take({ doors, request, reply }: { doors: Doors; request: FastifyRequest; reply: FastifyReply }) {
  const { shipmentNo, merchantRef, lines, receiver, callbackUrl } = request.body as OrderRequest;
  const order = await doors.floor.take(request.warehouse, {
    shipmentNo,
    merchantRef,
    lines,
    receiver,
    ...(callbackUrl ? { callbackUrl } : {}),
  });
  await beSlow(doors, request);
  const lost = losesAnswer(doors, request, reply);
  if (lost) return lost;
  if (order.status === 'refused' || order.status === 'cancelled') return reply.code(409).send({ code: 'REFUSED', reason: order.reason });
  return { shipmentNo, warehouseOrderNo: order.warehouseOrderNo, status: 'accepted' };
}

async function beSlow(doors: Doors, request: FastifyRequest): Promise<void> {
  const delayMs = Number(doors.floor.strike(request.warehouse.key, 'slow') ?? 0);
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

/** An order as the platform may read it: without the receiver, whom it knows. */
export function orderView(order: Order) {
  const { shipmentNo, warehouseOrderNo, status, reason } = order;
  const parcels = order.parcels.map(({ track, ...parcel }) => ({ ...parcel, track: track.map(pointView) }));
  return { shipmentNo, warehouseOrderNo, status, ...(reason === undefined ? {} : { reason }), parcels };
}
