import { type AgreementDocument, renderAgreement } from './agreement-pdf.ts';
import { signPdf } from './pdf-signature.ts';
import type { SigningKeys } from './signing-keys.ts';

/** Renders the agreement and signs it twice: by the shop, then by the platform as witness of the adopter's drawn signature and consent. */
export async function makeSignedAgreement(agreement: AgreementDocument, merchantId: string, keys: SigningKeys): Promise<Buffer> {
  const { shop, platform, signedTime: time } = agreement;
  const plain = await renderAgreement(agreement);
  const byShop = await signPdf(plain, {
    identity: await keys.shop(merchantId, shop, time),
    name: shop.legalName,
    reason: '甲方签署本协议',
    time,
  });
  return signPdf(byShop, { identity: await keys.platform(time), name: platform, reason: '见证乙方的手写签名与同意', time });
}
