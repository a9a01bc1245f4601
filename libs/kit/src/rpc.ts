import { AsyncLocalStorage } from 'node:async_hooks';
import type { Caller } from './caller.ts';

/** One rpc of a service definition that ts-proto generated for grpc-js. */
export interface RpcDefinition {
  path: string;
  requestStream: boolean;
  responseStream: boolean;
  requestSerialize: (value: never) => Buffer;
  requestDeserialize: (value: Buffer) => unknown;
  responseSerialize: (value: never) => Buffer;
  responseDeserialize: (value: Buffer) => unknown;
}

export type ServiceDefinition = Readonly<Record<string, RpcDefinition>>;

export type RequestOf<R extends RpcDefinition> = ReturnType<R['requestDeserialize']>;
export type ResponseOf<R extends RpcDefinition> = ReturnType<R['responseDeserialize']>;

/** How long a call may still take. */
export interface RpcContext {
  deadline: Date;
  /** Fires when the deadline has passed or the caller gave up. */
  signal: AbortSignal;
}

/** What a service implements: one promise per rpc. */
export type Rpcs<S extends ServiceDefinition> = {
  [K in keyof S]: (request: RequestOf<S[K]>, caller: Caller, context: RpcContext) => Promise<ResponseOf<S[K]>>;
};

export interface CallOptions {
  /** Instead of the client's own; the budget of the call that is being served still bounds it. */
  deadlineMs?: number;
}

/** What another service sees: the same rpcs, over the wire or in process. */
export type Client<S extends ServiceDefinition> = {
  [K in keyof S]: (request: RequestOf<S[K]>, caller: Caller, options?: CallOptions) => Promise<ResponseOf<S[K]>>;
};

export type AnyRpc = (request: never, caller: Caller, context: RpcContext) => Promise<unknown>;

/** A definition with its implementation, ready to be served; made by `served`, which checks that they fit. */
export interface Served {
  definition: ServiceDefinition;
  implementation: Readonly<Record<string, AnyRpc>>;
}

export function served<S extends ServiceDefinition>(definition: S, implementation: Rpcs<S>): Served {
  return { definition, implementation: implementation as Readonly<Record<string, AnyRpc>> };
}

/** 'petpact.billing.v1.BillingService' of '/petpact.billing.v1.BillingService/OpenPlan'. */
export function serviceNameOf(definition: ServiceDefinition): string {
  return Object.values(definition)[0]?.path.split('/')[1] ?? '';
}

const budget = new AsyncLocalStorage<RpcContext>();

/** Runs the work of one served call; calls it makes itself get no more time than it has left. */
export function withinBudget<T>(context: RpcContext, work: () => Promise<T>): Promise<T> {
  return budget.run(context, work);
}

/** When a call made now must be over: its own deadline or that of the call being served, whichever is first. */
export function callBudget(deadlineMs: number): { deadline: Date; outer?: AbortSignal } {
  const outer = budget.getStore();
  const own = Date.now() + deadlineMs;
  if (!outer) return { deadline: new Date(own) };
  return { deadline: new Date(Math.min(own, outer.deadline.getTime())), outer: outer.signal };
}
