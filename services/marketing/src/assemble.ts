import type { Alipay } from '@petpact/alipay/alipay';
import { AggregateStore, aggregateIndexes } from '@petpact/kit/aggregate';
import type { IncomingEvent } from '@petpact/kit/bus';
import type { Clock } from '@petpact/kit/clock';
import type { Database, IndexSpec } from '@petpact/kit/collection';
import { type Client, served } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { MarketingServiceService } from '@petpact/proto/marketing/v1/marketing_service';
import { type Message, type MessageFact, writeMessage } from './domain/message.ts';
import type { OptIns } from './domain/opt-ins.ts';
import { encodeFact, TOPIC } from './marketing-event.ts';
import { messageFor } from './messages-from-events.ts';
import { marketingRpcs } from './rpcs.ts';
import { type Messenger, sendMessage } from './send.ts';

export const INDEXES: IndexSpec[] = [
  ...aggregateIndexes('messages'),
  { collection: 'messages', keys: { merchantId: 1, adopterId: 1, atTime: -1 }, reason: "a person's inbox, newest first" },
];

export interface MarketingDoors {
  database: Database;
  clock: Clock;
  realClock: Clock;
  account: Client<typeof AccountServiceService>;
  messenger: Messenger;
}

/** The whole service without its edges. */
export function assemble(doors: MarketingDoors) {
  const { database, clock, realClock } = doors;
  const messages = new AggregateStore<Message, MessageFact>({
    collection: database.collection('messages'),
    topic: TOPIC,
    encode: encodeFact,
    clock,
    realClock,
  });
  const optIns = database.collection<OptIns>('opt_ins');
  const implementation = marketingRpcs({ messages, optIns });
  const write = async (event: IncomingEvent): Promise<void> => {
    const due = messageFor(event);
    if (!due) return;
    const { state, facts } = writeMessage(due, due.content, event.time);
    await messages.create(state, facts, { ...event.caller, merchantId: due.merchantId });
  };
  return {
    rpcs: [served(MarketingServiceService, implementation)],
    implementation,
    consumers: [{ topics: ['billing.events.v1', 'contract.events.v1', 'fulfillment.events.v1'], handle: write }],
    stores: [messages],
    workers: [
      {
        name: 'messages',
        store: messages,
        act: (merchantId: string, id: string) => sendMessage({ ...doors, messages, optIns }, merchantId, id),
      },
    ],
  };
}

/** Codes that say the adopter does not want, or can no longer get, the message (ALIPAY §7). */
const NOT_SUBSCRIBED = new Set(['MSG_UNSUBSCRIBED', 'MSG_REJECTED', 'NO_RECENT_VISIT_RECORD']);

export function alipayMessenger(alipay: Alipay): Messenger {
  return {
    async send(appAuthToken, message) {
      const answer = await alipay.sendTemplateMessage(appAuthToken, message);
      if (answer.outcome === 'succeeded') return 'sent';
      if (answer.code !== undefined && NOT_SUBSCRIBED.has(answer.code)) return 'notSubscribed';
      return answer.outcome === 'refused' ? 'refused' : 'unknown';
    },
  };
}
