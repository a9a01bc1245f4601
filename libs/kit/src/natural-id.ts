import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * An id that follows from what it names: 26 Crockford characters (130 bits) over the SHA-256 of the parts.
 * The same parts give the same id on every replica and every retry; parts cannot run into each other.
 */
export function naturalId(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  let bits = '';
  for (const byte of digest.subarray(0, 17)) bits += byte.toString(2).padStart(8, '0');
  let id = '';
  for (let at = 0; at < 130; at += 5) id += CROCKFORD[Number.parseInt(bits.slice(at, at + 5), 2)];
  return id;
}
