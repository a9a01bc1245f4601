import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@petpact/kit/refusal';
import { identityFromP12, identityFromPem, identityToPem, issueCertificate, type SigningIdentity } from './certificates.ts';

/** Where signing keys come from. The local authority can be replaced by files from a real one, all or in part. */
export interface SigningKeysConfig {
  /** Folder `pki` of the keys folder: what is made here is kept here. */
  folder: string;
  platformName: string;
  /** An authority of one's own (PEM with key and certificates, or .p12); absent = a local one made on first use. */
  authorityFile?: string;
  /** The platform's identity, likewise. */
  platformFile?: string;
  /** Folder with `<merchant>.pem` or `<merchant>.p12` of shops that have a certificate of their own. */
  shopsFolder?: string;
  /** Of the .p12 files. */
  passphrase?: string;
}

export interface SigningKeys {
  /** The shop's own key; made with a certificate in its legal name when first needed. */
  shop(merchantId: string, party: { legalName: string; name: string }, now: Date): Promise<SigningIdentity>;
  /** The platform's key as witness. */
  platform(now: Date): Promise<SigningIdentity>;
}

const AUTHORITY_YEARS = 30;
const SIGNER_YEARS = 20;

export function fileSigningKeys(config: SigningKeysConfig): SigningKeys {
  const { folder, passphrase = '', platformName } = config;
  const known = new Map<string, SigningIdentity>();
  // What was made here never changes.
  const made = async (name: string, make: () => Promise<SigningIdentity>) => {
    const identity = known.get(name) ?? (await keptIdentity(join(folder, `${name}.pem`), make));
    known.set(name, identity);
    return identity;
  };
  const authority = (now: Date) =>
    config.authorityFile === undefined
      ? made('authority', async () =>
          issueCertificate({
            commonName: `${platformName} 本地根证书`,
            organization: platformName,
            from: dayBefore(now),
            years: AUTHORITY_YEARS,
          }),
        )
      : readIdentity(config.authorityFile, passphrase);
  const issued = (name: string, subject: { commonName: string; organization: string }, now: Date) =>
    made(name, async () => issueCertificate({ ...subject, from: dayBefore(now), years: SIGNER_YEARS, issuer: await authority(now) }));
  return {
    async shop(merchantId, party, now) {
      // The id becomes a file name.
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(merchantId)) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      const own = config.shopsFolder === undefined ? undefined : await findIdentity(join(config.shopsFolder, merchantId), passphrase);
      return own ?? issued(`shop-${merchantId}`, { commonName: party.legalName, organization: party.name }, now);
    },
    platform: async (now) =>
      config.platformFile === undefined
        ? issued('platform', { commonName: platformName, organization: platformName }, now)
        : readIdentity(config.platformFile, passphrase),
  };
}

/** The identity in this file; made and written once. Of two processes that make it at once, the first to link its file wins. */
async function keptIdentity(file: string, make: () => Promise<SigningIdentity>): Promise<SigningIdentity> {
  const kept = await readIfThere(file);
  if (kept !== undefined) return identityFromPem(kept.toString(), kept.toString());
  const { keyPem, certificatesPem } = identityToPem(await make());
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${performance.now()}`;
  await writeFile(draft, keyPem + certificatesPem, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const text = (await readFile(file)).toString();
  return identityFromPem(text, text);
}

async function findIdentity(stem: string, passphrase: string): Promise<SigningIdentity | undefined> {
  for (const file of [`${stem}.p12`, `${stem}.pem`]) {
    if ((await readIfThere(file)) !== undefined) return readIdentity(file, passphrase);
  }
  return undefined;
}

async function readIdentity(file: string, passphrase: string): Promise<SigningIdentity> {
  const bytes = await readFile(file);
  return file.endsWith('.p12') || file.endsWith('.pfx')
    ? identityFromP12(bytes, passphrase)
    : identityFromPem(bytes.toString(), bytes.toString());
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Clocks of those who verify may run behind ours. */
const dayBefore = (now: Date): Date => new Date(now.getTime() - 86_400_000);
