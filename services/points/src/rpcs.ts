import type { AggregateStore } from '@petpact/kit/aggregate';
import { requireOwnerOrPlatform, subjectOf } from '@petpact/kit/caller';
import type { Collection, Document } from '@petpact/kit/collection';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { PointsServiceService } from '@petpact/proto/points/v1/points_service';
import { type Account, checkRules, DEFAULT_RULES, type Entry, type EntryFact, type Rules } from './domain/points.ts';
import type { NoFact } from './post.ts';

/** A shop's rules; `_id` = merchant. */
export interface RulesDocument extends Document, Rules {
  merchantId: string;
}

export interface PointsPorts {
  accounts: AggregateStore<Account, NoFact>;
  entries: AggregateStore<Entry, EntryFact>;
  rules: Collection<RulesDocument>;
}

/** Balance, history and rules of points. */
export function pointsRpcs({ accounts, entries, rules }: PointsPorts): Rpcs<typeof PointsServiceService> {
  return {
    async getAccount({ adopterId, contractId }, caller) {
      const { merchantId } = caller;
      const who = subjectOf(caller, adopterId);
      const account = await accounts.read(merchantId, who);
      const own = contractId === '' ? [] : await entries.collection.find({ merchantId, adopterId: who, contractId, state: 'applied' });
      const earned = own.filter((entry) => entry.kind !== 'expire').reduce((sum, entry) => sum + entry.points, 0);
      const lots = (account?.lots ?? []).filter((lot) => lot.left > 0).toSorted((a, b) => a.expireDate.localeCompare(b.expireDate));
      return {
        balance: account?.balance ?? 0,
        debt: account?.debt ?? 0,
        lots: lots.map(({ lotId, left, expireDate }) => ({ lotId, left, expireDate })),
        earnedForContract: earned,
      };
    },
    async listEntries({ adopterId, contractId, pageSize, pageToken }, caller) {
      const filter = { adopterId: subjectOf(caller, adopterId), state: 'applied' as const, ...(contractId === '' ? {} : { contractId }) };
      const page = await entries.list(caller.merchantId, filter, {
        sort: { atTime: -1 },
        pageSize: Math.min(pageSize, 100),
        ...(pageToken === '' ? {} : { pageToken }),
      });
      const found = page.items.map(({ _id, kind, points, contractId: contract, period, atTime }) => ({
        entryId: _id,
        kind,
        points,
        contractId: contract,
        period,
        atTime,
      }));
      return { entries: found, nextPageToken: page.nextPageToken };
    },
    async getRules(_, caller) {
      const { merchantId } = caller;
      const { pointsPerYuan, streakLength, streakBonus, validMonths } =
        (await rules.findOne({ _id: merchantId, merchantId })) ?? DEFAULT_RULES;
      return { rules: { pointsPerYuan, streakLength, streakBonus, validMonths } };
    },
    async saveRules({ rules: wanted }, caller) {
      requireOwnerOrPlatform(caller);
      const { merchantId } = caller;
      if (!wanted) throw new Refusal('INVALID_RULES', 'invalid');
      const checked = checkRules(wanted);
      if (!(await rules.insertOne({ _id: merchantId, merchantId, ...checked })))
        await rules.updateOne({ _id: merchantId, merchantId }, { $set: { ...checked } });
      return {};
    },
  };
}
