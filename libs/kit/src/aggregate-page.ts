import type { Collection, Document, Filter, Sort } from './collection.ts';
import { Refusal } from './refusal.ts';
import { decodePageToken, encodePageToken } from './wire.ts';

export interface PageRequest {
  /** One field and its direction; ties go by `_id` the same way. Default: `{ _id: -1 }`. */
  sort?: Sort;
  /** 1 to 200; 0 means 50. */
  pageSize: number;
  pageToken?: string;
}

const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 200;

/** One page in a stable order: a document written between two pages is neither repeated nor makes another one fall out. */
export async function pageOf<T extends Document>(
  collection: Collection<T>,
  merchantId: string,
  filter: object,
  page: PageRequest,
): Promise<{ items: T[]; nextPageToken: string }> {
  const [field = '_id', direction = -1] = Object.entries(page.sort ?? { _id: -1 as const })[0] ?? [];
  const size = Math.min(page.pageSize > 0 ? page.pageSize : DEFAULT_PAGE, LARGEST_PAGE);
  const conditions = page.pageToken ? [filter, after(field, direction, endOf(page.pageToken))] : [filter];
  const sort: Sort = field === '_id' ? { _id: direction } : { [field]: direction, _id: direction };
  const found = await collection.find({ merchantId, $and: conditions } as unknown as Filter<T>, { sort, limit: size + 1 });
  const items = found.slice(0, size);
  const last = items.at(-1);
  const more = found.length > size && last !== undefined;
  return { items, nextPageToken: more ? encodePageToken([valueAt(last, field), last._id]) : '' };
}

/** The last item of the page before: the value it was sorted by, and its id. Refuses INVALID_PAGE_TOKEN. */
function endOf(token: string): [value: unknown, id: string] {
  const [value, id] = decodePageToken(token, 2);
  if (typeof id !== 'string') throw new Refusal('INVALID_PAGE_TOKEN', 'invalid');
  return [value, id];
}

/** The filter for everything that comes after the last item. A document without the field comes first going up and last going down. */
function after(field: string, direction: 1 | -1, [value, id]: [unknown, string]): object {
  const beyond = direction === 1 ? '$gt' : '$lt';
  if (field === '_id') return { _id: { [beyond]: id } };
  const absent = { [field]: { $exists: false } };
  if (value === undefined) {
    const rest = { ...absent, _id: { [beyond]: id } };
    return direction === 1 ? { $or: [rest, { [field]: { $exists: true } }] } : rest;
  }
  const rest = [{ [field]: { [beyond]: value } }, { [field]: value, _id: { [beyond]: id } }];
  return { $or: direction === 1 ? rest : [...rest, absent] };
}

function valueAt(document: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
