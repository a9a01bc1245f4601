import type { AggregateStore } from '@petpact/kit/aggregate';
import { serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection } from '@petpact/kit/collection';
import { Refusal } from '@petpact/kit/refusal';
import type { Client } from '@petpact/kit/rpc';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { applyAnswer, type Message, type MessageFact, type SendAnswer } from './domain/message.ts';
import { type OptIns, templateFor } from './domain/opt-ins.ts';
import { wordsOf } from './domain/words.ts';

/** Alipay's subscription messages. */
export interface Messenger {
  send(
    appAuthToken: string,
    message: { toOpenId: string; templateId: string; page: string; keywords: Record<string, string> },
  ): Promise<SendAnswer>;
}

export interface SendPorts {
  messages: AggregateStore<Message, MessageFact>;
  optIns: Collection<OptIns>;
  account: Client<typeof AccountServiceService>;
  messenger: Messenger;
  clock: Clock;
}

/** Hands one queued message to Alipay, if the adopter allowed it. A crash in between may send it twice: a courtesy, not money. */
export async function sendMessage(ports: SendPorts, merchantId: string, id: string): Promise<void> {
  const message = await ports.messages.require(merchantId, id);
  const caller = serviceCaller('marketing', merchantId, { onBehalfOf: message.adopterId, requestId: `send-${id}` });
  const answer = await answerOf(ports, message).catch((error: unknown): SendAnswer => {
    // The shop or the person is not there any more: said again, it would be refused again.
    if (error instanceof Refusal) return 'refused';
    throw error;
  });
  await ports.messages.decide(merchantId, id, caller, (state) => applyAnswer(state, answer, ports.clock.now()));
}

async function answerOf(ports: SendPorts, message: Message): Promise<SendAnswer> {
  const { merchantId, adopterId, kind, contractId } = message;
  const template = templateFor(kind);
  const optIns = await ports.optIns.findOne({ _id: adopterId, merchantId });
  if (!template || !optIns?.granted.includes(template.templateId)) return 'notSubscribed';
  const caller = serviceCaller('marketing', merchantId, { onBehalfOf: adopterId, requestId: `send-${message._id}` });
  const [{ appAuthToken }, { adopter }] = await Promise.all([
    ports.account.getAlipayAccount({}, caller),
    ports.account.getAdopter({ adopterId }, caller),
  ]);
  if (!adopter) return 'refused';
  const { title, text } = wordsOf(message);
  const page = contractId === '' ? 'pages/messages/index' : `pages/adoption/index?contractId=${contractId}`;
  return ports.messenger.send(appAuthToken, {
    toOpenId: adopter.openId,
    templateId: template.templateId,
    page,
    keywords: { keyword1: title, keyword2: text },
  });
}
