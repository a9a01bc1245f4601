import type { RefusalClass, UncertainClass } from './error-table.ts';

/**
 * What Alipay said to one call.
 *
 * `refused` is certain: nothing moved. `unknown` covers silence, an answer whose signature
 * did not verify, "processing", and codes that may hide a success: only a query settles it.
 * `code` is Alipay's sub_code (or code), for people and logs.
 */
export type Answer<T> = ({ outcome: 'succeeded' } & T) | Refused | Unknown;

export interface Refused {
  outcome: 'refused';
  class: RefusalClass;
  code: string;
}

export interface Unknown {
  outcome: 'unknown';
  class: UncertainClass;
  code?: string;
}

/** Thrown while reading a success whose fields are not what the call promised; the door turns it into `unknown`. */
export class MalformedAnswer extends Error {}

/** A field that must be there and be a text that is not empty. */
export function textOf(body: Record<string, unknown>, field: string): string {
  const value = optionalText(body, field);
  if (value === undefined) throw new MalformedAnswer(`field ${field} is missing`);
  return value;
}

/** A field that may be absent: Alipay leaves out what it has no value for. */
export function optionalText(body: Record<string, unknown>, field: string): string | undefined {
  const value = body[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw new MalformedAnswer(`field ${field} is not a text`);
}
