import { Refusal } from './refusal.ts';

type UpperSnake<S extends string> = S extends `${infer C}${infer Rest}`
  ? C extends Lowercase<C>
    ? `${Uppercase<C>}${UpperSnake<Rest>}`
    : `_${C}${UpperSnake<Rest>}`
  : '';

type CamelCase<S extends string> = S extends `${infer Word}_${infer Rest}`
  ? `${Lowercase<Word>}${Capitalize<CamelCase<Rest>>}`
  : Lowercase<S>;

/** A domain state as the proto's enum value: `enumFrom('STATE', 'underReview')` is 'STATE_UNDER_REVIEW'; the types follow. */
export function enumFrom<P extends string, S extends string>(prefix: P, state: S): `${P}_${UpperSnake<S>}` {
  return `${prefix}_${state.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}` as `${P}_${UpperSnake<S>}`;
}

type StateOf<P extends string, V extends string> = V extends `${P}_UNSPECIFIED`
  ? never
  : V extends `${P}_${infer Rest}`
    ? CamelCase<Rest>
    : never;

/** The domain state of a proto's enum value; undefined when it is unspecified or from a newer proto than this build knows by that prefix. */
export function stateFrom<P extends string, V extends string>(prefix: P, value: V): StateOf<P, V> | undefined {
  if (!value.startsWith(`${prefix}_`) || value === `${prefix}_UNSPECIFIED`) return undefined;
  const words = value.slice(prefix.length + 1).toLowerCase();
  return words.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) as StateOf<P, V>;
}

/** What a page ended with, made opaque: strings, numbers, booleans, instants; undefined stands for an absent field. */
export function encodePageToken(values: readonly unknown[]): string {
  const plain = values.map((value) => (value === undefined ? {} : value instanceof Date ? { at: value.getTime() } : { is: value }));
  return Buffer.from(JSON.stringify(plain)).toString('base64url');
}

/** Reads a page token back; refuses INVALID_PAGE_TOKEN for anything that was not made here. */
export function decodePageToken(token: string, length: number): unknown[] {
  try {
    const plain: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (Array.isArray(plain) && plain.length === length) return plain.map(pageValue);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw new Refusal('INVALID_PAGE_TOKEN', 'invalid');
}

function pageValue(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Object.keys(part).some((key) => key !== 'at' && key !== 'is'))
    throw new TypeError('not a page value');
  const { at, is } = part as { at?: unknown; is?: unknown };
  const instant = new Date(typeof at === 'number' ? at : Number.NaN);
  // Only plain values: an object from outside would reach the store as a query operator.
  if ((at !== undefined && Number.isNaN(instant.getTime())) || (typeof is === 'object' && is !== null))
    throw new TypeError('not a page value');
  return at === undefined ? is : instant;
}
