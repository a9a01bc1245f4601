import { aggregateIndexes } from '@petpact/kit/aggregate';
import type { IndexSpec } from '@petpact/kit/collection';

/** What account's reads rely on. */
export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('merchants'),
  ...aggregateIndexes('people'),
  ...aggregateIndexes('adopters'),
  { collection: 'sessions', keys: { until: 1 }, reason: 'ended sessions disappear by themselves', expireAfterSeconds: 86_400 },
  { collection: 'log_in_tries', keys: { untilTime: 1 }, reason: 'what no longer counts disappears by itself', expireAfterSeconds: 0 },
  { collection: 'audit', keys: { merchantId: 1, atTime: -1 }, reason: "a shop's trail, newest first" },
  { collection: 'audit', keys: { merchantId: 1, subjectId: 1, atTime: -1 }, reason: 'the trail of one object, newest first' },
];
