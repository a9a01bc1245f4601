import { setTimeout as delay } from 'node:timers/promises';
import { Client as Channel, type ChannelOptions, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { Caller } from './caller.ts';
import { MAX_MESSAGE_BYTES, type Tls } from './grpc-server.ts';
import { metrics } from './metrics.ts';
import { type CallOptions, type Client, callBudget, type RpcDefinition, type ServiceDefinition, serviceNameOf } from './rpc.ts';
import { errorOfStatus } from './rpc-status.ts';
import { SpanKind, withSpan } from './trace.ts';
import { currentTraceparent } from './trace-context.ts';

export type { CallOptions, Client } from './rpc.ts';

export interface GrpcClientOptions<S extends ServiceDefinition> {
  address: string;
  signer: { sign(caller: Caller): Promise<string> };
  /** Time a call may take when it is not said; every call has an end. */
  deadlineMs?: number;
  /** Rpcs that may be sent again when the other side was not there: reads, and writes that are idempotent by their key. */
  retry?: readonly (keyof S & string)[];
  tls?: Tls;
}

export type ClosableClient<S extends ServiceDefinition> = Client<S> & { close(): void };

const MOST_REPEATS = 2;

const CHANNEL: ChannelOptions = {
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.keepalive_permit_without_calls': 1,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 1_000,
  'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
  'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
  'grpc.enable_retries': 0,
};

/**
 * A client of another service. Every call has a deadline, says who calls in a signed token, and ends in an answer, a
 * Refusal, a Conflict, or Unavailable (which leaves open whether the work was done).
 */
export function grpcClient<S extends ServiceDefinition>(definition: S, options: GrpcClientOptions<S>): ClosableClient<S> {
  const { tls } = options;
  const security = tls ? credentials.createSsl(tls.ca, tls.key, tls.cert) : credentials.createInsecure();
  const channel = new Channel(options.address, security, CHANNEL);
  const client: Record<string, unknown> = { close: () => channel.close() };
  for (const [name, rpc] of Object.entries(definition)) {
    client[name] = rpcOf({ name, rpc, channel, service: serviceNameOf(definition) }, options);
  }
  return client as ClosableClient<S>;
}

interface Target {
  name: string;
  rpc: RpcDefinition;
  channel: Channel;
  service: string;
}

function rpcOf<S extends ServiceDefinition>(target: Target, options: GrpcClientOptions<S>) {
  const { name, service } = target;
  const repeats = options.retry?.includes(name) ? MOST_REPEATS : 0;
  return (request: never, caller: Caller, call: CallOptions = {}) => {
    const { deadline, outer } = callBudget(call.deadlineMs ?? options.deadlineMs ?? 2_000);
    return withSpan(`${service}/${name}`, { kind: SpanKind.CLIENT }, async () => {
      for (let tried = 0; ; tried++) {
        const metadata = await metadataOf(caller, options.signer);
        try {
          return await send(target, request, { metadata, deadline, outer });
        } catch (error) {
          const failure = error as ServiceError;
          const waitMs = 20 * 2 ** tried + Math.random() * 50;
          const again = failure.code === status.UNAVAILABLE && tried < repeats && Date.now() + waitMs < deadline.getTime();
          if (!again) throw errorOfStatus(`${service}/${name}`, failure);
          await delay(waitMs);
        }
      }
    });
  };
}

async function metadataOf(caller: Caller, signer: { sign(caller: Caller): Promise<string> }): Promise<Metadata> {
  const metadata = new Metadata();
  metadata.set('petpact-caller', await signer.sign(caller));
  metadata.set('petpact-request-id', caller.requestId);
  const traceparent = currentTraceparent();
  if (traceparent) metadata.set('traceparent', traceparent);
  return metadata;
}

type Sending = { metadata: Metadata; deadline: Date; outer?: AbortSignal };

function send({ name, rpc, channel, service }: Target, request: never, { metadata, deadline, outer }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const decode = rpc.responseDeserialize as (bytes: Buffer) => unknown;
    const call = channel.makeUnaryRequest(rpc.path, rpc.requestSerialize, decode, request, metadata, { deadline }, (error, response) => {
      outer?.removeEventListener('abort', cancel);
      metrics.rpcsCalled.inc({ service, method: name, code: status[error?.code ?? status.OK] });
      if (error) reject(error);
      else resolve(response);
    });
    const cancel = () => call.cancel();
    if (outer?.aborted) cancel();
    else outer?.addEventListener('abort', cancel, { once: true });
  });
}
