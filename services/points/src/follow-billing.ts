import type { IncomingEvent } from '@petpact/kit/bus';
import type { Collection } from '@petpact/kit/collection';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { DEFAULT_RULES, entriesFor, reversalOf } from './domain/points.ts';
import { type PointsStores, post } from './post.ts';
import type { RulesDocument } from './rpcs.ts';

/** What billing's facts do to points: a paid instalment earns, a refunded one gives back. */
export async function followBilling(stores: PointsStores & { rules: Collection<RulesDocument> }, event: IncomingEvent): Promise<void> {
  const { payload, merchantId, aggregateId: contractId } = BillingEvent.decode(event.value);
  const caller = { ...event.caller, merchantId };
  if (payload?.$case === 'instalmentPaid') {
    const { adopterId, period, amountFen, streak } = payload.value;
    const rules = (await stores.rules.findOne({ _id: merchantId, merchantId })) ?? DEFAULT_RULES;
    for (const entry of entriesFor({ merchantId, adopterId, contractId, period, amountFen, streak }, rules, event.time))
      await post(stores, entry, caller);
  }
  if (payload?.$case === 'refundSucceeded' && payload.value.instalmentRefunded) {
    for (const kind of ['instalment', 'streak']) {
      const grant = await stores.entries.read(merchantId, `${kind}:${contractId}_${payload.value.period}`);
      if (grant) await post(stores, reversalOf(grant, event.time), caller);
    }
  }
}
