import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { IncomingEvent } from '@petpact/kit/bus';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import Fastify, { type FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { ADOPTER, gatewayWorld, STAFF } from '../test/gateway-world.ts';
import { Live } from './live.ts';

/** An instalment of an adopter was paid. */
function paid(merchantId: string, adopterId: string): IncomingEvent {
  const instalmentPaid = { adopterId, period: 1, amountFen: 12_900 };
  const value = BillingEvent.encode(
    BillingEvent.fromPartial({ merchantId, aggregateId: 'c-1', payload: { $case: 'instalmentPaid', value: instalmentPaid } }),
  ).finish();
  const caller = { merchantId, actor: { kind: 'service', id: 'billing' }, requestId: 'r' } as const;
  return { topic: 'billing.events.v1', key: 'c-1', type: 'instalmentPaid', version: 3, value, caller } as unknown as IncomingEvent;
}

describe('live hints', () => {
  let app: FastifyInstance;
  let live: Live;
  before(async () => {
    app = Fastify();
    live = new Live();
    await live.serve(app, (await gatewayWorld()).identities);
    await app.ready();
  });
  after(() => app.close());

  /** A screen that says who it is, and everything it was told. */
  async function screen(token: string) {
    const told: { kind: string }[] = [];
    let closed = 0;
    const socket: WebSocket = await app.injectWS('/api/v1/live', {}, {
      onInit: (ws: WebSocket) => {
        ws.on('message', (data) => told.push(JSON.parse(String(data))));
        ws.on('close', (code) => {
          closed = code;
        });
      },
    } as never);
    socket.send(JSON.stringify({ token }));
    await delay(20);
    return { socket, kinds: () => told.map(({ kind }) => kind), closed: () => closed };
  }

  it('reach the adopter they are about and the staff of the shop, and nobody else', async () => {
    const [adopter, staff] = [await screen(ADOPTER), await screen(STAFF)];
    live.tell(paid('m-tuantuan', 'lin'));
    live.tell(paid('m-tuantuan', 'somebody else'));
    live.tell(paid('m-maoyu', 'lin'));
    await delay(20);
    assert.deepEqual(adopter.kinds(), ['ready', 'instalmentPaid']);
    assert.deepEqual(staff.kinds(), ['ready', 'instalmentPaid', 'instalmentPaid']);
    adopter.socket.terminate();
    staff.socket.terminate();
  });
  it('are not for who cannot say who he is', async () => {
    const stranger = await screen('a.nobody-was-ever-given-this');
    assert.deepEqual([stranger.kinds(), stranger.closed()], [[], 4401]);
  });
  it('forget a screen that left while it was being let in', async () => {
    for (let n = 0; n < 3; n += 1) {
      const socket: WebSocket = await app.injectWS('/api/v1/live');
      socket.send(JSON.stringify({ token: ADOPTER }));
      socket.terminate();
    }
    await delay(50);
    assert.equal(live.openScreens, 0);
  });
  it('go to so many screens of one person, so that nobody takes all the room there is', async () => {
    const screens = [];
    for (let n = 0; n < 21; n += 1) screens.push(await screen(ADOPTER));
    assert.equal(screens.filter((one) => one.closed() === 1013).length, 1);
    const staff = await screen(STAFF);
    assert.equal(staff.kinds()[0], 'ready');
    for (const { socket } of [...screens, staff]) socket.terminate();
  });
});
