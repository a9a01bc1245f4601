import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakePlatform, live, send } from '../test/fake-platform.ts';
import { startSimulator } from './simulator.ts';

let folder: string;
let platform: FakePlatform;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let clock: { offsetMs: number };

const start = () => startSimulator({ host: '127.0.0.1', port: 0, journalPath: join(folder, 'journal.jsonl'), pushTimeoutMs: 1000 });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'petpact-warehouse-'));
  platform = new FakePlatform();
  await platform.start();
  simulator = await start();
  clock = { offsetMs: 0 };
  assert.equal((await platform.register(simulator.url)).status, 200);
});
afterEach(async () => {
  await simulator.stop();
  await platform.stop();
  rmSync(folder, { recursive: true });
});

const fault = (kind: string, body: object = {}) => send(simulator.url, 'PUT', `/sandbox/warehouses/east/faults/${kind}`, body);
const books = async () => (await send(simulator.url, 'GET', '/sandbox/books/shipments')).body.shipments;
const kinds = () => platform.pushed.map(({ kind }) => kind);

describe('an order from the platform', () => {
  it('is taken, shipped and tracked until it is signed for', async () => {
    const answer = await platform.order(simulator.url, 'C1_1');
    assert.equal(answer.status, 200);
    assert.equal(answer.body.status, 'accepted');

    await live(simulator.url, 5, clock);

    assert.deepEqual(kinds(), ['shipped', 'tracks', 'tracks', 'tracks', 'tracks', 'tracks']);
    assert.ok(platform.pushed.every(({ signatureHolds }) => signatureHolds));
    assert.deepEqual(
      platform.pushed.at(-1)!.body.track!.map(({ status }) => status),
      ['picked', 'inTransit', 'inTransit', 'outForDelivery', 'signed'],
    );
    const asked = await platform.ask(simulator.url, 'C1_1');
    assert.equal(asked.body.status, 'delivered');
    assert.equal(asked.body.warehouseOrderNo, answer.body.warehouseOrderNo);
    assert.equal(asked.body.parcels[0].track.length, 5);
    assert.equal(JSON.stringify(asked.body).includes('李雷'), false);
  });

  it('gets the same answer again, also at the same moment', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => platform.order(simulator.url, 'C1_1')));
    assert.equal(new Set(answers.map(({ body }) => body.warehouseOrderNo)).size, 1);
    await live(simulator.url, 2, clock);
    const [shipment] = await books();
    assert.deepEqual([shipment.orderCount, shipment.parcelCount], [1, 1]);
  });

  it('is unknown to whoever does not sign with the right key, at the right time, once', async () => {
    const stale = await platform.order(simulator.url, 'C1_1', { timestamp: String(Date.now() - 301_000) });
    const changed = await platform.order(simulator.url, 'C1_1', { body: '{"shipmentNo":"C2_1"}' });
    assert.deepEqual([stale.status, stale.body.code, changed.body.code], [401, 'STALE_TIMESTAMP', 'BAD_SIGNATURE']);
    assert.equal((await platform.order(simulator.url, 'C1_1', { nonce: 'n1' })).status, 200);
    assert.equal((await platform.order(simulator.url, 'C1_1', { nonce: 'n1' })).body.code, 'NONCE_REUSED');
    assert.equal((await send(simulator.url, 'POST', '/v1/shipments', {})).body.code, 'UNKNOWN_KEY');
    assert.equal((await platform.ask(simulator.url, 'C9_9')).status, 404);
    assert.equal((await platform.order(simulator.url, 'no such/number')).status, 400);
  });
});

describe('an order that is called back', () => {
  it('is not sent, says so as often as it is asked, and is in the books', async () => {
    await platform.order(simulator.url, 'C1_1');
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await platform.cancel(simulator.url, 'C1_1');
      assert.deepEqual([status, body], [200, { shipmentNo: 'C1_1', status: 'cancelled' }]);
    }
    await live(simulator.url, 5, clock);
    assert.deepEqual(kinds(), []);
    assert.equal((await platform.ask(simulator.url, 'C1_1')).body.status, 'cancelled');
    const [shipment] = await books();
    assert.deepEqual([shipment.orderCount, shipment.parcelCount, shipment.orders[0].status], [1, 0, 'cancelled']);
    assert.deepEqual((await platform.order(simulator.url, 'C1_1')).body, { code: 'REFUSED', reason: 'CANCELLED' });
  });
  it('is refused when it comes after its recall, also after a restart', async () => {
    assert.equal((await platform.cancel(simulator.url, 'C1_1')).status, 200);
    await simulator.stop();
    simulator = await start();
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 409);
    assert.equal((await books())[0].parcelCount, 0);
  });
  it('stays on its way once a carrier has it', async () => {
    await platform.order(simulator.url, 'C1_1');
    await live(simulator.url, 5, clock);
    const { status, body } = await platform.cancel(simulator.url, 'C1_1');
    assert.deepEqual([status, body], [409, { code: 'SHIPPED' }]);
  });
  it('is called back although the answer is lost', async () => {
    await platform.order(simulator.url, 'C1_1');
    await fault('losesAnswers', { value: 'answers500', times: 1 });
    assert.equal((await platform.cancel(simulator.url, 'C1_1')).status, 500);
    assert.equal((await platform.ask(simulator.url, 'C1_1')).body.status, 'cancelled');
  });
});

