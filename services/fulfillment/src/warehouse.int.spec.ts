import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { Activity } from '@petpact/kit/activity';
import { serveAdmin } from '@petpact/kit/admin';
import { OffsetClock, systemClock } from '@petpact/kit/clock';
import { WorkReport } from '@petpact/kit/work-report';
import type { FastifyInstance } from 'fastify';
import { type Fulfillment, HANGZHOU, Neighbours, pay, startFulfillment, until } from '../test/fulfillment-world.ts';
import { Sandbox, send } from '../test/sandbox.ts';
import { warehouseOverHttp } from './adapters/warehouse-http.ts';
import { partnerServer } from './partner/partner-server.ts';
import type { Warehouse } from './ports.ts';

const sandbox = new Sandbox();
const neighbours = new Neighbours();
const clock = new OffsetClock();
let service: Fulfillment;
let partner: FastifyInstance;
let admin: { port: number; stop(): Promise<void> };
let last = 0;
/** Where the warehouse is told to push to, with each order. */
let callbackUrl = '';

before(async () => {
  await sandbox.start();
  neighbours.connectors = [{ merchantId: 'm-1', connector: { ...HANGZHOU, baseUrl: sandbox.warehouseUrl } }];
  const activity = new Activity();
  const work = new WorkReport(activity);
  const door = () => warehouseOverHttp({ timeoutMs: 500, realClock: systemClock, callbackUrl });
  const warehouse: Warehouse = {
    submit: (...order) => door().submit(...order),
    ask: (...question) => door().ask(...question),
    cancel: (...recall) => door().cancel(...recall),
  };
  service = await startFulfillment({ clock, neighbours, warehouse, activity, work });
  partner = await partnerServer({ ...service.partner, onMessage: activity.note });
  callbackUrl = await partner.listen({ host: '127.0.0.1', port: 0 });
  await sandbox.openWarehouse({ key: 'hz1', keyId: HANGZHOU.keyId, secret: HANGZHOU.secret, callbackUrl });
  admin = await serveAdmin({
    port: 0,
    host: '127.0.0.1',
    health: async () => ({ live: true, ready: true, details: {} }),
    work,
    clock,
    onClockPushed: () => service.wake(),
  });
  await send(sandbox.clockUrl, 'POST', '/clock/participants', { name: 'fulfillment', url: `http://127.0.0.1:${admin.port}` });
});
afterEach(() => sandbox.heal('hz1'));
after(async () => {
  await service.stop();
  await partner.close();
  await admin.stop();
  await sandbox.stop();
});

/** Pays so many contracts; answers their shipments. */
async function payFor(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => {
    last += 1;
    return `C${last}`;
  });
  for (const id of ids) await pay(service, id);
  return ids.map((id) => `${id}_1`);
}
const stateOf = async (id: string) => (await service.stores[0]!.read('m-1', id))?.state;
const states = async (ids: string[]) => [...new Set(await Promise.all(ids.map(stateOf)))];

/** The judge: the warehouse's own books name one order and one parcel for each shipment. */
async function oneParcelEach(ids: string[]): Promise<void> {
  const books = new Map((await sandbox.books()).map((shipment) => [shipment.shipmentNo, shipment]));
  for (const id of ids) assert.deepEqual([books.get(id)?.orderCount, books.get(id)?.parcelCount], [1, 1], id);
}

