import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Db, type Document, MongoClient } from 'mongodb';
import { type EmbeddedMongo, type EmbeddedMongoStart, startEmbeddedMongo } from './launch.ts';

/** A store in a folder of its own, with a connected client; it can be killed and started again on the same data. */
export class StoreForTest {
  dataDir = '';
  store!: EmbeddedMongo;
  client!: MongoClient;
  options: Partial<EmbeddedMongoStart>;

  constructor(options: Partial<EmbeddedMongoStart> = {}) {
    this.options = options;
  }

  get db(): Db {
    return this.client.db('shop');
  }

  async start(): Promise<this> {
    this.dataDir ||= await mkdtemp(join(tmpdir(), 'petpact-store-'));
    this.store = await startEmbeddedMongo({ ...this.options, dataDir: this.dataDir });
    this.client = await new MongoClient(this.store.uri, { maxPoolSize: 20 }).connect();
    return this;
  }

  async kill(): Promise<void> {
    process.kill(this.store.pid, 'SIGKILL');
    await this.store.ended;
    await this.client.close();
  }

  async stop(): Promise<void> {
    await this.client.close();
    await this.store.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** What the collection's queries have cost since the store came up. */
  async touched(collection: string): Promise<{ documentsTouched: number; scans: number; byId: number; byIndex: number }> {
    const stats = (await this.db.command({ petpactStats: 1 })) as Document;
    return stats.collections[collection];
  }

  /** How many documents the store looked at to answer `ask`, and whether it had to look at all of them. */
  async cost<T>(collection: string, ask: () => Promise<T>): Promise<{ answer: T; documents: number; scans: number; ms: number }> {
    const before = await this.touched(collection);
    const startedAt = performance.now();
    const answer = await ask();
    const ms = performance.now() - startedAt;
    const after = await this.touched(collection);
    return { answer, documents: after.documentsTouched - before.documentsTouched, scans: after.scans - before.scans, ms };
  }
}

/** Fills a collection in batches, as fast as the store takes them. */
export async function fill(db: Db, collection: string, count: number, document: (n: number) => Document): Promise<void> {
  for (let from = 0; from < count; from += 5000) {
    const batch = Array.from({ length: Math.min(5000, count - from) }, (_, n) => document(from + n));
    await db.collection(collection).insertMany(batch, { ordered: false });
  }
}
