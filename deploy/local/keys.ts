import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SERVICES } from './ports.ts';
import { foldersOf } from './processes.ts';

/** Whoever signs the calls he makes: the services, the gateway, and the seeding of a fresh platform. */
const ISSUERS = [...SERVICES, 'gateway', 'seed'];

/** Makes what is missing of the platform's keys: an Ed25519 pair per issuer and the master key. Private ones are for their owner only (600). */
export async function makeKeys(dataDir: string): Promise<void> {
  const { keys, masterKey } = foldersOf(dataDir);
  await mkdir(keys, { recursive: true, mode: 0o700 });
  for (const issuer of ISSUERS) {
    if (existsSync(join(keys, `${issuer}.pub.pem`))) continue;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    await writeWhole(join(keys, `${issuer}.key.pem`), privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
    await writeWhole(join(keys, `${issuer}.pub.pem`), publicKey.export({ type: 'spki', format: 'pem' }) as string);
  }
  if (!existsSync(masterKey)) await writeWhole(masterKey, `${randomBytes(32).toString('base64')}\n`);
}

/** Fetches from the Alipay simulator what a real platform gets from Alipay's console: its app id, its key and Alipay's. */
export async function fetchAlipayKeys(alipayUrl: string, dataDir: string): Promise<void> {
  const { alipayKeys } = foldersOf(dataDir);
  const response = await fetch(`${alipayUrl}/sandbox/app`);
  const app = (await response.json()) as { appId: string; appPrivateKey: string; alipayPublicKey: string };
  await mkdir(alipayKeys, { recursive: true, mode: 0o700 });
  await writeWhole(join(alipayKeys, 'app-id'), `${app.appId}\n`);
  await writeWhole(join(alipayKeys, 'app-private.pem'), asPem(app.appPrivateKey, 'PRIVATE KEY'));
  await writeWhole(join(alipayKeys, 'alipay-public.pem'), asPem(app.alipayPublicKey, 'PUBLIC KEY'));
}

/** Alipay's console hands out bare base64; files hold PEM. */
function asPem(key: string, kind: string): string {
  if (key.includes('BEGIN')) return key;
  const lines = key.match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`;
}

/** A file is there whole or not at all: a start that was interrupted leaves no half key behind. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.unfinished`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await rename(unfinished, file);
}
