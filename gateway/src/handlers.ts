import type { Caller } from '@petpact/kit/caller';
import type { operations } from '../../libs/api/gen/schema.ts';

export type OperationId = keyof operations;

type Of<T, K extends PropertyKey> = T extends { [P in K]?: infer V } ? NonNullable<V> : unknown;
type BodyOf<Op extends OperationId> = Of<Of<Of<operations[Op], 'requestBody'>, 'content'>, 'application/json'>;
type Answers<Op extends OperationId> = operations[Op]['responses'];
type Success<Op extends OperationId> = Answers<Op> extends { 200: infer R } ? R : Answers<Op> extends { 201: infer R } ? R : undefined;
type JsonOf<R> = R extends { content: { 'application/json': infer J } }
  ? J
  : R extends { content: { [type: `${string}/${string}`]: unknown } }
    ? Bytes
    : undefined;

/** Dates may be given as they are: they are written as RFC 3339. */
type Loose<T> = T extends string ? string : T extends (infer E)[] ? Loose<E>[] : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;

/** An answer that is not JSON. */
export interface Bytes {
  bytes: Uint8Array | string;
  contentType: string;
  headers?: Record<string, string>;
}

export interface Input<Op extends OperationId> {
  params: Of<Of<operations[Op], 'parameters'>, 'path'>;
  query: Of<Of<operations[Op], 'parameters'>, 'query'>;
  body: BodyOf<Op>;
  /** Who calls: from the session, or a visitor. Its requestId is the Idempotency-Key of a write. */
  caller: Caller;
  /** Scheme and host the caller used, e.g. `http://127.0.0.1:8080`. */
  origin: string;
  accessToken: string;
  /** Where the request comes from; the addresses of one IPv6 subscriber are one. Personal: for counting, not for keeping. */
  source: string;
  form: Record<string, string>;
}

/** What the gateway does for each operation of the contract; the compiler holds it to the contract's shapes. */
export type Handlers = { [Op in OperationId]: (input: Input<Op>) => Promise<Answer<JsonOf<Success<Op>>>> };
// biome-ignore lint/suspicious/noConfusingVoidType: an operation without an answer returns nothing
type Answer<T> = [T] extends [undefined] ? void : Loose<T>;
