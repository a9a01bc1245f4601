import { type Caller, serviceCaller } from '@petpact/kit/caller';
import type { Log } from '@petpact/kit/log';
import { Refusal } from '@petpact/kit/refusal';
import { SpanKind, withSpan } from '@petpact/kit/trace';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Connectors } from '../connectors.ts';
import { decideShipment } from '../decide-shipment.ts';
import type { Decision, Shipment, TrackPoint } from '../domain/shipment.ts';
import { accept, refuse } from '../domain/submission.ts';
import { onMessage, type ShippedParcel, ship, track } from '../domain/tracking.ts';
import { partnerRefused } from '../metrics.ts';
import type { FulfillmentPorts } from '../ports.ts';
import { admit, type Partner } from './admit.ts';
import { PARTNER_DOCUMENT, schemaOf } from './partner-document.ts';
import { problem, problemOf } from './problems.ts';

export type PartnerPorts = Pick<FulfillmentPorts, 'shipments' | 'nonces' | 'clock' | 'realClock' | 'log'> & {
  connectors: Connectors;
  /** Called for everything that came in and may cause more work. */
  onMessage?: () => void;
};

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: Buffer | undefined;
    partner: Partner;
  }
}

const BODY_LIMIT = 256 * 1024;

/** What a warehouse can tell, by route; each becomes one decision about the shipment. */
const NEWS = {
  accepted: {
    schema: 'Accepted',
    decide: (body: { warehouseOrderNo: string }, now: Date) => (state: Shipment) => accept(state, body.warehouseOrderNo, now),
  },
  refused: { schema: 'Refused', decide: (body: { reason: string }, now: Date) => (state: Shipment) => refuse(state, body.reason, now) },
  shipped: {
    schema: 'Shipped',
    decide: (body: { parcels: ShippedParcel[] }, now: Date) => (state: Shipment) => ship(state, body.parcels, now),
  },
  tracks: {
    schema: 'Tracks',
    decide: (body: { parcelNo: string; track: { time: string; status: TrackPoint['status']; text: string }[] }, now: Date) => {
      const points = body.track.map((point) => ({ ...point, time: new Date(point.time) }));
      return (state: Shipment) => track(state, { parcelNo: body.parcelNo, track: points }, now);
    },
  },
} as const;

/** The partner API (partner-api.yaml): signed news of warehouses about their own shipments. Listens nowhere yet. */
export async function partnerServer(ports: PartnerPorts): Promise<FastifyInstance> {
  const server = Fastify({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: 10_000,
    routerOptions: { maxParamLength: 64 },
  });
  server.setErrorHandler((error, _request, reply) => {
    const { status, body } = problemOf(error);
    if (status >= 500) ports.log.error({ err: error }, 'partner request failed');
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler((_request, reply) => reply.code(404).send(problem('NOT_FOUND').body));
  server.get('/partner/openapi.json', () => PARTNER_DOCUMENT);
  await server.register(async (signed) => {
    readBodyRaw(signed);
    signed.decorateRequest('partner', undefined as unknown as Partner);
    // After the body was read, before it is looked at: who cannot sign learns nothing about what would be valid.
    signed.addHook('preValidation', async (request, reply) => {
      const { method, url, headers, rawBody = '' } = request;
      const admitted = await admit(ports, { method, path: url, headers, body: rawBody });
      if (typeof admitted === 'string') return refuseEntry(ports.log, admitted, reply);
      request.partner = admitted;
    });
    signed.get('/partner/v1/shipments', { schema: { querystring: LIST_QUERY } }, (request) => list(ports, request));
    for (const [kind, { schema, decide }] of Object.entries(NEWS)) {
      signed.post(`/partner/v1/shipments/:shipmentNo/${kind}`, { schema: { body: schemaOf(schema) } }, (request) =>
        takeNews(ports, request, { kind, step: decide(request.body as never, ports.clock.now()) }),
      );
    }
  });
  return server;
}

const LIST_QUERY = {
  type: 'object',
  properties: {
    state: schemaOf('State'),
    pageSize: { type: 'integer', minimum: 1, maximum: 100 },
    pageToken: { type: 'string', maxLength: 500 },
  },
};

/** The signature is over the bytes, so they are kept beside what they mean. Keys that reach for prototypes are dropped. */
function readBodyRaw(server: FastifyInstance): void {
  server.decorateRequest('rawBody', undefined);
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer;
    void parse(request, body.toString('utf8'), done);
  });
}

function refuseEntry(
  log: Log,
  code: Exclude<Awaited<ReturnType<typeof admit>>, Partner>,
  reply: { code(status: number): { send(body: unknown): unknown } },
) {
  partnerRefused.inc({ reason: code });
  log.warn({ reason: code }, 'partner request not let in');
  const { status, body } = problem(code);
  return reply.code(status).send(body);
}

async function takeNews(ports: PartnerPorts, request: FastifyRequest, news: { kind: string; step: (state: Shipment) => Decision }) {
  const { shipmentNo } = request.params as { shipmentNo: string };
  const { messageId } = request.body as { messageId?: string };
  const { merchantId, warehouseId } = request.partner;
  const caller: Caller = {
    ...serviceCaller('fulfillment', merchantId, { requestId: messageId ?? request.id }),
    actor: { kind: 'warehouse', id: warehouseId },
  };
  ports.onMessage?.();
  const attributes = { 'aggregate.id': shipmentNo };
  const after = await withSpan('partner news', { kind: SpanKind.SERVER, attributes }, () =>
    decideShipment(ports, { id: shipmentNo, caller }, (state) => {
      // Of this shop, but another warehouse's: as good as not there.
      if (state.warehouseId !== warehouseId) throw new Refusal('SHIPMENT_NOT_FOUND', 'notFound', { id: shipmentNo });
      return messageId === undefined ? news.step(state) : onMessage(state, `${news.kind} ${messageId}`, news.step);
    }),
  );
  return { shipmentNo, state: after.state };
}

async function list({ shipments }: PartnerPorts, request: FastifyRequest) {
  const { merchantId, warehouseId } = request.partner;
  const { state, pageSize = 50, pageToken = '' } = request.query as { state?: Shipment['state']; pageSize?: number; pageToken?: string };
  const page = { sort: { createdTime: -1 as const }, pageSize, pageToken };
  const { items, nextPageToken } = await shipments.list(merchantId, { warehouseId, ...(state === undefined ? {} : { state }) }, page);
  return { shipments: items.map(partnerView), nextPageToken };
}

/** Without the receiver and the adopter: the warehouse has the one in its order and needs the other for nothing. */
function partnerView({ _id, merchantId, warehouseOrderNo, state, skuCode, quantity, parcels, createdTime }: Shipment) {
  const lines = [{ skuCode, quantity }];
  return {
    shipmentNo: _id,
    merchantRef: merchantId,
    warehouseOrderNo,
    state,
    lines,
    parcelNos: parcels.map(({ parcelNo }) => parcelNo),
    createdTime,
  };
}
