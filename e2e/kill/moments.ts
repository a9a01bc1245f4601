import { type FSWatcher, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Filter } from '@petpact/kit/collection';
import { openMongo } from '@petpact/kit/mongo';
import type { Platform } from '../../deploy/local/supervisor.ts';
import type { Moment, UnderWay } from './plot.ts';

interface Seen {
  _id: string;
  [field: string]: unknown;
}

/** Documents that are in the middle of something: the states last for some milliseconds only. */
const DOCUMENTS: Record<UnderWay, { database: string; collection: string; filter: Filter<Seen> }> = {
  charging: { database: 'billing', collection: 'plans', filter: { instalments: { $elemMatch: { state: 'charging' } } } },
  'unpublished payment': { database: 'billing', collection: 'plans', filter: { outbox: { $elemMatch: { type: 'instalmentPaid' } } } },
  'pending points': { database: 'points', collection: 'entries', filter: { state: 'pending' } },
  submitting: { database: 'fulfillment', collection: 'shipments', filter: { state: 'submitting' } },
};
const LOOK_EVERY_MS = 2;

/** Settles when the moment is there: true, or false when `over` was aborted before. */
export async function momentOf(platform: Platform, moment: Moment, over: AbortSignal): Promise<boolean> {
  switch (moment.at) {
    case 'time':
      return sleep(moment.ms, true, { signal: over }).catch(() => false);
    case 'journal':
      return lineOf(join(platform.dataDir, 'sandbox', JOURNALS[moment.of]), moment.line, over);
    case 'document':
      return documentOf(platform, moment, over);
  }
}

const JOURNALS = { alipay: 'alipay/journal.jsonl', warehouse: 'warehouse.jsonl' } as const;

function lineOf(file: string, line: number, over: AbortSignal): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const wanted = linesIn(file) + line;
  let watcher: FSWatcher | undefined;
  const end = (seen: boolean) => {
    watcher?.close();
    resolve(seen);
  };
  watcher = watch(file, () => {
    if (linesIn(file) >= wanted) end(true);
  });
  over.addEventListener('abort', () => end(false), { once: true });
  return promise;
}

function linesIn(file: string): number {
  return readFileSync(file).reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
}

async function documentOf(platform: Platform, { of, nth }: { of: UnderWay; nth: number }, over: AbortSignal): Promise<boolean> {
  const { database, collection, filter } = DOCUMENTS[of];
  const store = await openMongo({ uri: platform.urls.store, database, indexes: [] });
  try {
    const documents = store.collection<Seen>(collection);
    const seen = new Set<string>();
    while (!over.aborted) {
      for (const { _id } of await documents.find(filter, { limit: 20, projection: { _id: 1 } })) seen.add(_id);
      if (seen.size >= nth) return true;
      await sleep(LOOK_EVERY_MS);
    }
    return false;
  } finally {
    await store.close();
  }
}
