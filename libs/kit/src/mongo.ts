import { setTimeout as delay } from 'node:timers/promises';
import {
  type Db,
  MongoClient,
  MongoClientClosedError,
  type Collection as MongoCollection,
  MongoError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb';
import type { Collection, Database, Document, Filter, IndexSpec, Projection, Sort, Update } from './collection.ts';
import { HealingClient } from './healing-client.ts';
import type { Log } from './log.ts';
import { metrics } from './metrics.ts';
import { Unavailable } from './refusal.ts';
import { checkedUpdate, checkFilter } from './update-rules.ts';

export interface OpenMongo {
  uri: string;
  database: string;
  /** What the service declares; it does not start while one is missing. */
  indexes: readonly IndexSpec[];
  /** Makes missing indexes instead of refusing: local start and tests. */
  autoMigrate?: boolean;
  /** How long each wait may take: for a server, a connection, an answer, the majority. The driver repeats a read once. */
  timeoutMs?: number;
  /** How long nothing must have been answered before the client itself is suspected and replaced. */
  silentForMs?: number;
  /** How long to wait at start for a store that is still coming up. */
  startWithinMs?: number;
  log?: Log;
}

/** Longer than a store takes to come back and the driver to notice, shorter than anybody waits. */
const SILENT_FOR_MS = 10_000;
const LONGEST_INDEX_BUILD_MS = 600_000;

/** The index check found indexes missing; `npm run migrate` makes them. */
export class IndexesMissing extends Error {
  override readonly name = 'IndexesMissing';
}

/**
 * Opens one service's database: majority writes with journal, majority reads from the primary, every operation
 * bounded in time. An operation without an answer throws Unavailable; whether a write was done is then unknown.
 */
export async function openMongo(options: OpenMongo): Promise<Database & { close(): Promise<void> }> {
  if (options.autoMigrate) await migrateIndexes(options);
  const client = await connected(options);
  const missing = await missingIndexes(client.db(options.database), options.indexes);
  if (missing.length > 0) {
    await client.close();
    throw new IndexesMissing(`${options.database} lacks: ${missing.map(described).join('; ')}. Run: npm run migrate`);
  }
  const healing = new HealingClient(client, {
    open: () => connected({ ...options, startWithinMs: 0 }),
    close: (old) => old.close(),
    nowMs: () => performance.now(),
    silentForMs: options.silentForMs ?? SILENT_FOR_MS,
    onReplaced: (silentMs) => {
      metrics.storeClientsReplaced.inc();
      options.log?.warn({ database: options.database, silentMs: Math.round(silentMs) }, 'store client replaced');
    },
  });
  const ask: Ask = (operation) => healing.run((current) => answered(() => operation(current.db(options.database))));
  return {
    collection: <T extends Document>(name: string) => new MongoBackedCollection<T>(name, ask),
    ping: () => ask(async (db) => void (await db.command({ ping: 1 }))),
    close: () => healing.close(),
  };
}

/** Makes the indexes that are missing; never drops one. Returns what it made. */
export async function migrateIndexes(options: OpenMongo): Promise<IndexSpec[]> {
  const client = await connected({ ...options, timeoutMs: LONGEST_INDEX_BUILD_MS });
  try {
    const db = client.db(options.database);
    const missing = await missingIndexes(db, options.indexes);
    await createIndexes(db, missing);
    return missing;
  } finally {
    await client.close();
  }
}

async function connected({ uri, timeoutMs = 2_000, startWithinMs = 20_000 }: OpenMongo): Promise<MongoClient> {
  const until = Date.now() + startWithinMs;
  for (;;) {
    const client = new MongoClient(uri, {
      appName: 'petpact',
      serverSelectionTimeoutMS: Math.min(timeoutMs, 2_000),
      connectTimeoutMS: Math.min(timeoutMs, 2_000),
      socketTimeoutMS: timeoutMs,
      waitQueueTimeoutMS: timeoutMs,
      maxPoolSize: 50,
      writeConcern: { w: 'majority', journal: true, wtimeoutMS: timeoutMs },
      readConcern: { level: 'majority' },
      readPreference: 'primary',
      ignoreUndefined: true,
      promoteBuffers: true,
    });
    try {
      await client.db('admin').command({ ping: 1 });
      return client;
    } catch (error) {
      await client.close();
      if (!isOutage(error) || Date.now() > until) throw error;
      await delay(200);
    }
  }
}

/** Runs one operation on the database, bounded in time and with outages told as Unavailable. */
type Ask = <V>(operation: (db: Db) => Promise<V>) => Promise<V>;

class MongoBackedCollection<T extends Document> implements Collection<T> {
  readonly name: string;
  readonly #ask: <V>(operation: (documents: MongoCollection<Document>) => Promise<V>) => Promise<V>;

  constructor(name: string, ask: Ask) {
    this.name = name;
    this.#ask = (operation) => ask((db) => operation(db.collection(name)));
  }

  #count(operation: 'find' | 'insert' | 'update' | 'delete'): void {
    metrics.storeOperations.inc({ collection: this.name, operation });
  }

  async findOne(filter: Filter<T>, options: { projection?: Projection } = {}): Promise<T | undefined> {
    checkFilter(filter);
    this.#count('find');
    const found = await this.#ask((documents) => documents.findOne(filter as object, options));
    return (found ?? undefined) as T | undefined;
  }

  find(filter: Filter<T>, options: { sort?: Sort; limit?: number; projection?: Projection } = {}): Promise<T[]> {
    checkFilter(filter);
    this.#count('find');
    return this.#ask((documents) => documents.find(filter as object, options).toArray()) as Promise<unknown> as Promise<T[]>;
  }

  insertOne(document: T): Promise<boolean> {
    this.#count('insert');
    return this.#ask(async (documents) => {
      try {
        await documents.insertOne(document);
        return true;
      } catch (error) {
        if (error instanceof MongoServerError && error.code === 11_000) return false;
        throw error;
      }
    });
  }

  async updateOne(filter: Filter<T>, update: Update<T>): Promise<boolean> {
    checkFilter(filter);
    const modifier = checkedUpdate(update);
    this.#count('update');
    return this.#ask(async (documents) => (await documents.updateOne(filter as object, modifier)).matchedCount === 1);
  }

  async deleteOne(filter: Filter<T>): Promise<boolean> {
    checkFilter(filter);
    this.#count('delete');
    return this.#ask(async (documents) => (await documents.deleteOne(filter as object)).deletedCount === 1);
  }

  async count(filter: Filter<T>): Promise<number> {
    checkFilter(filter);
    return this.#ask((documents) => documents.countDocuments(filter as object));
  }
}

