import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { HealthImplementation } from 'grpc-health-check';
import type { Caller } from './caller.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';
import { Refusal } from './refusal.ts';
import { type AnyRpc, type RpcContext, type Served, type ServiceDefinition, serviceNameOf, withinBudget } from './rpc.ts';
import { statusOfError } from './rpc-status.ts';
import { SpanKind, withSpan } from './trace.ts';

export { type CallOptions, type Client, type RequestOf, type ResponseOf, type RpcContext, type Rpcs, type Served, served } from './rpc.ts';

export const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** For a call that names no deadline. */
const LONGEST_CALL_MS = 30_000;

/** PEM files of mutual TLS: whom to trust, and who we are. */
export interface Tls {
  ca: Buffer;
  cert: Buffer;
  key: Buffer;
}

export interface GrpcServerOptions {
  /** 'host:port'; port 0 takes a free one. */
  address: string;
  services: readonly Served[];
  verifier: { verify(token: string): Promise<Caller> };
  log: Log;
  tls?: Tls;
  /** Called at the start and the end of every rpc that may change something. */
  onWrite?: () => void;
  /** More to be hung on the same server, such as reflection. */
  extend?: (server: Server) => void;
}

export interface GrpcServer {
  port: number;
  /** Answers health checks NOT_SERVING, lets running calls end, and closes. */
  stop(): Promise<void>;
}

const READ = /^(get|list|search|find|check|preview|count|read)/;

/** Serves services over gRPC: nobody comes in without a caller, nothing goes out but answers and refusals. */
export async function serveGrpc(options: GrpcServerOptions): Promise<GrpcServer> {
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    'grpc.keepalive_time_ms': 20_000,
    'grpc.keepalive_timeout_ms': 5_000,
  });
  const health = new HealthImplementation({ '': 'SERVING' });
  health.addToServer(server);
  for (const { definition, implementation } of options.services) {
    server.addService(definition as Parameters<Server['addService']>[0], handlersOf(definition, implementation, options));
    health.setStatus(serviceNameOf(definition), 'SERVING');
  }
  options.extend?.(server);
  const port = await bind(server, options);
  const stop = async () => {
    health.setStatus('', 'NOT_SERVING');
    await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  };
  return { port, stop };
}

function bind(server: Server, { address, tls }: GrpcServerOptions): Promise<number> {
  const credentials = tls
    ? ServerCredentials.createSsl(tls.ca, [{ cert_chain: tls.cert, private_key: tls.key }], true)
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

function handlersOf(definition: ServiceDefinition, implementation: Served['implementation'], options: GrpcServerOptions) {
  const handlers: UntypedServiceImplementation = {};
  for (const name of Object.keys(definition)) {
    const rpc = implementation[name];
    if (!rpc) throw new Error(`rpc ${definition[name]?.path} has no implementation`);
    handlers[name] = handlerOf(name, definition, { rpc: rpc.bind(implementation), options });
  }
  return handlers;
}

function handlerOf(name: string, definition: ServiceDefinition, { rpc, options }: { rpc: AnyRpc; options: GrpcServerOptions }) {
  const labels = { service: serviceNameOf(definition), method: name };
  return (call: ServerUnaryCall<unknown, unknown>, answer: sendUnaryData<unknown>) => {
    const started = performance.now();
    const onWrite = READ.test(name) ? undefined : options.onWrite;
    onWrite?.();
    const end = (code: status) => {
      onWrite?.();
      metrics.rpcsServed.inc({ ...labels, code: status[code] });
      metrics.rpcSeconds.observe(labels, (performance.now() - started) / 1000);
    };
    const parent = call.metadata.get('traceparent')[0]?.toString();
    const work = withSpan(`${labels.service}/${name}`, { kind: SpanKind.SERVER, parent }, () => serve(call, rpc, options));
    work.then(
      (response) => {
        end(status.OK);
        answer(null, response);
      },
      (error: unknown) => {
        const failure = statusOf(error);
        if (failure.code === status.INTERNAL) options.log.error({ err: error, ...labels }, 'rpc failed');
        end(failure.code);
        answer(failure);
      },
    );
  };
}

async function serve(call: ServerUnaryCall<unknown, unknown>, rpc: AnyRpc, options: GrpcServerOptions): Promise<unknown> {
  const caller = await callerOf(call.metadata, options);
  const context = contextOf(call);
  return withinBudget(context, () => rpc(call.request as never, caller, context));
}

class Unauthenticated extends Error {}

async function callerOf(metadata: Metadata, { verifier, log }: GrpcServerOptions): Promise<Caller> {
  const token = metadata.get('petpact-caller')[0];
  if (token === undefined) throw new Unauthenticated('no caller');
  try {
    return await verifier.verify(String(token));
  } catch (error) {
    log.warn({ reason: error instanceof Refusal ? error.reason : 'CALLER_NOT_VERIFIED', err: error }, 'a caller was turned away');
    throw new Unauthenticated('the caller is not proved');
  }
}

function statusOf(error: unknown) {
  if (error instanceof Unauthenticated) return { code: status.UNAUTHENTICATED, details: error.message, metadata: new Metadata() };
  return statusOfError(error);
}

function contextOf(call: ServerUnaryCall<unknown, unknown>): RpcContext {
  const latest = Date.now() + LONGEST_CALL_MS;
  const asked = call.getDeadline();
  const deadline = new Date(Math.min(latest, asked instanceof Date ? asked.getTime() : asked));
  const gone = new AbortController();
  call.once('cancelled', () => gone.abort());
  return { deadline, signal: gone.signal };
}
