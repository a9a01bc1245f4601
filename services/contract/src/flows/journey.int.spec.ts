import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type EmbeddedMongo, startEmbeddedMongo } from '@petpact/embedded-mongo/launch';
import { openMongo } from '@petpact/kit/mongo';
import { drawnSignature, PLATFORM_NAME } from '../../test/agreement.builder.ts';
import { adopter, contractWorld, otherShop, staff, stranger } from '../../test/contract-world.ts';
import { needPoppler } from '../../test/poppler.ts';
import { agreementMaker } from '../adapters/agreement-maker.ts';
import { fileSigningKeys } from '../adapters/signing-keys.ts';
import { INDEXES } from '../store/indexes.ts';

const run = promisify(execFile);
const given = process.env.MONGODB_URI;
let folder: string;
let embedded: EmbeddedMongo | undefined;
let database: Awaited<ReturnType<typeof openMongo>>;
let world: ReturnType<typeof contractWorld>;

describe('the way from a wish to a running contract, on a real store and real paper', () => {
  before(async () => {
    needPoppler();
    folder = await mkdtemp(join(tmpdir(), 'petpact-contract-'));
    if (!given) embedded = await startEmbeddedMongo({ dataDir: join(folder, 'store'), port: 0 });
    database = await openMongo({ uri: given ?? embedded!.uri, database: `contract-${process.pid}`, indexes: INDEXES, autoMigrate: true });
    const paper = agreementMaker(fileSigningKeys({ folder: join(folder, 'pki'), platformName: PLATFORM_NAME }));
    world = contractWorld({ paper, database });
  });
  after(async () => {
    await database?.close();
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('ends with a contract that runs, a pet that is adopted and a copy that anyone can verify', async () => {
    const { contractId, pdfHash, state } = await world.active();
    assert.deepEqual([state, world.neighbours.adopted.get('pet-1')], ['STATE_ACTIVE', contractId]);
    const { pdf } = await world.rpcs.downloadAgreement({ contractId }, adopter);
    assert.equal(createHash('sha256').update(pdf).digest('hex'), pdfHash);
    const file = join(folder, 'agreement.pdf');
    await writeFile(file, pdf);
    const { stdout } = await run('pdfsig', [file]);
    assert.equal(stdout.match(/Signature Validation: Signature is Valid\./g)?.length, 2);
    assert.deepEqual(await world.work(), []);
  });
  it('pauses and resumes it', async () => {
    const { contracts } = await world.rpcs.listContracts({ state: 'STATE_ACTIVE', pageSize: 10, pageToken: '' }, staff);
    const contractId = contracts[0]?.contractId ?? '';
    const paused = await world.rpcs.pauseContract({ contractId, reason: '出差', requestId: 'p1' }, adopter);
    assert.equal(paused.contract?.state, 'STATE_PAUSED');
    const resumed = await world.rpcs.resumeContract({ contractId, requestId: 'r1' }, adopter);
    assert.deepEqual([resumed.contract?.state, resumed.contract?.pausedUntilDate], ['STATE_ACTIVE', '']);
  });
  it('shows nothing of it to strangers', async () => {
    for (const other of [stranger, otherShop]) {
      const { contracts } = await world.rpcs.listContracts({ state: 'STATE_UNSPECIFIED', pageSize: 10, pageToken: '' }, other);
      assert.deepEqual(contracts, []);
    }
  });
  it('takes one application for a pet of two that come at once', async () => {
    const tries = await Promise.allSettled([world.apply('pet-7', 'a'), world.apply('pet-8', 'b')]);
    assert.deepEqual(tries.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });
  it('takes no signature that is none', async () => {
    const { cleanSignature } = agreementMaker(fileSigningKeys({ folder: join(folder, 'pki'), platformName: PLATFORM_NAME }));
    const { default: sharp } = await import('sharp');
    const blank = await sharp({ create: { width: 200, height: 80, channels: 4, background: '#0000' } })
      .png()
      .toBuffer();
    await assert.rejects(cleanSignature(new Uint8Array()), { reason: 'SIGNATURE_MISSING' });
    for (const wrong of [
      blank,
      Buffer.from('no picture'),
      Buffer.alloc(200_001),
      await sharp(await drawnSignature())
        .jpeg()
        .toBuffer(),
    ]) {
      await assert.rejects(cleanSignature(wrong), { reason: 'SIGNATURE_INVALID' });
    }
    assert.ok((await cleanSignature(await drawnSignature())).length > 100);
  });
});
