import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Visitor } from '@petpact/local/journey';
import { sandboxSecret } from '@petpact/local/seed/seed';
import { type BookedShipment, bookedShipments, faultAtWarehouse, freshAdoption, WAREHOUSE } from '../adoptions.ts';
import { advance } from '../people.ts';
import type { E2e } from '../platform.ts';
import type { Call, Cast, Somebody, Step } from './walk.ts';

export const PUBLIC_PARTNER_OPERATIONS = ['getPartnerApi'] as const;

/** One shipment that goes its way, one that is refused; both of tuantuan's warehouse. */
export interface PartnerWorld {
  e2e: E2e;
  sent: BookedShipment;
  refused: BookedShipment;
}

const SECURITY = 'signature';
const OWN_KEY = { keyId: WAREHOUSE, secret: sandboxSecret('hz1') };
const OTHER_KEY = { keyId: 'wh-maoyu-sh1', secret: sandboxSecret('sh1') };

/** Signs as docs/warehouse-protocol.md says, in words of its own: it judges the platform's. */
function signed({ keyId, secret }: typeof OWN_KEY, call: Call, body: string): Record<string, string> {
  const [timestamp, nonce] = [String(Date.now()), randomUUID()];
  const text = [call.method, call.path, timestamp, nonce, createHash('sha256').update(body).digest('hex')].join('\n');
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return { 'x-petpact-key': keyId, 'x-petpact-timestamp': timestamp, 'x-petpact-nonce': nonce, 'x-petpact-signature': signature };
}

function somebody(e2e: E2e, name: string, who: { key?: typeof OWN_KEY; token?: string | undefined }): Somebody {
  const send = async (call: Call) => {
    const body = call.body === undefined ? '' : JSON.stringify(call.body);
    const headers = {
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...(who.key ? signed(who.key, call, body) : {}),
      ...(who.token ? { authorization: `Bearer ${who.token}` } : {}),
    };
    const response = await fetch(e2e.urls.partner + call.path, { method: call.method, headers, ...(body === '' ? {} : { body }) });
    return { status: response.status, text: await response.text() };
  };
  return { name, kind: who.key ? SECURITY : 'nobody', send };
}

/** Two paid periods at the warehouse: one it will ship, one it will refuse. */
export async function enterWarehouse(e2e: E2e): Promise<{ world: PartnerWorld; cast: Cast }> {
  const going = await freshAdoption(e2e);
  await faultAtWarehouse(e2e, 'refusesWhilePicking', { value: '破损', times: 1 });
  const staying = await freshAdoption(e2e);
  const [sent] = await bookedShipments(e2e, going.contractId);
  const [refused] = await bookedShipments(e2e, staying.contractId);
  const warehouse = somebody(e2e, 'the warehouse', { key: OWN_KEY });
  const visitor = somebody(e2e, 'nobody', {});
  const bearer = (name: string, { token }: Visitor) => somebody(e2e, name, { token });
  const strangers = [
    visitor,
    somebody(e2e, 'another shop’s warehouse', { key: OTHER_KEY }),
    { ...somebody(e2e, 'a guesser of secrets', { key: { ...OWN_KEY, secret: 'sandbox-secret-of-nobody' } }), kind: 'nobody' },
    { ...somebody(e2e, 'a stealer of key ids', { key: { keyId: WAREHOUSE, secret: OTHER_KEY.secret } }), kind: 'nobody' },
    bearer('the adopter', going.adopter),
    bearer('the shop’s staff', going.staff),
  ];
  return { world: { e2e, sent: sent!, refused: refused! }, cast: { owners: { warehouse, visitor }, strangers } };
}

const shipment = ({ sent }: PartnerWorld) => ({ shipmentNo: sent.shipmentNo });
const parcels = ({ sent }: PartnerWorld) => sent.orders[0]!.parcels;

export const PARTNER_STEPS: Step<PartnerWorld>[] = [
  { operationId: 'getPartnerApi', as: 'visitor' },
  { operationId: 'listPartnerShipments', as: 'warehouse', query: () => ({ pageSize: '100' }) },
  {
    operationId: 'tellAccepted',
    as: 'warehouse',
    params: shipment,
    body: ({ sent }) => ({ warehouseOrderNo: sent.orders[0]!.warehouseOrderNo }),
  },
  {
    operationId: 'tellRefused',
    as: 'warehouse',
    params: ({ refused }) => ({ shipmentNo: refused.shipmentNo }),
    body: () => ({ reason: '破损' }),
  },
  {
    operationId: 'tellShipped',
    as: 'warehouse',
    async before(world) {
      await advance(world.e2e, { seconds: 86_400 });
      [world.sent] = (await bookedShipments(world.e2e, world.sent.shipmentNo.replace(/_1$/, ''))) as [BookedShipment];
    },
    params: shipment,
    body: (world) => ({
      messageId: 'said-again-1',
      parcels: parcels(world).map(({ parcelNo, carrier, trackingNo }) => ({ parcelNo, carrier, trackingNo })),
    }),
  },
  {
    operationId: 'tellTracks',
    as: 'warehouse',
    params: shipment,
    body: (world) => {
      const { parcelNo, track } = parcels(world)[0]!;
      return { messageId: 'said-again-2', parcelNo, track: track.map(({ time, status, text }) => ({ time, status, text })) };
    },
  },
];
