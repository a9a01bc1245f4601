import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A message of the warehouse protocol, in either direction (docs/warehouse-protocol.md). */
export interface SignedMessage {
  method: string;
  /** Path and query as they go over the wire. */
  path: string;
  /** Real time in milliseconds, as text. */
  timestamp: string;
  nonce: string;
  body: string | Buffer;
}

/** HMAC-SHA256 over method, path, timestamp, nonce and the body's hash, one a line. */
export function signatureOf(secret: string, { method, path, timestamp, nonce, body }: SignedMessage): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', secret).update([method, path, timestamp, nonce, bodyHash].join('\n')).digest('hex');
}

/** The four headers of a message of ours. */
export function signatureHeaders(key: { keyId: string; secret: string }, message: SignedMessage): Record<string, string> {
  const { timestamp, nonce } = message;
  return {
    'x-petpact-key': key.keyId,
    'x-petpact-timestamp': timestamp,
    'x-petpact-nonce': nonce,
    'x-petpact-signature': signatureOf(key.secret, message),
  };
}

/** Compares in constant time, so that a forger learns nothing from how long it takes. */
export function signatureHolds(secret: string, message: SignedMessage, given: string): boolean {
  const expected = Buffer.from(signatureOf(secret, message));
  const offered = Buffer.from(given);
  return expected.length === offered.length && timingSafeEqual(expected, offered);
}
