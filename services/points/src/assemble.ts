import { AggregateStore, aggregateIndexes } from '@petpact/kit/aggregate';
import type { IncomingEvent } from '@petpact/kit/bus';
import { serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Database, IndexSpec } from '@petpact/kit/collection';
import { served } from '@petpact/kit/rpc';
import { PointsServiceService } from '@petpact/proto/points/v1/points_service';
import type { Account, Entry, EntryFact } from './domain/points.ts';
import { followBilling } from './follow-billing.ts';
import { encodeFact, TOPIC } from './points-event.ts';
import { apply, expire, type NoFact } from './post.ts';
import { pointsRpcs, type RulesDocument } from './rpcs.ts';

export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('entries'),
  ...aggregateIndexes('accounts'),
  { collection: 'entries', keys: { merchantId: 1, adopterId: 1, atTime: -1 }, reason: "a person's history, newest first" },
];

export interface PointsDoors {
  database: Database;
  clock: Clock;
  realClock: Clock;
}

/** The whole service without its edges. */
export function assemble({ database, clock, realClock }: PointsDoors) {
  const common = { topic: TOPIC, clock, realClock };
  const entries = new AggregateStore<Entry, EntryFact>({
    ...common,
    collection: database.collection('entries'),
    encode: encodeFact,
    name: 'ENTRY',
  });
  const accounts = new AggregateStore<Account, NoFact>({ ...common, collection: database.collection('accounts'), encode: () => undefined });
  const rules = database.collection<RulesDocument>('rules');
  const stores = { entries, accounts, clock, rules };
  const implementation = pointsRpcs({ entries, accounts, rules });
  const as = (merchantId: string, id: string) => serviceCaller('points', merchantId, { requestId: `points-${id}` });
  return {
    rpcs: [served(PointsServiceService, implementation)],
    implementation,
    consumers: [{ topics: ['billing.events.v1'], handle: (event: IncomingEvent) => followBilling(stores, event) }],
    stores: [entries, accounts],
    workers: [
      {
        name: 'pending-entries',
        store: entries,
        act: async (merchantId: string, id: string) => apply(stores, await entries.require(merchantId, id), as(merchantId, id)),
      },
      {
        name: 'points-expiry',
        store: accounts,
        act: (merchantId: string, id: string) => expire(stores, merchantId, id, as(merchantId, id)),
      },
    ],
  };
}
