import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What an SDK is pointed at the simulator with; made at the first start and kept. */
export interface AppKeys {
  appId: string;
  /** PKCS8 PEM. */
  appPrivateKey: string;
  alipayPrivateKey: string;
  /** SPKI PEM. */
  alipayPublicKey: string;
}

export interface SigningKeys {
  /** Verifies what the app sends. */
  app: KeyObject;
  /** Signs what Alipay sends. */
  alipay: KeyObject;
  /** Signs what only looks like Alipay's. */
  stranger: KeyObject;
}

export async function loadKeys(dataDir: string): Promise<AppKeys> {
  const path = join(dataDir, 'keys.json');
  const stored = await readFile(path, 'utf8').catch(() => undefined);
  if (stored !== undefined) return JSON.parse(stored) as AppKeys;
  const app = rsaPair();
  const alipay = rsaPair();
  const keys: AppKeys = {
    appId: '2021000000000001',
    appPrivateKey: app.privateKey,
    alipayPrivateKey: alipay.privateKey,
    alipayPublicKey: alipay.publicKey,
  };
  await writeFile(`${path}.new`, JSON.stringify(keys, undefined, 2), { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  return keys;
}

export function signingKeys(keys: AppKeys): SigningKeys {
  return {
    app: createPublicKey(keys.appPrivateKey),
    alipay: createPrivateKey(keys.alipayPrivateKey),
    stranger: createPrivateKey(rsaPair().privateKey),
  };
}

function rsaPair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