describe('a warehouse that goes wrong', () => {
  it('is down', async () => {
    await fault('down', { value: 'answers503', times: 1 });
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 503);
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 200);
    await fault('down', { value: 'refusesConnections' });
    await assert.rejects(platform.ask(simulator.url, 'C1_1'));
    await send(simulator.url, 'DELETE', '/sandbox/warehouses/east/faults/down');
    assert.equal((await platform.ask(simulator.url, 'C1_1')).status, 200);
  });

  it('takes the order and loses the answer', async () => {
    await fault('losesAnswers', { value: 'answers500', times: 1 });
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 500);
    assert.equal((await platform.ask(simulator.url, 'C1_1')).body.status, 'accepted');
    await fault('losesAnswers', { value: 'closesConnection', times: 1 });
    await assert.rejects(platform.order(simulator.url, 'C1_2'));
    assert.equal((await books()).length, 2);
  });

  it('answers late', async () => {
    await fault('slow', { value: 300, times: 1 });
    const begin = Date.now();
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 200);
    assert.ok(Date.now() - begin >= 295);
  });

  it('refuses for good, at once or while picking', async () => {
    await fault('refuses', { value: '缺货', times: 1 });
    const refused = await platform.order(simulator.url, 'C1_1');
    assert.deepEqual([refused.status, refused.body], [409, { code: 'REFUSED', reason: '缺货' }]);
    assert.equal((await platform.order(simulator.url, 'C1_1')).status, 409);
    await fault('refusesWhilePicking', { value: '破损', times: 1 });
    assert.equal((await platform.order(simulator.url, 'C1_2')).status, 200);
    await live(simulator.url, 2, clock);
    assert.deepEqual(
      platform.pushed.map(({ kind, shipmentNo, body }) => [kind, shipmentNo, body.reason]),
      [['refused', 'C1_2', '破损']],
    );
  });

  it('forgets an order and takes it again, which the books show', async () => {
    await fault('forgetsOrders', { times: 1 });
    const numbers = [await platform.order(simulator.url, 'C1_1'), await platform.order(simulator.url, 'C1_1')].map(
      ({ body }) => body.warehouseOrderNo,
    );
    assert.notEqual(numbers[0], numbers[1]);
    await live(simulator.url, 2, clock);
    const [shipment] = await books();
    assert.deepEqual([shipment.orderCount, shipment.parcelCount], [2, 2]);
  });

  it('says everything twice, in a muddle, and loses the parcel', async () => {
    await fault('pushesTwice');
    await fault('tracksOutOfOrder');
    await fault('losesParcels');
    await platform.order(simulator.url, 'C1_1');
    await live(simulator.url, 5, clock);
    const counts = Object.values(Object.groupBy(platform.pushed, ({ messageId }) => messageId)).map((messages) => messages!.length);
    assert.ok(
      counts.every((count) => count === 2),
      String(counts),
    );
    const lengths = platform.pushed.filter(({ kind }) => kind === 'tracks').map(({ body }) => body.track!.length);
    assert.notDeepEqual(
      lengths,
      lengths.toSorted((a, b) => a - b),
    );
    assert.equal((await platform.ask(simulator.url, 'C1_1')).body.parcels[0].track.at(-1).status, 'exception');
  });

  it('knows only the faults and warehouses there are', async () => {
    assert.equal((await fault('down', { value: 'maybe' })).body.code, 'INVALID_FAULT');
    assert.equal((await send(simulator.url, 'DELETE', '/sandbox/warehouses/west/faults')).status, 404);
  });
});

describe('a platform that does not listen', () => {
  it('hears everything once it is back, in order and with nothing lost', async () => {
    platform.answers = 503;
    await platform.order(simulator.url, 'C1_1');
    await live(simulator.url, 0.6, clock);
    assert.deepEqual(kinds(), []);
    const [shipment] = await books();
    assert.equal(shipment.orders[0].waitingPush.kind, 'shipped');
    assert.match(shipment.orders[0].waitingPush.lastAnswer, /^503/);
    platform.answers = 200;
    await live(simulator.url, 5, clock);
    assert.equal(kinds()[0], 'shipped');
    assert.equal(platform.pushed.at(-1)!.body.track!.length, 5);
  });

  it('hears all again on request', async () => {
    const { body } = await platform.order(simulator.url, 'C1_1');
    await live(simulator.url, 5, clock);
    platform.pushed.length = 0;
    assert.equal((await send(simulator.url, 'POST', `/sandbox/orders/${body.warehouseOrderNo}/pushes`)).status, 202);
    await live(simulator.url, 0, clock);
    assert.deepEqual(kinds(), ['accepted', 'shipped', 'tracks']);
  });
});

describe('a simulator that is started again', () => {
  it('knows its warehouses, orders and what it must still tell', async () => {
    const { body } = await platform.order(simulator.url, 'C1_1');
    await fault('slow', { value: 1 });
    await live(simulator.url, 0.3, clock);
    await simulator.stop();
    simulator = await start();
    await send(simulator.url, 'POST', '/sandbox/clock', clock);
    assert.equal((await platform.order(simulator.url, 'C1_1')).body.warehouseOrderNo, body.warehouseOrderNo);
    const { warehouses } = (await send(simulator.url, 'GET', '/sandbox/warehouses')).body;
    assert.deepEqual([warehouses[0].faults.slow.value, warehouses[0].secret], [1, undefined]);
    await live(simulator.url, 5, clock);
    assert.equal(platform.pushed.at(-1)!.body.track!.length, 5);
    assert.equal((await books())[0].parcelCount, 1);
  });
});
