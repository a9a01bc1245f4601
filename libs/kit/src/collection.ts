/**
 * The one door to documents: the part of MongoDB that a service may use, with a twin in memory.
 * What is allowed here works alike on MongoDB, on the embedded server and in memory; docs/stores.md lists it
 * and the store contract proves it.
 */
export interface Collection<T extends Document> {
  readonly name: string;
  findOne(filter: Filter<T>, options?: { projection?: Projection }): Promise<T | undefined>;
  find(filter: Filter<T>, options?: { sort?: Sort; limit?: number; projection?: Projection }): Promise<T[]>;
  /** False when a document with this `_id` is there already. Fields that are undefined are left out. */
  insertOne(document: T): Promise<boolean>;
  /** True when the filter matched, so the update was applied: in one atomic step, to one document. */
  updateOne(filter: Filter<T>, update: Update<T>): Promise<boolean>;
  deleteOne(filter: Filter<T>): Promise<boolean>;
  count(filter: Filter<T>): Promise<number>;
}

export interface Database {
  collection<T extends Document>(name: string): Collection<T>;
  ping(): Promise<void>;
}

/** An index a service relies on, and why. `npm run migrate` makes it; without it the service does not start. */
export interface IndexSpec {
  collection: string;
  keys: Record<string, 1 | -1>;
  reason: string;
  /** Documents disappear this long after the instant in the indexed field (real time; never for business rules). */
  expireAfterSeconds?: number;
}

export interface Document {
  _id: string;
}

export type Sort = Record<string, 1 | -1>;
export type Projection = Record<string, 1 | 0>;

/** Operators on one field. An array field matches when one of its elements does. */
export interface Operators<V> {
  $eq?: V;
  $ne?: V;
  $in?: readonly V[];
  $nin?: readonly V[];
  $gt?: V;
  $gte?: V;
  $lt?: V;
  $lte?: V;
  $exists?: boolean;
  $elemMatch?: Record<string, unknown>;
}

type Element<V> = V extends readonly (infer E)[] ? E : V;
type Condition<V> = V | Element<V> | Operators<Element<NonNullable<V>> | null> | null;
type Dotted<V> = { [path: `${string}.${string}`]: V };

export type Filter<T> = T extends unknown
  ? { [K in keyof T]?: Condition<T[K]> } & Dotted<unknown> & { $and?: readonly Filter<T>[]; $or?: readonly Filter<T>[] }
  : never;

type Numbers<T> = { [K in keyof T as NonNullable<T[K]> extends number ? K : never]?: number };
type Pushed<V> = Element<NonNullable<V>> | { $each: readonly Element<NonNullable<V>>[]; $slice?: number };
type Arrays<T> = { [K in keyof T as NonNullable<T[K]> extends readonly unknown[] ? K : never]: T[K] };

export type Update<T> = T extends unknown
  ? {
      $set?: Partial<Omit<T, '_id'>> & Dotted<unknown>;
      $unset?: { [K in keyof T]?: '' } & Dotted<''>;
      $inc?: Numbers<T> & Dotted<number>;
      /** Sets the field when it is absent or greater: how the first of several writers leaves its instant. */
      $min?: { [K in keyof T]?: T[K] } & Dotted<unknown>;
      $push?: { [K in keyof Arrays<T>]?: Pushed<T[K]> } & Dotted<unknown>;
      $pull?: { [K in keyof Arrays<T>]?: Element<NonNullable<T[K]>> | Record<string, unknown> } & Dotted<unknown>;
      $addToSet?: { [K in keyof Arrays<T>]?: Pushed<T[K]> } & Dotted<unknown>;
    }
  : never;
