import type { AggregateStore } from '@petpact/kit/aggregate';
import { type Caller, requireActor, requireOwnerOrPlatform, serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection, Document } from '@petpact/kit/collection';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';
import type { Client, Rpcs } from '@petpact/kit/rpc';
import { enumFrom } from '@petpact/kit/wire';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import type { Assessment as AssessmentMessage, CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import {
  type Assessment,
  type CreditFact,
  type CreditRecord,
  conclude,
  countCall,
  limitsOf,
  newRecord,
  nextQuestion,
  type Outcome,
  rememberStep,
  type StepAnswer,
  standing,
} from './domain/assessment.ts';
import { checkTiers, DEFAULT_TIERS, type Tier } from './domain/ladder.ts';

/** Zhima's yes-or-no check. `unknown` = no usable answer came. */
export interface Zhima {
  ask(appAuthToken: string, question: { transactionId: string; openId: string; admittanceScore: number }): Promise<StepAnswer>;
}

/** A shop's tiers; `_id` = merchant. */
export interface TiersDocument extends Document {
  merchantId: string;
  tiers: Tier[];
}

export interface CreditPorts {
  records: AggregateStore<CreditRecord, CreditFact>;
  tiers: Collection<TiersDocument>;
  account: Client<typeof AccountServiceService>;
  zhima: Zhima;
  clock: Clock;
}

/** Zhima checks and tiers. */
export function creditRpcs(ports: CreditPorts): Rpcs<typeof CreditServiceService> {
  const { records, clock } = ports;
  const tiersOf = async (merchantId: string): Promise<readonly Tier[]> =>
    (await ports.tiers.findOne({ _id: merchantId, merchantId }))?.tiers ?? DEFAULT_TIERS;

  const recordOf = async (adopterId: string, caller: Caller): Promise<CreditRecord> => {
    const found = await records.read(caller.merchantId, adopterId);
    if (found) return found;
    await records.create(newRecord(adopterId, caller.merchantId), [], caller);
    return records.require(caller.merchantId, adopterId);
  };

  /** Asks up the ladder; every call is counted in the store before it is made. */
  const climb = async (adopterId: string, caller: Caller): Promise<{ outcome: Outcome; tier?: string }> => {
    const tiers = await tiersOf(caller.merchantId);
    const as = serviceCaller('credit', caller.merchantId, { onBehalfOf: adopterId, requestId: caller.requestId });
    const [{ appAuthToken }, { adopter }] = await Promise.all([
      ports.account.getAlipayAccount({}, as),
      ports.account.getAdopter({ adopterId }, as),
    ]);
    if (!adopter) throw new Refusal('ADOPTER_NOT_FOUND', 'notFound');
    for (;;) {
      const now = clock.now();
      const next = nextQuestion(await records.require(caller.merchantId, adopterId), tiers, now);
      if ('outcome' in next) return next;
      await records.decide(caller.merchantId, adopterId, caller, (record) => ({ state: countCall(record, now), facts: [] }));
      const transactionId = naturalId(adopterId, String(next.ask), now.toISOString().slice(0, 10));
      const answer = await ports.zhima.ask(appAuthToken, { transactionId, openId: adopter.openId, admittanceScore: next.ask });
      if (answer === 'unknown') return { outcome: 'unreachable' };
      await records.decide(caller.merchantId, adopterId, caller, (record) => ({
        state: rememberStep(record, next.ask, answer, now),
        facts: [],
      }));
    }
  };

  return {
    async assess({ adopterId, authorised, requestId }, caller) {
      requireActor(caller, 'service');
      if (adopterId === '' || requestId === '') throw new Refusal('ADOPTER_NOT_FOUND', 'notFound');
      const record = await recordOf(adopterId, caller);
      const kept = authorised ? standing(record, clock.now()) : undefined;
      if (kept) return { assessment: await messageOf(kept, adopterId, caller) };
      const result = authorised ? await climb(adopterId, caller) : { outcome: 'notAuthorised' as const };
      const saved = await records.decide(caller.merchantId, adopterId, caller, (state) =>
        conclude(state, { assessmentId: `${adopterId}:${requestId}`, ...result }, clock.now()),
      );
      return { assessment: saved.last && (await messageOf(saved.last, adopterId, caller)) };
    },
    async getTiers(_, caller) {
      return { tiers: [...(await tiersOf(caller.merchantId))] };
    },
    async saveTiers({ tiers }, caller) {
      requireOwnerOrPlatform(caller);
      const { merchantId } = caller;
      const checked = checkTiers(tiers);
      if (!(await ports.tiers.insertOne({ _id: merchantId, merchantId, tiers: checked }))) {
        await ports.tiers.updateOne({ _id: merchantId, merchantId }, { $set: { tiers: checked } });
      }
      return {};
    },
  };

  async function messageOf(assessment: Assessment, adopterId: string, caller: Caller): Promise<AssessmentMessage> {
    const { assessmentId, outcome, tier, atTime, validUntilTime } = assessment;
    const limits = outcome === 'passed' ? limitsOf(await tiersOf(caller.merchantId), tier) : undefined;
    return { assessmentId, adopterId, outcome: enumFrom('OUTCOME', outcome), tier: limits, atTime, validUntilTime };
  }
}
