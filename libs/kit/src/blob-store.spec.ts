import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { type BlobStore, folderBlobStore, memoryBlobStore, sanitizePicture } from './blob-store.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'petpact-blobs-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const stores: [string, () => BlobStore][] = [
  ['a folder', () => folderBlobStore(folder)],
  ['memory', () => memoryBlobStore()],
];

for (const [name, open] of stores) {
  describe(`blobs in ${name}`, () => {
    it('come back as they were put, under a key of merchant and content', async () => {
      const blobs = open();
      const key = await blobs.put('m-1', Buffer.from('agreement'), 'application/pdf');
      assert.match(key, /^m-1\/[0-9a-f]{64}$/);
      assert.deepEqual(await blobs.get(key), { bytes: Buffer.from('agreement'), contentType: 'application/pdf' });
    });

    it('are the same blob when the same bytes are put again, also at the same time', async () => {
      const blobs = open();
      const keys = await Promise.all([1, 2, 3].map(() => blobs.put('m-2', Buffer.from('twice'), 'text/plain')));
      assert.equal(new Set(keys).size, 1);
    });

    it('are nothing under a key that was never given or leads out of the folder', async () => {
      const blobs = open();
      for (const key of [`m-1/${'0'.repeat(64)}`, '../secret', 'm-1/../../etc/passwd', '']) assert.equal(await blobs.get(key), undefined);
      await assert.rejects(blobs.put('../m', Buffer.from('x'), 'text/plain'), TypeError);
    });

    it('are refused over 10 MB', async () => {
      await assert.rejects(open().put('m-1', Buffer.alloc(10 * 1024 * 1024 + 1), 'text/plain'), { reason: 'BLOB_TOO_LARGE' });
    });
  });
}

describe('blobs in a folder', () => {
  it('leave no half-written file behind', async () => {
    await folderBlobStore(folder).put('m-3', Buffer.from('whole'), 'text/plain');
    assert.deepEqual(
      (await readdir(join(folder, 'm-3'))).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

describe('a picture from outside', () => {
  const painted = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#c0ffee' } });

  it('is drawn again without EXIF, and upright', async () => {
    const withPlace = await painted(40, 20)
      .withExif({ IFD0: { Copyright: 'somebody' }, IFD3: { GPSLatitude: '31/1 12/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    assert.ok((await sharp(withPlace).metadata()).exif);
    const { bytes, contentType } = await sanitizePicture(withPlace);
    const { exif, width, height, orientation } = await sharp(bytes).metadata();
    assert.deepEqual([contentType, exif, orientation, width, height], ['image/jpeg', undefined, undefined, 20, 40]);
  });

  it('keeps its format and is made no larger than 2,560 pixels a side', async () => {
    for (const [format, type] of [
      ['png', 'image/png'],
      ['webp', 'image/webp'],
    ] as const) {
      const { bytes, contentType } = await sanitizePicture(await painted(2_600, 13).toFormat(format).toBuffer());
      assert.deepEqual([contentType, (await sharp(bytes).metadata()).width], [type, 2_560]);
    }
  });

  it('is refused when it is no picture, a broken one, or one that can carry scripts', async () => {
    const whole = await painted(200, 200).jpeg().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0), svg, whole.subarray(0, 300)]) {
      await assert.rejects(sanitizePicture(bytes), { reason: 'PICTURE_UNREADABLE', kind: 'invalid' });
    }
  });

  it('is refused over 10 MB', async () => {
    await assert.rejects(sanitizePicture(Buffer.alloc(10 * 1024 * 1024 + 1)), { reason: 'PICTURE_TOO_LARGE' });
  });
});
