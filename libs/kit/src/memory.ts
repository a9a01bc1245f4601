import { Query } from 'mingo';
import { update as applyUpdate } from 'mingo/updater';
import type { Collection, Database, Document, Filter, Projection, Sort, Update } from './collection.ts';
import { checkedUpdate, checkFilter } from './update-rules.ts';

export type MemoryOperation = 'findOne' | 'find' | 'insertOne' | 'updateOne' | 'deleteOne' | 'count';

interface MemoryOptions {
  /** Runs before each operation: a simulation waits or throws here. */
  before?: (operation: MemoryOperation, collection: string) => Promise<void>;
}

/** The store's twin in memory: the same answers as MongoDB for everything in docs/stores.md, for specs and simulations. */
export function openMemory(options: MemoryOptions = {}): Database {
  const collections = new Map<string, MemoryCollection<Document>>();
  return {
    collection<T extends Document>(name: string): Collection<T> {
      const known = collections.get(name) ?? new MemoryCollection<Document>(name, options);
      collections.set(name, known);
      return known as unknown as Collection<T>;
    },
    ping: async () => {},
  };
}

class MemoryCollection<T extends Document> implements Collection<T> {
  readonly name: string;
  readonly #documents = new Map<string, T>();
  readonly #before: NonNullable<MemoryOptions['before']>;

  constructor(name: string, options: MemoryOptions) {
    this.name = name;
    this.#before = options.before ?? (async () => {});
  }

  async findOne(filter: Filter<T>, options: { projection?: Projection } = {}): Promise<T | undefined> {
    await this.#before('findOne', this.name);
    return this.#select(filter, { ...options, limit: 1 })[0];
  }

  async find(filter: Filter<T>, options: { sort?: Sort; limit?: number; projection?: Projection } = {}): Promise<T[]> {
    await this.#before('find', this.name);
    return this.#select(filter, options);
  }

  async insertOne(document: T): Promise<boolean> {
    await this.#before('insertOne', this.name);
    if (this.#documents.has(document._id)) return false;
    this.#documents.set(document._id, copy(document) as T);
    return true;
  }

  async updateOne(filter: Filter<T>, update: Update<T>): Promise<boolean> {
    await this.#before('updateOne', this.name);
    const modifier = copy(checkedUpdate(update)) as Record<string, Record<string, unknown>>;
    const found = this.#first(filter);
    if (!found) return false;
    // On a copy, so that an update that fails half way leaves the document as it was.
    const next = copy(found) as T & Record<string, unknown>;
    // mingo overlooks $slice where the list is not there yet, so it is made first.
    const pushed = Object.keys(modifier.$push ?? {}).map((path) => [path, { $each: [] }]);
    if (pushed.length > 0) applyUpdate(next, { $push: Object.fromEntries(pushed) });
    applyUpdate(next as Record<string, unknown>, modifier, [], {}, { cloneMode: 'none' });
    this.#documents.set(found._id, next);
    return true;
  }

  async deleteOne(filter: Filter<T>): Promise<boolean> {
    await this.#before('deleteOne', this.name);
    const found = this.#first(filter);
    return found ? this.#documents.delete(found._id) : false;
  }

  async count(filter: Filter<T>): Promise<number> {
    await this.#before('count', this.name);
    checkFilter(filter);
    const query = new Query<T>(filter as never, {});
    return this.#candidates(filter).filter((document) => query.test(document)).length;
  }

  #first(filter: Filter<T>): T | undefined {
    checkFilter(filter);
    const query = new Query<T>(filter as never, {});
    return this.#candidates(filter).find((document) => query.test(document));
  }

  #select(filter: Filter<T>, options: { sort?: Sort; limit?: number; projection?: Projection }): T[] {
    checkFilter(filter);
    const { sort, limit, projection = {} } = options;
    const cursor = new Query<T>(filter as never, {}).find<T>(this.#candidates(filter) as never, projection as never);
    if (sort) cursor.sort(sort);
    if (limit) cursor.limit(limit);
    return cursor.all().map((document) => copy(document) as T);
  }

  /** By `_id` where the filter names one: most reads do, and simulations make very many. */
  #candidates(filter: Filter<T>): T[] {
    const id = (filter as { _id?: unknown })._id;
    if (typeof id !== 'string') return [...this.#documents.values()];
    const document = this.#documents.get(id);
    return document ? [document] : [];
  }
}

/** A deep copy of what a document may hold; bytes become Buffers, as the driver returns them. */
function copy(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return Buffer.from(value);
  if (Array.isArray(value)) return value.map((element) => (element === undefined ? null : copy(element)));
  if (typeof value === 'object' && (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.map(([name, field]) => [name, copy(field)]));
  }
  throw new TypeError(`a document cannot hold ${typeof value === 'object' ? value.constructor.name : typeof value}`);
}
