import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { Client as Channel, credentials, Metadata, status } from '@grpc/grpc-js';
import type { Caller } from './caller.ts';
import { CallerSigner, CallerVerifier, newCallerKeys } from './caller-token.ts';
import { type ClosableClient, grpcClient } from './grpc-client.ts';
import { type GrpcServer, type Rpcs, served, serveGrpc } from './grpc-server.ts';
import { inProcessClient } from './in-process.ts';
import { silentLog } from './log.ts';
import { Conflict, Refusal, Unavailable } from './refusal.ts';
import { RpcFailure } from './rpc-status.ts';
import { startTelemetry, withSpan } from './telemetry.ts';
import { EchoService } from './testing/echo-service.ts';
import { currentTraceparent } from './trace-context.ts';

const keys = newCallerKeys();
const signer = CallerSigner.fromPem('gateway', keys.privateKeyPem);
const verifier = new CallerVerifier({ gateway: keys.publicKeyPem });
const caller: Caller = { merchantId: 'm1', actor: { kind: 'adopter', id: 'a1' }, requestId: 'r1' };
const tracing = startTelemetry({ service: 'kit' });

let opened: { server: GrpcServer; client: ClosableClient<EchoService> } | undefined;

async function serving(implementation: Partial<Rpcs<EchoService>>, options: { port?: number; onWrite?: () => void } = {}) {
  const whole: Rpcs<EchoService> = { say: async (request) => request, getSaid: async (request) => request, ...implementation };
  const services = [served(EchoService, whole)];
  const server = await serveGrpc({
    address: `127.0.0.1:${options.port ?? 0}`,
    services,
    verifier,
    log: silentLog,
    onWrite: options.onWrite,
  });
  const client = grpcClient(EchoService, { address: `127.0.0.1:${server.port}`, signer, retry: ['getSaid'] });
  opened = { server, client };
  return opened;
}

afterEach(async () => {
  opened?.client.close();
  await opened?.server.stop();
  opened = undefined;
});
after(() => tracing.stop());

describe('calling another service', () => {
  it('tells the service who calls, signed', async () => {
    const { client } = await serving({
      say: async ({ text }, by) => ({ text: `${text} by ${by.actor.kind} ${by.actor.id} of ${by.merchantId}` }),
    });
    assert.deepEqual(await client.say({ text: 'hi' }, caller), { text: 'hi by adopter a1 of m1' });
  });

  it('brings a refusal back with its reason, kind and details', async () => {
    const { client } = await serving({
      say: async () => {
        throw new Refusal('PET_IS_HELD', 'precondition', { petId: '猫1' });
      },
    });
    await assert.rejects(client.say({ text: '' }, caller), (error: Refusal) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual([error.reason, error.kind, error.details], ['PET_IS_HELD', 'precondition', { petId: '猫1' }]);
      return true;
    });
  });

  it('says nothing of a fault, not even its text', async () => {
    const { client } = await serving({
      say: async () => {
        throw new TypeError('secret of the house');
      },
    });
    await assert.rejects(client.say({ text: '' }, caller), (error: RpcFailure) => {
      assert.ok(error instanceof RpcFailure);
      assert.equal(error.code, status.INTERNAL);
      assert.ok(!error.message.includes('secret'));
      return true;
    });
  });

  it('tells a lost race and an outage apart from a refusal', async () => {
    const failures = [new Conflict('x'), new Unavailable('y')];
    const { client } = await serving({
      say: async () => {
        throw failures.shift();
      },
    });
    await assert.rejects(client.say({ text: '' }, caller), Conflict);
    await assert.rejects(client.say({ text: '' }, caller), Unavailable);
  });

  it('turns away who brings no caller', async () => {
    const { server } = await serving({});
    const channel = new Channel(`127.0.0.1:${server.port}`, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = EchoService.say;
    const code = await new Promise((resolve) => {
      channel.makeUnaryRequest(path, requestSerialize, responseDeserialize, { text: '' }, new Metadata(), (error) => resolve(error?.code));
    });
    channel.close();
    assert.equal(code, status.UNAUTHENTICATED);
  });

  it('does not believe a service that speaks for an adopter', async () => {
    const { server } = await serving({});
    const own = newCallerKeys();
    const client = grpcClient(EchoService, {
      address: `127.0.0.1:${server.port}`,
      signer: CallerSigner.fromPem('points', own.privateKeyPem),
    });
    await assert.rejects(client.say({ text: '' }, caller), (error: RpcFailure) => error.code === status.UNAUTHENTICATED);
    client.close();
  });

  it('gives up at the deadline and leaves open whether the work was done', async () => {
    const { client } = await serving({
      say: async (_request, _caller, { signal }) => {
        await delay(5_000, undefined, { signal }).catch(() => undefined);
        return { text: 'late' };
      },
    });
    await assert.rejects(client.say({ text: '' }, caller, { deadlineMs: 60 }), Unavailable);
  });

  it('gives calls made while serving no more time than is left', async () => {
    const inner = inProcessClient(EchoService, {
      say: async (_request, _caller, { deadline }) => ({ text: String(deadline.getTime() - Date.now()) }),
      getSaid: async (request) => request,
    });
    const { client } = await serving({ say: (request, by) => inner.say(request, by, { deadlineMs: 60_000 }) });
    const { text } = await client.say({ text: '' }, caller, { deadlineMs: 500 });
    assert.ok(Number(text) <= 500, text);
  });

  it('finds the service again after it was restarted', async () => {
    const { server, client } = await serving({});
    await client.say({ text: 'before' }, caller);
    await server.stop();
    await assert.rejects(client.say({ text: 'down' }, caller), Unavailable);
    const again = await serving({}, { port: server.port });
    again.client.close();
    opened = { server: again.server, client };
    await delay(300);
    assert.deepEqual(await client.getSaid({ text: 'after' }, caller), { text: 'after' });
  });

  it('carries the trace to the service', async () => {
    const { client } = await serving({ say: async () => ({ text: currentTraceparent() ?? '' }) });
    const [here, there] = await withSpan('test', {}, async () => [currentTraceparent(), (await client.say({ text: '' }, caller)).text]);
    assert.equal(there?.split('-')[1], here?.split('-')[1]);
    assert.notEqual(there, here);
  });

  it('counts rpcs that may change something, not reads', async () => {
    let writes = 0;
    const { client } = await serving({}, { onWrite: () => writes++ });
    await client.getSaid({ text: '' }, caller);
    assert.equal(writes, 0);
    await client.say({ text: '' }, caller);
    assert.equal(writes, 2);
  });
});
