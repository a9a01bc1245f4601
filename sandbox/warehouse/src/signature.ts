import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Both directions are signed alike; docs/warehouse-protocol.md has the words and an example. */
interface Signed {
  method: string;
  /** Path and query as they go over the wire. */
  path: string;
  body: Buffer | string;
}

const WINDOW_MS = 300_000;
const NONCE_LIFE_MS = 600_000;

function signatureOf(secret: string, message: Signed & { timestamp: string; nonce: string }): string {
  const bodyHash = createHash('sha256').update(message.body).digest('hex');
  const text = `${message.method}\n${message.path}\n${message.timestamp}\n${message.nonce}\n${bodyHash}`;
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** The four headers for a message of ours. */
export function signedHeaders(key: { keyId: string; secret: string }, message: Signed): Record<string, string> {
  const timestamp = String(Date.now());
  const nonce = randomUUID();
  return {
    'x-petpact-key': key.keyId,
    'x-petpact-timestamp': timestamp,
    'x-petpact-nonce': nonce,
    'x-petpact-signature': signatureOf(key.secret, { ...message, timestamp, nonce }),
  };
}

export type SignatureProblem = 'UNKNOWN_KEY' | 'BAD_SIGNATURE' | 'STALE_TIMESTAMP' | 'NONCE_REUSED';

/** Checks messages that come in. Nonces live in memory: after a restart a replay within five minutes gets the answer of the first again. */
export class SignatureCheck {
  readonly #seen = new Map<string, number>();

  problemOf(secret: string | undefined, headers: IncomingHttpHeaders, message: Signed): SignatureProblem | undefined {
    if (secret === undefined) return 'UNKNOWN_KEY';
    const timestamp = String(headers['x-petpact-timestamp'] ?? '');
    const nonce = String(headers['x-petpact-nonce'] ?? '');
    const expected = Buffer.from(signatureOf(secret, { ...message, timestamp, nonce }));
    const given = Buffer.from(String(headers['x-petpact-signature'] ?? ''));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'BAD_SIGNATURE';
    const nowMs = Date.now();
    if (!(Math.abs(nowMs - Number(timestamp)) <= WINDOW_MS)) return 'STALE_TIMESTAMP';
    return this.#isReused(`${headers['x-petpact-key']} ${nonce}`, nowMs) ? 'NONCE_REUSED' : undefined;
  }

  #isReused(nonce: string, nowMs: number): boolean {
    for (const [old, seenMs] of this.#seen) {
      if (nowMs - seenMs <= NONCE_LIFE_MS) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(nonce)) return true;
    this.#seen.set(nonce, nowMs);
    return false;
  }
}
