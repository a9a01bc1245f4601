import type { AggregateStore } from '@petpact/kit/aggregate';
import { self, subjectOf } from '@petpact/kit/caller';
import type { Collection } from '@petpact/kit/collection';
import type { Rpcs } from '@petpact/kit/rpc';
import type { MarketingServiceService } from '@petpact/proto/marketing/v1/marketing_service';
import type { Message, MessageFact } from './domain/message.ts';
import { choose, type OptIns, TEMPLATES } from './domain/opt-ins.ts';
import { wordsOf } from './domain/words.ts';

export interface MarketingPorts {
  messages: AggregateStore<Message, MessageFact>;
  optIns: Collection<OptIns>;
}

const UNREAD_MAX = 99;

/** The adopter's inbox and his choice of subscription messages. */
export function marketingRpcs({ messages, optIns }: MarketingPorts): Rpcs<typeof MarketingServiceService> {
  const choiceOf = async (merchantId: string, adopterId: string): Promise<OptIns> =>
    (await optIns.findOne({ _id: adopterId, merchantId })) ?? { _id: adopterId, merchantId, granted: [] };
  const store = async (choice: OptIns): Promise<void> => {
    const { _id, merchantId, ...fields } = choice;
    if (!(await optIns.insertOne(choice))) await optIns.updateOne({ _id, merchantId }, { $set: fields });
  };

  return {
    async listMessages({ adopterId, contractId, pageSize, pageToken }, caller) {
      const { merchantId } = caller;
      const who = subjectOf(caller, adopterId);
      const filter = { adopterId: who, ...(contractId === '' ? {} : { contractId }) };
      const [page, { readUntil }] = await Promise.all([
        messages.list(merchantId, filter, {
          sort: { atTime: -1 },
          pageSize: Math.min(pageSize, 100),
          ...(pageToken === '' ? {} : { pageToken }),
        }),
        choiceOf(merchantId, who),
      ]);
      const unread = await messages.collection.find(
        { merchantId, adopterId: who, atTime: { $gt: readUntil ?? new Date(0) } },
        { sort: { atTime: -1 }, limit: UNREAD_MAX, projection: { _id: 1 } },
      );
      const found = page.items.map((message) => {
        const { _id, kind, atTime, delivery, period } = message;
        return {
          messageId: _id,
          kind,
          atTime,
          delivery,
          period,
          contractId: message.contractId,
          read: readUntil !== undefined && atTime <= readUntil,
          ...wordsOf(message),
        };
      });
      return { messages: found, nextPageToken: page.nextPageToken, unread: unread.length };
    },
    async markRead({ untilTime }, caller) {
      const { merchantId } = caller;
      const choice = await choiceOf(merchantId, self(caller));
      if (untilTime && (!choice.readUntil || choice.readUntil < untilTime)) await store({ ...choice, readUntil: untilTime });
      return {};
    },
    async getOptIns(_, caller) {
      const { granted } = await choiceOf(caller.merchantId, self(caller));
      return {
        optIns: TEMPLATES.map(({ templateId, title, titleEn }) => ({ templateId, title, titleEn, granted: granted.includes(templateId) })),
      };
    },
    async saveOptIns({ grantedTemplateIds, refusedTemplateIds }, caller) {
      const choice = await choiceOf(caller.merchantId, self(caller));
      await store({ ...choice, granted: choose(choice.granted, { granted: grantedTemplateIds, refused: refusedTemplateIds }) });
      return {};
    },
  };
}
