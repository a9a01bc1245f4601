import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '@petpact/kit/clock';
import type { Collection } from '@petpact/kit/collection';
import { signatureHolds } from '../adapters/signature.ts';
import type { Connectors } from '../connectors.ts';
import type { NonceDocument } from '../ports.ts';
import type { ProblemCode } from './problems.ts';

/** A warehouse that proved who it is: it may touch its own shipments, those of this shop and this warehouse. */
export interface Partner {
  merchantId: string;
  warehouseId: string;
}

export interface Admission {
  connectors: Connectors;
  nonces: Collection<NonceDocument>;
  realClock: Clock;
}

const WINDOW_MS = 300_000;
const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;
const NONCE = /^[A-Za-z0-9_-]{8,64}$/;

/**
 * Lets a signed request in, once. The nonce is written down last, after everything else held, so that nobody without the
 * key can use nonces up; a second request with the same one finds its `_id` taken, on every replica.
 */
export async function admit(
  { connectors, nonces, realClock }: Admission,
  request: { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer | string },
): Promise<Partner | ProblemCode> {
  const header = (name: string): string => String(request.headers[`x-petpact-${name}`] ?? '');
  const [keyId, timestamp, nonce] = [header('key'), header('timestamp'), header('nonce')];
  if (!KEY_ID.test(keyId) || !/^\d{10,16}$/.test(timestamp) || !NONCE.test(nonce)) return 'UNSIGNED';
  const now = realClock.now();
  if (Math.abs(now.getTime() - Number(timestamp)) > WINDOW_MS) return 'STALE_TIMESTAMP';
  const owned = await connectors.ofKeyAcrossMerchants(keyId);
  if (!owned) return 'UNKNOWN_KEY';
  const { method, path, body } = request;
  if (!signatureHolds(owned.connector.secret, { method, path, timestamp, nonce, body }, header('signature'))) return 'BAD_SIGNATURE';
  if (!(await nonces.insertOne({ _id: `${keyId} ${nonce}`, seenTime: now }))) return 'NONCE_REUSED';
  return { merchantId: owned.merchantId, warehouseId: owned.connector.warehouseId };
}
