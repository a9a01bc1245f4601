import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { FixedClock } from '@petpact/kit/testing/ports';
import type { FastifyInstance } from 'fastify';
import { type Fulfillment, HANGZHOU, Neighbours, pay, SUZHOU, startFulfillment, until } from '../../test/fulfillment-world.ts';
import { callPartner, type PartnerRequest } from '../../test/partner-caller.ts';
import { ScriptedWarehouse } from '../../test/scripted-warehouse.ts';
import { PARTNER_DOCUMENT } from './partner-document.ts';
import { partnerServer } from './partner-server.ts';
import { PROBLEMS } from './problems.ts';

let service: Fulfillment;
let server: FastifyInstance;
const neighbours = new Neighbours();
const STRANGER = { ...HANGZHOU, keyId: 'key-of-another-shop', secret: 'secret-of-another-shop' };

before(async () => {
  neighbours.connectors.push({ merchantId: 'm-2', connector: STRANGER });
  service = await startFulfillment({ clock: new FixedClock('2026-12-01T10:00:00+08:00'), neighbours, warehouse: new ScriptedWarehouse() });
  server = await partnerServer(service.partner);
});
after(async () => {
  await server.close();
  await service.stop();
});

let last = 0;
async function anAcceptedShipment(): Promise<string> {
  last += 1;
  await pay(service, `K${last}`);
  await until('it is accepted', async () => (await service.stores[0]!.read('m-1', `K${last}_1`))?.state === 'accepted');
  return `K${last}_1`;
}
const call = (request: PartnerRequest) => callPartner(server, request);
const tell = (shipmentNo: string, kind: string, body: object, more: Partial<PartnerRequest> = {}) =>
  call({ path: `/partner/v1/shipments/${shipmentNo}/${kind}`, body, ...more });
const SHIPPED = {
  messageId: 'm1',
  parcels: [{ parcelNo: 'P1', carrier: '顺丰速运', trackingNo: 'SF1', lines: [{ skuCode: 'CAT-2KG', quantity: 2 }] }],
};
const tracks = (messageId: string, ...statuses: string[]) => ({
  messageId,
  parcelNo: 'P1',
  track: statuses.map((status, hour) => ({ time: `2026-12-02T0${hour}:00:00Z`, status, text: '…' })),
});

describe('a warehouse that tells about its shipment', () => {
  it('moves it from accepted to delivered', async () => {
    const no = await anAcceptedShipment();
    assert.deepEqual((await tell(no, 'accepted', { warehouseOrderNo: `W-${no}` })).body, { shipmentNo: no, state: 'accepted' });
    assert.deepEqual((await tell(no, 'shipped', SHIPPED)).body, { shipmentNo: no, state: 'shipped' });
    assert.equal((await tell(no, 'tracks', tracks('m2', 'picked', 'inTransit'))).body.state, 'shipped');
    assert.equal((await tell(no, 'tracks', tracks('m3', 'picked', 'inTransit', 'signed'))).body.state, 'delivered');
    assert.equal((await tell(no, 'tracks', tracks('m2', 'picked', 'inTransit'))).body.state, 'delivered');
    const { shipment } = await service.implementation.getShipment(
      { shipmentId: no },
      { merchantId: 'm-1', actor: { kind: 'staff', id: 's' }, requestId: 'r' },
      {} as never,
    );
    assert.deepEqual(
      shipment?.parcels[0]?.track.map(({ status }) => status),
      ['signed', 'inTransit', 'picked'],
    );
  });
  it('may say everything twice, and changes the shipment once', async () => {
    const no = await anAcceptedShipment();
    await tell(no, 'shipped', SHIPPED);
    const { version } = await service.stores[0]!.require('m-1', no);
    assert.equal((await tell(no, 'shipped', SHIPPED)).status, 200);
    assert.equal((await service.stores[0]!.require('m-1', no)).version, version);
  });
  it('may refuse it for good until it shipped, and the money goes back', async () => {
    const no = await anAcceptedShipment();
    assert.equal((await tell(no, 'refused', { messageId: 'm1', reason: '破损' })).body.state, 'refused');
    await until('it is paid back', () => neighbours.refunds.includes(`${no} WAREHOUSE_REFUSED`));
    assert.deepEqual((await tell(no, 'shipped', SHIPPED)).body.code, 'SHIPMENT_REFUSED');
    const other = await anAcceptedShipment();
    await tell(other, 'shipped', SHIPPED);
    const late = await tell(other, 'refused', { messageId: 'm9', reason: '破损' });
    assert.deepEqual([late.status, late.body.code], [409, 'SHIPMENT_ALREADY_SHIPPED']);
  });
  it('lists its own shipments and nobody else sees them', async () => {
    const no = await anAcceptedShipment();
    const list = async (key: { keyId: string; secret: string }, query = '') =>
      (await call({ method: 'GET', path: `/partner/v1/shipments${query}`, key })).body.shipments;
    const [newest] = await list(HANGZHOU, '?state=accepted&pageSize=100');
    assert.ok((await list(HANGZHOU)).some(({ shipmentNo }: { shipmentNo: string }) => shipmentNo === no));
    assert.deepEqual(Object.keys(newest).toSorted(), [
      'createdTime',
      'lines',
      'merchantRef',
      'parcelNos',
      'shipmentNo',
      'state',
      'warehouseOrderNo',
    ]);
    assert.deepEqual([await list(SUZHOU), await list(STRANGER)], [[], []]);
    assert.equal((await call({ method: 'GET', path: '/partner/v1/shipments?state=lost' })).status, 400);
  });
});

