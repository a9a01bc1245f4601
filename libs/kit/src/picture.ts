import sharp from 'sharp';
import { Refusal } from './refusal.ts';

const LARGEST_PICTURE_BYTES = 10 * 1024 * 1024;
const LARGEST_PIXELS = 40_000_000;
const LONGEST_SIDE = 2_560;
const FORMATS = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;
/** How a file of each format begins, its length left out; the decoders of every other format are never reached. */
const BEGINNINGS = ['ffd8ff', '89504e470d0a1a0a', '52494646........57454250'].map((hex) => new RegExp(`^${hex}`));

/**
 * A picture from outside, drawn again: upright, at most 2,560 pixels on a side, without EXIF (no place, no camera),
 * and with nothing hidden behind it. Refuses PICTURE_TOO_LARGE over 10 MB or 40 megapixels, PICTURE_UNREADABLE for
 * anything that is no JPEG, PNG or WebP.
 */
export async function sanitizePicture(bytes: Uint8Array): Promise<{ bytes: Buffer; contentType: string }> {
  if (bytes.length > LARGEST_PICTURE_BYTES)
    throw new Refusal('PICTURE_TOO_LARGE', 'invalid', { limitBytes: String(LARGEST_PICTURE_BYTES) });
  const beginning = Buffer.from(bytes.subarray(0, 12)).toString('hex');
  if (!BEGINNINGS.some((one) => one.test(beginning))) throw new Refusal('PICTURE_UNREADABLE', 'invalid');
  const { format, width, height } = await readable(() => sharp(bytes).metadata());
  if (!(format === 'jpeg' || format === 'png' || format === 'webp')) throw new Refusal('PICTURE_UNREADABLE', 'invalid');
  if (width * height > LARGEST_PIXELS) throw new Refusal('PICTURE_TOO_LARGE', 'invalid', { limitPixels: String(LARGEST_PIXELS) });
  const upright = sharp(bytes, { limitInputPixels: LARGEST_PIXELS, failOn: 'error' }).autoOrient();
  const fitted = upright.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
  return { bytes: await readable(() => fitted.toFormat(format).toBuffer()), contentType: FORMATS[format] };
}

/** sharp says only by its message what was wrong with a file, sometimes at once; whatever it was, the file is at fault. */
async function readable<V>(work: () => Promise<V>): Promise<V> {
  try {
    return await work();
  } catch {
    throw new Refusal('PICTURE_UNREADABLE', 'invalid');
  }
}
