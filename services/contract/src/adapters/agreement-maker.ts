import { sanitizePicture } from '@petpact/kit/blob-store';
import { Refusal } from '@petpact/kit/refusal';
import sharp from 'sharp';
import type { AgreementMaker } from '../ports.ts';
import { makeSignedAgreement } from './signed-agreement.ts';
import type { SigningKeys } from './signing-keys.ts';

const LARGEST_SIGNATURE_BYTES = 200_000;
/** Below this spread of light and dark nothing was drawn. */
const LEAST_DEVIATION = 1;

/** Makes agreements with real keys. */
export function agreementMaker(keys: SigningKeys): AgreementMaker {
  return {
    async cleanSignature(png) {
      if (png.length === 0) throw new Refusal('SIGNATURE_MISSING', 'invalid');
      if (png.length > LARGEST_SIGNATURE_BYTES) throw invalid();
      const { bytes, contentType } = await sanitizePicture(png).catch((error: unknown) => {
        throw error instanceof Refusal ? invalid() : error;
      });
      if (contentType !== 'image/png' || !(await isDrawnOn(bytes))) throw invalid();
      return bytes;
    },
    make: (agreement, merchantId) => makeSignedAgreement(agreement, merchantId, keys),
  };
}

const invalid = (): Refusal => new Refusal('SIGNATURE_INVALID', 'invalid', { mostBytes: `${LARGEST_SIGNATURE_BYTES}` });

/** Laid on white, the picture is not of one colour. */
async function isDrawnOn(png: Buffer): Promise<boolean> {
  const { channels } = await sharp(await sharp(png).flatten({ background: 'white' }).png().toBuffer()).stats();
  return channels.some(({ stdev }) => stdev > LEAST_DEVIATION);
}
