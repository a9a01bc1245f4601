import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { aShop, aSignedDocument, PLATFORM_NAME } from '../../test/agreement.builder.ts';
import { needPoppler } from '../../test/poppler.ts';
import { identityToPem, issueCertificate } from './certificates.ts';
import { makeSignedAgreement } from './signed-agreement.ts';
import { fileSigningKeys } from './signing-keys.ts';

const run = promisify(execFile);
let folder: string;
let pdf: Buffer;

async function fileOf(bytes: Buffer, name = 'agreement.pdf'): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

/** What pdfsig says of each signature; an unreadable file has none. */
async function verdicts(bytes: Buffer): Promise<{ signer: string; valid: boolean }[]> {
  const output = await run('pdfsig', [await fileOf(bytes)]).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? '',
  );
  return output
    .split(/^Signature #\d+:$/m)
    .slice(1)
    .map((one) => ({
      signer: /Common Name: (.*)/.exec(one)?.[1] ?? '',
      valid: one.includes('Signature Validation: Signature is Valid.'),
    }));
}

const flipped = (bytes: Buffer, position: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[position] = (copy[position] ?? 0) ^ 0x01;
  return copy;
};

describe('a signed agreement', () => {
  before(async () => {
    needPoppler();
    folder = await mkdtemp(join(tmpdir(), 'petpact-agreement-'));
    pdf = await makeSignedAgreement(
      await aSignedDocument(),
      'shop-1',
      fileSigningKeys({ folder: join(folder, 'pki'), platformName: PLATFORM_NAME }),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('carries a valid signature of the shop and one of the platform', async () => {
    assert.deepEqual(await verdicts(pdf), [
      { signer: aShop.legalName, valid: true },
      { signer: PLATFORM_NAME, valid: true },
    ]);
  });

  it('is covered by the platform’s signature from its first byte to its last', async () => {
    const { stdout } = await run('pdfsig', [await fileOf(pdf)], { env: { ...process.env, TZ: 'UTC' } });
    assert.equal(stdout.match(/Total document signed/g)?.length, 1);
    assert.equal(stdout.match(/Signing Time: Nov 23 2026 02:15:00/g)?.length, 2);
  });

  it('is no longer valid after one byte changed, wherever it lies', async () => {
    const positions = [
      30,
      Math.floor(pdf.length / 3),
      Math.floor(pdf.length / 2),
      pdf.indexOf('/Contents <') + 200,
      pdf.lastIndexOf('/Contents <') + 200,
      pdf.length - 30,
    ];
    for (const position of positions) {
      const seen = await verdicts(flipped(pdf, position));
      assert.ok(seen.length < 2 || seen.some(({ valid }) => !valid), `byte ${position} of ${pdf.length} can be changed`);
    }
  });

  it('says who agreed to what: names, identity number, total price, consent', async () => {
    const { stdout } = await run('pdftotext', ['-layout', await fileOf(pdf), '-']);
    const text = stdout.replace(/\s+/g, '');
    for (const part of [
      '林小满',
      '330106199503124527',
      aShop.legalName,
      aShop.creditCode,
      '¥1548.00',
      '人民币壹仟伍佰肆拾捌元整',
      '年糕',
      '手写签名系本人签署',
      '2026-11-23',
      '2027-10-23',
    ]) {
      assert.ok(text.includes(part), `the agreement does not say ${part}`);
    }
  });

  it('embeds its fonts and the drawn signature', async () => {
    const { stdout: fonts } = await run('pdffonts', [await fileOf(pdf)]);
    for (const line of fonts.split('\n').slice(2).filter(Boolean)) assert.match(line, /NotoSansSC-(Regular|Bold).* yes yes yes /);
    const { stdout: images } = await run('pdfimages', ['-list', await fileOf(pdf)]);
    assert.match(images, /400\s+180/);
  });

  it('is the same to the byte when made again from the same input and keys', async () => {
    const keys = fileSigningKeys({ folder: join(folder, 'pki'), platformName: PLATFORM_NAME });
    assert.ok(pdf.equals(await makeSignedAgreement(await aSignedDocument(), 'shop-1', keys)));
  });

  it('can be signed with certificates of an authority of one’s own', async () => {
    const from = new Date('2026-11-01T00:00:00Z');
    const authority = issueCertificate({ commonName: '某某认证中心', organization: '某某认证', from, years: 5 });
    const platform = issueCertificate({ commonName: '某某平台', organization: '某某', from, years: 5, issuer: authority });
    const { keyPem, certificatesPem } = identityToPem(platform);
    const platformFile = await fileOf(Buffer.from(keyPem + certificatesPem), 'platform.pem');
    const keys = fileSigningKeys({ folder: join(folder, 'other'), platformName: PLATFORM_NAME, platformFile });
    const signed = await makeSignedAgreement(await aSignedDocument(), 'shop-2', keys);
    assert.deepEqual(
      (await verdicts(signed)).map(({ signer, valid }) => [signer, valid]),
      [
        [aShop.legalName, true],
        ['某某平台', true],
      ],
    );
  });
});