async function answered<V>(operation: () => Promise<V>): Promise<V> {
  try {
    return await operation();
  } catch (error) {
    if (isOutage(error)) throw new Unavailable('the store does not answer', { cause: error });
    throw error;
  }
}

/** No primary, shutting down, majority not reached in time: MongoDB's codes 91, 189, 10107, 11600, 11602, 13435, 13436, 64. */
const OUTAGE_CODES = new Set<unknown>([91, 189, 10_107, 11_600, 11_602, 13_435, 13_436, 64]);

/** True when the store is at fault and not the operation: no answer, or an answer that it cannot serve now. */
function isOutage(error: unknown): boolean {
  const classes = [MongoNetworkError, MongoServerSelectionError, MongoWriteConcernError, MongoNotConnectedError, MongoClientClosedError];
  if (classes.some((outage) => error instanceof outage)) return true;
  // Not exported by the driver: no connection of the pool became free in time.
  if (error instanceof MongoError && error.name === 'MongoWaitQueueTimeoutError') return true;
  return error instanceof MongoServerError && OUTAGE_CODES.has(error.code);
}

async function missingIndexes(db: Db, wanted: readonly IndexSpec[]): Promise<IndexSpec[]> {
  const names = [...new Set(wanted.map(({ collection }) => collection))];
  const present = new Map<string, Set<string>>();
  for (const name of names) present.set(name, new Set(await indexKeys(db, name)));
  return wanted.filter(({ collection, keys }) => !present.get(collection)?.has(JSON.stringify(keys)));
}

async function indexKeys(db: Db, collection: string): Promise<string[]> {
  try {
    const indexes = await db.collection(collection).listIndexes().toArray();
    return indexes.map(({ key }) => JSON.stringify(key));
  } catch (error) {
    if (error instanceof MongoServerError && error.codeName === 'NamespaceNotFound') return [];
    throw error;
  }
}

async function createIndexes(db: Db, indexes: readonly IndexSpec[]): Promise<void> {
  for (const { collection, keys, expireAfterSeconds } of indexes) {
    // Building may take long on a large collection; the bound on single operations does not apply.
    await db
      .collection(collection)
      .createIndex(keys, { timeoutMS: 0, ...(expireAfterSeconds === undefined ? {} : { expireAfterSeconds }) });
  }
}

function described({ collection, keys, reason }: IndexSpec): string {
  return `${collection} ${JSON.stringify(keys)} (${reason})`;
}