describe('who is not let in', () => {
  it('is another warehouse, of the same shop or of another', async () => {
    const no = await anAcceptedShipment();
    for (const key of [SUZHOU, STRANGER]) {
      for (const [kind, body] of [
        ['shipped', SHIPPED],
        ['tracks', tracks('m2', 'picked')],
        ['accepted', { warehouseOrderNo: 'X' }],
        ['refused', { reason: 'x' }],
      ] as const) {
        const { status, body: answer } = await tell(no, kind, body, { key });
        assert.deepEqual([status, answer.code], [404, 'SHIPMENT_NOT_FOUND']);
      }
    }
    assert.equal((await service.stores[0]!.require('m-1', no)).state, 'accepted');
  });
  it('is whoever signs wrongly, too early, too late, or twice with the same nonce', async () => {
    const no = await anAcceptedShipment();
    const code = async (more: Partial<PartnerRequest>) => {
      const { status, body } = await tell(no, 'shipped', SHIPPED, more);
      return `${status} ${body.code ?? ''}`.trim();
    };
    assert.equal(await code({ tampered: JSON.stringify(SHIPPED).replace('SF1', 'SF2') }), '401 BAD_SIGNATURE');
    assert.equal(await code({ key: { ...HANGZHOU, secret: 'guessed' } }), '401 BAD_SIGNATURE');
    assert.equal(await code({ key: { keyId: 'nobody', secret: 'x' } }), '401 UNKNOWN_KEY');
    assert.equal(await code({ timestamp: String(Date.now() - 301_000) }), '401 STALE_TIMESTAMP');
    assert.equal(await code({ timestamp: String(Date.now() + 301_000) }), '401 STALE_TIMESTAMP');
    assert.equal(await code({ nonce: 'short' }), '401 UNSIGNED');
    assert.equal(await code({ nonce: 'nonce-used-twice' }), '200');
    assert.equal(await code({ nonce: 'nonce-used-twice' }), '401 NONCE_REUSED');
    assert.equal(
      (await server.inject({ method: 'POST', url: `/partner/v1/shipments/${no}/shipped`, payload: SHIPPED })).json().code,
      'UNSIGNED',
    );
  });
  it('does not get a signature for one path accepted on another', async () => {
    const [one, other] = [await anAcceptedShipment(), await anAcceptedShipment()];
    const timestamp = String(Date.now());
    const { signatureHeaders } = await import('../adapters/signature.ts');
    const body = JSON.stringify({ reason: 'x' });
    const headers = signatureHeaders(HANGZHOU, {
      method: 'POST',
      path: `/partner/v1/shipments/${one}/refused`,
      timestamp,
      nonce: 'nonce-for-one',
      body,
    });
    const answer = await server.inject({
      method: 'POST',
      url: `/partner/v1/shipments/${other}/refused`,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: body,
    });
    assert.equal(answer.json().code, 'BAD_SIGNATURE');
  });
});

describe('bad input', () => {
  it('is refused with a reason that is listed and a Chinese sentence', async () => {
    const no = await anAcceptedShipment();
    for (const [kind, body] of [
      ['shipped', { messageId: 'm', parcels: [] }],
      ['shipped', { parcels: SHIPPED.parcels }],
      ['tracks', { ...tracks('m', 'picked'), track: [{ time: 'yesterday', status: 'picked', text: '' }] }],
      ['tracks', tracks('m', 'eaten')],
      ['refused', {}],
      ['accepted', { warehouseOrderNo: { $gt: '' } }],
    ] as const) {
      const { status, body: answer } = await tell(no, kind, body);
      assert.deepEqual([status, answer.code], [400, 'INVALID_REQUEST'], JSON.stringify(body));
      assert.match(answer.message, /[\u4e00-\u9fa5]/);
    }
    assert.equal((await tell(no, 'shipped', { ...SHIPPED, more: 'x'.repeat(300_000) })).body.code, 'BODY_TOO_LARGE');
    assert.equal((await tell('K999_1', 'shipped', SHIPPED)).body.code, 'SHIPMENT_NOT_FOUND');
    assert.equal((await call({ path: `/partner/v1/shipments/${no}/shipped`, body: SHIPPED, tampered: '{"__proto__":{}}' })).status, 400);
    assert.equal((await call({ method: 'GET', path: '/partner/v1/shipments?pageToken=rubbish' })).body.code, 'INVALID_PAGE_TOKEN');
    assert.equal((await server.inject('/partner/v2/anything')).json().code, 'NOT_FOUND');
  });
});

describe('the document of the partner API', () => {
  it('is served, names every route there is and no other, and lists every reason', async () => {
    const document = (await server.inject('/partner/openapi.json')).json();
    assert.deepEqual(document, PARTNER_DOCUMENT);
    for (const [path, operations] of Object.entries(document.paths as Record<string, object>)) {
      for (const method of Object.keys(operations).filter((key) => key !== 'parameters')) {
        const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
        assert.ok(server.hasRoute({ method: method.toUpperCase() as 'GET', url }), `${method} ${path}`);
      }
    }
    const routes = server.printRoutes({ commonPrefix: false }).match(/\((GET|POST)/g) ?? [];
    const operations = Object.values(document.paths as Record<string, object>).flatMap((path) =>
      Object.keys(path).filter((key) => key !== 'parameters'),
    );
    assert.equal(routes.length, operations.length);
    const yaml = readFileSync(new URL('../../partner-api.yaml', import.meta.url), 'utf8');
    for (const code of Object.keys(PROBLEMS)) assert.ok(yaml.includes(code), code);
  });
});
