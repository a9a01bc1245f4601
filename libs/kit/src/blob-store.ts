import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from './refusal.ts';

/** Files of the shops, private, addressed by their content: putting the same bytes again gives the same key. */
export interface BlobStore {
  /** Returns the key, '<merchant>/<sha256 hex>'; the bytes are durable when it does. At most 10 MB, else BLOB_TOO_LARGE. */
  put(merchantId: string, bytes: Uint8Array, contentType: string): Promise<string>;
  get(key: string): Promise<{ bytes: Buffer; contentType: string } | undefined>;
}

export const LARGEST_BLOB_BYTES = 10 * 1024 * 1024;

const MERCHANT = /^[A-Za-z0-9_-]{1,64}$/;
const KEY = /^([A-Za-z0-9_-]{1,64})\/([0-9a-f]{64})$/;

/** Files in a folder: what local start uses. Each blob is a file beside a `.type` file with its content type. */
export function folderBlobStore(folder: string): BlobStore {
  return {
    async put(merchantId, bytes, contentType) {
      const key = blobKey(merchantId, bytes);
      const path = join(folder, key);
      if (await exists(path)) return key;
      await mkdir(join(folder, merchantId), { recursive: true });
      // The type first: a blob that can be seen is complete.
      await writeWhole(`${path}.type`, Buffer.from(contentType));
      await writeWhole(path, bytes);
      return key;
    },
    async get(key) {
      if (!KEY.test(key)) return undefined;
      const path = join(folder, key);
      try {
        return { bytes: await readFile(path), contentType: await readFile(`${path}.type`, 'utf8') };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

export function memoryBlobStore(): BlobStore {
  const blobs = new Map<string, { bytes: Buffer; contentType: string }>();
  return {
    async put(merchantId, bytes, contentType) {
      const key = blobKey(merchantId, bytes);
      if (!blobs.has(key)) blobs.set(key, { bytes: Buffer.from(bytes), contentType });
      return key;
    },
    async get(key) {
      const blob = blobs.get(key);
      return blob && { bytes: Buffer.from(blob.bytes), contentType: blob.contentType };
    },
  };
}

function blobKey(merchantId: string, bytes: Uint8Array): string {
  if (!MERCHANT.test(merchantId)) throw new TypeError('a merchant id names a folder: letters, digits, - and _');
  if (bytes.length > LARGEST_BLOB_BYTES) throw new Refusal('BLOB_TOO_LARGE', 'invalid', { limitBytes: String(LARGEST_BLOB_BYTES) });
  return `${merchantId}/${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Written beside, flushed, then renamed: a reader sees all of it or nothing, after kill -9 too. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export { sanitizePicture } from './picture.ts';
