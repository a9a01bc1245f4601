import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The ISV app's identity at Alipay. */
export interface AlipayKeys {
  appId: string;
  /** The app's own key, PKCS#8 PEM. */
  privateKeyPem: string;
  /** Alipay's key, SPKI PEM: every answer and notify is verified with it. */
  alipayPublicKeyPem: string;
}

/**
 * Reads the keys from a mounted folder: `app-id`, `app-private.pem`, `alipay-public.pem`.
 * Throws when a file is missing or empty: a service without Alipay's key could not tell a forged answer from a true one.
 */
export function readAlipayKeys(directory: string): AlipayKeys {
  const keys = {
    appId: readFileSync(join(directory, 'app-id'), 'utf8').trim(),
    privateKeyPem: readFileSync(join(directory, 'app-private.pem'), 'utf8').trim(),
    alipayPublicKeyPem: readFileSync(join(directory, 'alipay-public.pem'), 'utf8').trim(),
  };
  requireUsableKeys(keys);
  return keys;
}

/**
 * Refuses keys the SDK would only stumble over later: it skips verification when the public key is empty,
 * and notices a broken private key at the first signature only (ALIPAY §1.3, §1.1 a).
 */
export function requireUsableKeys(keys: AlipayKeys): void {
  if (keys.appId === '') throw new Error('Alipay: app-id is empty');
  if (!keys.privateKeyPem.includes('BEGIN PRIVATE KEY')) throw new Error('Alipay: app-private.pem is not a PKCS#8 PEM');
  if (keys.alipayPublicKeyPem.trim() === '') throw new Error('Alipay: alipay-public.pem is empty, answers could not be verified');
  for (const [name, type] of [
    ['app-private.pem', () => createPrivateKey(keys.privateKeyPem).asymmetricKeyType],
    ['alipay-public.pem', () => createPublicKey(keys.alipayPublicKeyPem).asymmetricKeyType],
  ] as const) {
    if (keyTypeOrNothing(type) !== 'rsa') throw new Error(`Alipay: ${name} is not an RSA key`);
  }
}

function keyTypeOrNothing(read: () => string | undefined): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
