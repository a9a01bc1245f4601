import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * Who hands out a person's data key, the one that opens his sealed fields (ARCHITECTURE, rule 13).
 * When the person is erased the key is gone for good, and so is what it sealed.
 */
export interface DataKeys {
  dataKey(merchantId: string, subjectId: string): Promise<Buffer>;
}

/** A sealed text could not be opened: another key, another place (aad), or a changed byte. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

const CIPHER = 'aes-256-gcm';
const VERSION = 'v1';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals a text: 'v1.<iv>.<tag>.<ciphertext>', base64url. `aad` names where it belongs ('adopter/<id>/phone'), so that it opens nowhere else. */
export function seal(text: string, key: Buffer, aad: string): string {
  return sealBytes(Buffer.from(text, 'utf8'), key, aad);
}

/** Opens what `seal` made; throws SealBroken. */
export function open(sealed: string, key: Buffer, aad: string): string {
  return openBytes(sealed, key, aad).toString('utf8');
}

export function sealBytes(bytes: Uint8Array, key: Buffer, aad: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, checked(key), iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return [VERSION, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

export function openBytes(sealed: string, key: Buffer, aad: string): Buffer {
  const [version, ...parts] = sealed.split('.');
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
  if (version !== VERSION || parts.length !== 3 || iv?.length !== IV_BYTES || tag?.length !== TAG_BYTES || !body) {
    throw new SealBroken('not a sealed text');
  }
  const decipher = createDecipheriv(CIPHER, checked(key), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new SealBroken('a sealed text does not open with this key in this place');
  }
}

export function newDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Wraps a data key by the master key for storing; `owner` (merchant and person) is bound to it. */
export function wrapKey(dataKey: Buffer, masterKey: Buffer, owner: string): string {
  return sealBytes(checked(dataKey), masterKey, `data-key/${owner}`);
}

export function unwrapKey(wrapped: string, masterKey: Buffer, owner: string): Buffer {
  return openBytes(wrapped, masterKey, `data-key/${owner}`);
}

/** Reads the master key from its mounted file (MASTER_KEY_FILE): 32 bytes in base64. */
export function readMasterKey(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${file} must hold 32 bytes in base64 (make one: openssl rand -base64 32)`);
  return key;
}

function checked(key: Buffer): Buffer {
  if (key.length !== KEY_BYTES) throw new TypeError('a key has 32 bytes');
  return key;
}