describe('period shipments and a warehouse over the wire', () => {
  it('are accepted, shipped, tracked and delivered on the test clock', async () => {
    const ids = await payFor(5);
    await until('all are accepted', async () => (await states(ids)).join() === 'accepted');
    await sandbox.advance(4);
    assert.deepEqual(await states(ids), ['delivered']);
    await oneParcelEach(ids);
    const facts = service
      .facts()
      .filter(({ aggregateId }) => aggregateId === ids[0])
      .map(({ type }) => type);
    const once = ['shipmentQueued', 'shipmentAccepted', 'shipmentShipped'];
    assert.deepEqual(facts, [...once, ...Array(5).fill('shipmentTracked'), 'shipmentDelivered']);
    const { parcels } = await service.stores[0]!.require('m-1', ids[0]!);
    assert.equal(parcels[0]?.track.length, 5);
    assert.match(parcels[0]?.track[2]?.text ?? '', /杭州/);
  });

  it('wait while the warehouse is down and all arrive afterwards', async () => {
    await sandbox.fault('hz1', 'down', { value: 'refusesConnections' });
    const ids = await payFor(20);
    await sandbox.advance(0.2);
    assert.deepEqual(
      (await states(ids)).filter((state) => state !== 'queued' && state !== 'submitting'),
      [],
    );
    await sandbox.heal('hz1');
    await sandbox.advance(5);
    assert.deepEqual(await states(ids), ['delivered']);
    await oneParcelEach(ids);
  });

  it('become one parcel each when the warehouse takes the order and loses the answer', async () => {
    await sandbox.fault('hz1', 'losesAnswers', { value: 'answers500', times: 5 });
    const some = await payFor(5);
    await sandbox.advance(0.01);
    await sandbox.fault('hz1', 'losesAnswers', { value: 'closesConnection', times: 5 });
    const others = await payFor(5);
    await sandbox.advance(0.01);
    await sandbox.heal('hz1');
    await sandbox.advance(5);
    assert.deepEqual(await states([...some, ...others]), ['delivered']);
    await oneParcelEach([...some, ...others]);
  });

  it('become one parcel each although a forgetful warehouse would take the number twice', async () => {
    await sandbox.fault('hz1', 'forgetsOrders');
    await sandbox.fault('hz1', 'losesAnswers', { value: 'answers500', times: 3 });
    const ids = await payFor(3);
    await sandbox.advance(4);
    assert.deepEqual(await states(ids), ['delivered']);
    await oneParcelEach(ids);
  });

  it('outlast a warehouse that answers too late', async () => {
    await sandbox.fault('hz1', 'slow', { value: 900, times: 4 });
    const ids = await payFor(3);
    await sandbox.advance(5);
    assert.deepEqual(await states(ids), ['delivered']);
    await oneParcelEach(ids);
  });

  it('are told twice and in a muddle, and end the same', async () => {
    await sandbox.fault('hz1', 'pushesTwice');
    await sandbox.fault('hz1', 'tracksOutOfOrder');
    const ids = await payFor(3);
    await sandbox.advance(5);
    assert.deepEqual(await states(ids), ['delivered']);
    const facts = service
      .facts()
      .filter(({ aggregateId }) => aggregateId === ids[0])
      .map(({ type }) => type);
    for (const type of ['shipmentAccepted', 'shipmentShipped', 'shipmentDelivered'])
      assert.equal(facts.filter((one) => one === type).length, 1, type);
  });

  it('are paid back once when the warehouse refuses, at once or while picking', async () => {
    await sandbox.fault('hz1', 'refuses', { value: '缺货', times: 1 });
    const [first] = await payFor(1);
    await until('it is paid back', async () => (await stateOf(first!)) === 'compensated');
    await sandbox.fault('hz1', 'refusesWhilePicking', { value: '破损', times: 1 });
    const [second] = await payFor(1);
    await sandbox.advance(2);
    assert.equal(await stateOf(second!), 'compensated');
    for (const id of [first, second])
      assert.deepEqual(
        neighbours.refunds.filter((refund) => refund.startsWith(`${id} `)),
        [`${id} WAREHOUSE_REFUSED`],
      );
  });

  it('that get lost are in trouble, and asked about until patience ends', async () => {
    await sandbox.fault('hz1', 'losesParcels', { times: 1 });
    const [id] = await payFor(1);
    await sandbox.advance(40);
    const { state, troubled, nextActionAt } = await service.stores[0]!.require('m-1', id!);
    assert.deepEqual([state, troubled, nextActionAt], ['shipped', true, undefined]);
  });

  it('are asked about when no push ever comes through', async () => {
    const heard = callbackUrl;
    callbackUrl = 'http://127.0.0.1:1';
    const [id] = await payFor(1);
    await until('it is accepted', async () => (await stateOf(id!)) === 'accepted');
    callbackUrl = heard;
    await sandbox.advance(5);
    assert.equal(await stateOf(id!), 'delivered');
  });
});
