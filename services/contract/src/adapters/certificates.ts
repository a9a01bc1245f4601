import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import forge from 'node-forge';

const { pki, asn1, md } = forge;

/** A private key with its certificate and the certificates above it, leaf first. */
export interface SigningIdentity {
  key: KeyObject;
  chain: [forge.pki.Certificate, ...forge.pki.Certificate[]];
}

export interface CertificateRequest {
  commonName: string;
  organization: string;
  /** Start of validity; the end lies `years` later. */
  from: Date;
  years: number;
  /** Absent = a self-signed authority. */
  issuer?: SigningIdentity;
}

/** Makes a key pair and a certificate for it. An authority may only issue; what it issues may only sign documents. */
export function issueCertificate({ commonName, organization, from, years, issuer }: CertificateRequest): SigningIdentity {
  // Node's generator: forge's own takes seconds.
  const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const certificate = pki.createCertificate();
  certificate.publicKey = pki.publicKeyFromPem(publicPem);
  // Unique per issuer, positive and at most 20 octets (RFC 5280 §4.1.2.2): from the key itself.
  certificate.serialNumber = `01${createHash('sha256').update(publicPem).digest('hex').slice(0, 36)}`;
  certificate.validity.notBefore = from;
  certificate.validity.notAfter = new Date(from.getTime() + years * 365.25 * 86_400_000);
  const utf8 = asn1.Type.UTF8 as unknown as forge.asn1.Class;
  const subject = [
    { name: 'countryName', value: 'CN' },
    { name: 'organizationName', value: organization, valueTagClass: utf8 },
    { name: 'commonName', value: commonName, valueTagClass: utf8 },
  ];
  certificate.setSubject(subject);
  certificate.setIssuer(issuer === undefined ? subject : decoded(issuer.chain[0].subject.attributes));
  certificate.setExtensions([
    { name: 'basicConstraints', critical: true, cA: issuer === undefined },
    issuer === undefined
      ? { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true }
      : { name: 'keyUsage', critical: true, digitalSignature: true, nonRepudiation: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(pki.privateKeyFromPem(pemOf(issuer?.key ?? key)), md.sha256.create());
  // Read back, so that names are held in one way: as the bytes that were signed.
  return { key, chain: [pki.certificateFromPem(pki.certificateToPem(certificate)), ...(issuer?.chain ?? [])] };
}

/** forge reads UTF-8 names as bytes but encodes them again when writing. */
function decoded(attributes: forge.pki.CertificateField[]): forge.pki.CertificateField[] {
  return attributes.map((attribute) => {
    const isUtf8 = Number(attribute.valueTagClass) === asn1.Type.UTF8;
    return isUtf8 ? { ...attribute, value: forge.util.decodeUtf8(attribute.value as string) } : attribute;
  });
}

/** An identity out of a PKCS#12 file. */
export function identityFromP12(bytes: Buffer, passphrase: string): SigningIdentity {
  const p12 = forge.pkcs12.pkcs12FromAsn1(asn1.fromDer(bytes.toString('binary')), false, passphrase);
  const keyBag = pki.oids.pkcs8ShroudedKeyBag as string;
  const certBag = pki.oids.certBag as string;
  const key = p12.getBags({ bagType: keyBag })[keyBag]?.[0]?.key;
  const certificates = (p12.getBags({ bagType: certBag })[certBag] ?? []).flatMap(({ cert }) => (cert === undefined ? [] : [cert]));
  if (key === undefined || key === null) throw new Error('the PKCS#12 file holds no private key');
  return identityOf(pki.privateKeyToPem(key as forge.pki.rsa.PrivateKey), certificates);
}

/** An identity out of PEM text: a private key, and certificates in any order. */
export function identityFromPem(keyPem: string, certificatesPem: string): SigningIdentity {
  const pems = certificatesPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return identityOf(
    keyPem,
    pems.map((pem) => pki.certificateFromPem(pem)),
  );
}

export function identityToPem({ key, chain }: SigningIdentity): { keyPem: string; certificatesPem: string } {
  return { keyPem: pemOf(key), certificatesPem: chain.map((certificate) => pki.certificateToPem(certificate)).join('') };
}

const pemOf = (key: KeyObject): string => key.export({ type: 'pkcs1', format: 'pem' }).toString();

function identityOf(keyPem: string, certificates: forge.pki.Certificate[]): SigningIdentity {
  const { n } = pki.privateKeyFromPem(keyPem);
  const leaf = certificates.find(({ publicKey }) => (publicKey as forge.pki.rsa.PublicKey).n.compareTo(n) === 0);
  if (leaf === undefined) throw new Error('no certificate matches the private key');
  return { key: createPrivateKey(keyPem), chain: [leaf, ...certificates.filter((certificate) => certificate !== leaf)] };
}
