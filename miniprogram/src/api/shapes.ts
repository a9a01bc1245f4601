import type { paths } from './gen/schema';

export type Method = 'get' | 'post' | 'put' | 'delete';

/** Paths of the contract that know this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

export type Operation<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer O> ? O : never;

type PathInput<O> = O extends { parameters: { path: infer V } } ? { path: V } : unknown;
type QueryInput<O> = O extends { parameters: { query?: infer V } } ? { query?: V } : unknown;
type BodyInput<O> = O extends { requestBody: { content: { 'application/json': infer V } } } ? { body: V } : unknown;

export type Input<O> = PathInput<O> & QueryInput<O> & BodyInput<O>;

type Json<A> = A extends { content: { 'application/json': infer B } } ? B : undefined;

/** What a call resolves to: the body of 200 or 201, nothing for 204. */
export type Answer<O> = O extends { responses: infer R }
  ? R extends { 200: infer A }
    ? Json<A>
    : R extends { 201: infer A }
      ? Json<A>
      : undefined
  : never;
