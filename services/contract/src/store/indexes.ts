import { aggregateIndexes } from '@petpact/kit/aggregate';
import type { IndexSpec } from '@petpact/kit/collection';

/** What contract's reads rely on. */
export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('applications'),
  ...aggregateIndexes('contracts'),
  ...aggregateIndexes('policies'),
  ...['applications', 'contracts'].flatMap((collection): IndexSpec[] => [
    { collection, keys: { merchantId: 1, createdAt: -1 }, reason: "a shop's list, newest first" },
    { collection, keys: { merchantId: 1, state: 1, createdAt: -1 }, reason: "a shop's list by state, and its counts" },
    { collection, keys: { merchantId: 1, adopterId: 1, createdAt: -1 }, reason: "an adopter's own, newest first" },
  ]),
];
