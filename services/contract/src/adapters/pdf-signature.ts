import { constants, type KeyObject, privateEncrypt } from 'node:crypto';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { Signer, SignPdf } from '@signpdf/signpdf';
import forge from 'node-forge';
import type { SigningIdentity } from './certificates.ts';

const { pki, asn1, pkcs7 } = forge;

export interface PdfSigning {
  identity: SigningIdentity;
  /** Who signs, as shown by PDF tools. */
  name: string;
  reason: string;
  time: Date;
}

/**
 * Adds one digital signature (adbe.pkcs7.detached, RSA with SHA-256) as an incremental update: what was signed before stays
 * byte for byte, so earlier signatures stay valid. The room for the signature is measured first and made to fit exactly, so
 * that no byte of the file lies outside every signature but the newest signature itself.
 */
export async function signPdf(pdf: Buffer, signing: PdfSigning): Promise<Buffer> {
  const signer = new DetachedSigner(signing.identity);
  // Detached: its length does not hang on what is signed.
  const measure = await signer.sign(Buffer.alloc(0), signing.time);
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf,
    reason: signing.reason,
    contactInfo: '',
    name: signing.name,
    location: 'CN',
    signingTime: signing.time,
    signatureLength: measure.length,
    appName: 'PetPact',
  });
  return new SignPdf().sign(prepared, signer, signing.time);
}

/** Makes the PKCS#7 structure. @signpdf's own signer re-encodes the issuer's name and breaks it when the name is Chinese. */
class DetachedSigner extends Signer {
  readonly #identity: SigningIdentity;

  constructor(identity: SigningIdentity) {
    super();
    this.#identity = identity;
  }

  override async sign(content: Buffer, signingTime?: Date): Promise<Buffer> {
    const { key, chain } = this.#identity;
    const signed = pkcs7.createSignedData();
    signed.content = forge.util.createBuffer(content.toString('binary'));
    // Not the root: a verifier has it or does not trust it, and no signature covers these bytes.
    for (const certificate of chain) if (!certificate.isIssuer(certificate)) signed.addCertificate(certificate);
    const oid = (name: string) => pki.oids[name] as string;
    signed.addSigner({
      key: nativeKey(key),
      certificate: chain[0],
      digestAlgorithm: oid('sha256'),
      authenticatedAttributes: [
        { type: oid('contentType'), value: oid('data') },
        // forge takes a Date here; its typings say string.
        { type: oid('signingTime'), value: signingTime as unknown as string },
        { type: oid('messageDigest') },
      ],
    });
    signed.sign({ detached: true });
    const structure = signed.toAsn1();
    putIssuer(structure, chain[0]);
    return Buffer.from(asn1.toDer(structure).getBytes(), 'binary');
  }
}

/** DigestInfo of a SHA-256 (RFC 8017 §9.2, note 1), up to the digest itself. */
const SHA256_DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** What forge asks of a key, answered by Node's RSA: fifty times as fast as forge's own. */
function nativeKey(key: KeyObject): forge.pki.rsa.PrivateKey {
  const sign = (digest: forge.md.MessageDigest): string => {
    const info = Buffer.concat([SHA256_DIGEST_INFO, Buffer.from(digest.digest().getBytes(), 'binary')]);
    return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, info).toString('binary');
  };
  return { sign } as unknown as forge.pki.rsa.PrivateKey;
}

/** ContentInfo → SignedData → signerInfos → SignerInfo → issuerAndSerialNumber → issuer: the bytes as they stand in the certificate. */
function putIssuer(structure: forge.asn1.Asn1, certificate: forge.pki.Certificate): void {
  const child = (node: forge.asn1.Asn1, index: number) => (node.value as forge.asn1.Asn1[]).at(index) as forge.asn1.Asn1;
  const signerInfo = child(child(child(child(structure, 1), 0), -1), 0);
  const issuerAndSerial = child(signerInfo, 1).value as forge.asn1.Asn1[];
  const toBeSigned = child(pki.certificateToAsn1(certificate), 0);
  // TBSCertificate of version 3: version, serial, algorithm, issuer.
  issuerAndSerial[0] = child(toBeSigned, 3);
}
