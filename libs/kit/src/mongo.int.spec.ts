import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type EmbeddedMongo, startEmbeddedMongo } from '@petpact/embedded-mongo/launch';
import { MongoClient } from 'mongodb';
import { aggregateIndexes } from './aggregate.ts';
import { IndexesMissing, migrateIndexes, openMongo } from './mongo.ts';
import { Unavailable } from './refusal.ts';
import { type OpenStore, storeContract } from './testing/store-contract.ts';

let folder: string;
let embedded: EmbeddedMongo;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'petpact-kit-'));
  embedded = await startEmbeddedMongo({ dataDir: folder, port: 0 });
});

after(async () => {
  await embedded?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A database of its own; a server that stays is left as it was found. */
async function openFresh(uri: string, { drop }: { drop: boolean }): Promise<OpenStore> {
  const database = `contract-${randomUUID()}`;
  const open = await openMongo({ uri, database, indexes: [] });
  const close = async () => {
    await open.close();
    const client = drop ? new MongoClient(uri) : undefined;
    await client?.db(database).dropDatabase();
    await client?.close();
  };
  return { database: open, close };
}

storeContract('the embedded store', () => openFresh(embedded.uri, { drop: false }));

const given = process.env.MONGODB_URI;
if (given) storeContract('the MongoDB that MONGODB_URI names', () => openFresh(given, { drop: true }));

describe('opening a store', () => {
  it('refuses to start while a declared index is missing, and starts once it was made', async () => {
    const options = { uri: embedded.uri, database: `indexes-${randomUUID()}`, indexes: aggregateIndexes('plans') };
    await assert.rejects(
      openMongo(options),
      (error) => error instanceof IndexesMissing && /plans .*nextActionAt.*npm run migrate/.test(error.message),
    );
    assert.equal((await migrateIndexes(options)).length, 3);
    assert.deepEqual(await migrateIndexes(options), []);
    await (await openMongo(options)).close();
  });

  it('makes missing indexes itself where it is told to', async () => {
    const options = { uri: embedded.uri, database: `indexes-${randomUUID()}`, indexes: aggregateIndexes('plans') };
    await (await openMongo({ ...options, autoMigrate: true })).close();
    await (await openMongo(options)).close();
  });

  it('says Unavailable within its time when the store is gone', async () => {
    const gone = await startEmbeddedMongo({ dataDir: join(folder, 'gone'), port: 0 });
    const open = await openMongo({ uri: gone.uri, database: 'gone', indexes: [], timeoutMs: 500 });
    await open.ping();
    await gone.stop();
    const started = Date.now();
    await assert.rejects(open.collection('shelf').insertOne({ _id: 'a' }), Unavailable);
    await assert.rejects(open.ping(), Unavailable);
    assert.ok(Date.now() - started < 3_000);
    await open.close();
  });
});
