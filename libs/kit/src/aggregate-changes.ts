import { isDeepStrictEqual } from 'node:util';

/** Fields that are the store's business and never part of the state. */
export const STORE_FIELDS = ['outbox', 'outboxSince', 'outboxLeaseUntil', 'leaseUntil'] as const;

const UNTOUCHED = new Set<string>(['_id', 'merchantId', 'version', ...STORE_FIELDS]);

/** The state without what the store keeps beside it. */
export function stateOf(stored: object): Record<string, unknown> {
  const hidden = new Set<string>(STORE_FIELDS);
  return Object.fromEntries(Object.entries(stored).filter(([name]) => !hidden.has(name)));
}

/** Which top-level fields must be written, and which removed, to turn what is stored into the new state. */
export function changesBetween(before: object, after: object): { set: Record<string, unknown>; unset: Record<string, ''> } {
  const old = before as Record<string, unknown>;
  const now = after as Record<string, unknown>;
  const set = Object.entries(now).filter(
    ([name, value]) => !UNTOUCHED.has(name) && value !== undefined && !isDeepStrictEqual(value, old[name]),
  );
  const gone = Object.keys(old).filter((name) => !UNTOUCHED.has(name) && old[name] !== undefined && now[name] === undefined);
  return { set: Object.fromEntries(set), unset: Object.fromEntries(gone.map((name) => [name, '' as const])) };
}
