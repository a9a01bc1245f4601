import { aggregateIndexes } from '@petpact/kit/aggregate';
import type { IndexSpec } from '@petpact/kit/collection';

/** What fulfillment's reads rely on. */
export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('shipments'),
  { collection: 'shipments', keys: { merchantId: 1, createdTime: -1 }, reason: "a shop's shipments, newest first" },
  { collection: 'shipments', keys: { merchantId: 1, contractId: 1, createdTime: -1 }, reason: "a contract's shipments, newest first" },
  { collection: 'shipments', keys: { merchantId: 1, adopterId: 1, createdTime: -1 }, reason: "an adopter's shipments, newest first" },
  { collection: 'shipments', keys: { merchantId: 1, state: 1, createdTime: -1 }, reason: 'work lists and counts of staff by state' },
  { collection: 'shipments', keys: { merchantId: 1, warehouseId: 1, createdTime: -1 }, reason: 'a warehouse lists its own' },
  { collection: 'shipments', keys: { merchantId: 1, troubled: 1 }, reason: 'counts parcels in trouble' },
  {
    collection: 'partner_nonces',
    keys: { seenTime: 1 },
    reason: 'a signature is good for five minutes either way, so its nonce need not be kept longer than ten',
    expireAfterSeconds: 600,
  },
];
