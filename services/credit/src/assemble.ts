import type { Alipay } from '@petpact/alipay/alipay';
import { AggregateStore, aggregateIndexes } from '@petpact/kit/aggregate';
import type { Clock } from '@petpact/kit/clock';
import type { Database, IndexSpec } from '@petpact/kit/collection';
import { type Client, served } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import { encodeFact, TOPIC } from './credit-event.ts';
import type { CreditFact, CreditRecord } from './domain/assessment.ts';
import { creditRpcs, type Zhima } from './rpcs.ts';

export const INDEXES: IndexSpec[] = aggregateIndexes('credit_records');

export interface CreditDoors {
  database: Database;
  clock: Clock;
  realClock: Clock;
  account: Client<typeof AccountServiceService>;
  zhima: Zhima;
}

/** The whole service without its edges. */
export function assemble(doors: CreditDoors) {
  const { database, clock, realClock } = doors;
  const records = new AggregateStore<CreditRecord, CreditFact>({
    collection: database.collection('credit_records'),
    topic: TOPIC,
    encode: encodeFact,
    name: 'CREDIT_RECORD',
    clock,
    realClock,
  });
  const implementation = creditRpcs({ ...doors, records, tiers: database.collection('tiers') });
  return { rpcs: [served(CreditServiceService, implementation)], implementation, consumers: [], stores: [records], workers: [] };
}

/** Zhima through Alipay's gateway. */
export function zhimaDoor(alipay: Alipay): Zhima {
  return {
    async ask(appAuthToken, question) {
      const answer = await alipay.zhimaBrief(appAuthToken, question);
      return answer.outcome === 'succeeded' ? answer.admittance : 'unknown';
    },
  };
}
