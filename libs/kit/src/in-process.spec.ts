import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Caller } from './caller.ts';
import { inProcessClient } from './in-process.ts';
import { Refusal } from './refusal.ts';
import { RpcFailure } from './rpc-status.ts';
import { EchoService } from './testing/echo-service.ts';

const caller: Caller = { merchantId: 'm1', actor: { kind: 'staff', id: 's1' }, requestId: 'r1' };

describe('calling a service in the same process', () => {
  it('lets nothing through that the wire would not carry', async () => {
    const client = inProcessClient(EchoService, {
      say: async (request) => ({ ...request, hidden: 'x' }),
      getSaid: async (request) => request,
    });
    assert.deepEqual(await client.say({ text: 'hi' }, caller), { text: 'hi' });
  });

  it('gives refusals, and faults without their text', async () => {
    const client = inProcessClient(EchoService, {
      say: async () => {
        throw new Refusal('SHOP_CLOSED', 'precondition', { shop: 'm1' });
      },
      getSaid: async () => {
        throw new TypeError('secret');
      },
    });
    await assert.rejects(client.say({ text: '' }, caller), { name: 'Refusal', reason: 'SHOP_CLOSED', details: { shop: 'm1' } });
    await assert.rejects(client.getSaid({ text: '' }, caller), (error) => error instanceof RpcFailure && !error.message.includes('secret'));
  });

  it('does not let the service change the caller of others', async () => {
    const client = inProcessClient(EchoService, {
      say: async (request, by) => {
        by.merchantId = 'm2';
        return request;
      },
      getSaid: async (_request, by) => ({ text: by.merchantId }),
    });
    await client.say({ text: '' }, caller);
    assert.deepEqual(await client.getSaid({ text: '' }, caller), { text: 'm1' });
  });
});
