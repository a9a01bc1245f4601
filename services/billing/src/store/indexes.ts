import { aggregateIndexes } from '@petpact/kit/aggregate';
import type { IndexSpec } from '@petpact/kit/collection';

export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('plans'),
  { collection: 'plans', keys: { merchantId: 1, adopterId: 1 }, reason: 'an adopter reads the own plans' },
  ...aggregateIndexes('notifies'),
  ...aggregateIndexes('stops'),
  { collection: 'ledger', keys: { merchantId: 1, atTime: -1 }, reason: "a merchant's entries, newest first" },
  { collection: 'ledger', keys: { merchantId: 1, contractId: 1, atTime: -1 }, reason: 'the entries of one contract, newest first' },
  { collection: 'ledger', keys: { merchantId: 1, _id: 1 }, reason: 'balances add up all entries of a merchant in batches' },
];
