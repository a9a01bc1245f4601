export type MessageKind =
  | 'chargeNotice'
  | 'paid'
  | 'chargeFailed'
  | 'overdue'
  | 'shipped'
  | 'delivered'
  | 'refunded'
  | 'overpaid'
  | 'activated'
  | 'completed'
  | 'applicationApproved'
  | 'applicationDeclined'
  | 'applicationAsked'
  | 'paused'
  | 'resumed'
  | 'mandateRevoked'
  | 'late'
  | 'suspended'
  | 'ended'
  | 'breached'
  | 'endingAnnounced';

/** What became of a message at Alipay. The adopter's inbox has it in every case. */
export type Delivery = 'queued' | 'sent' | 'notSubscribed' | 'failed';

/** What a message says: ids, amounts and dates, put into words by `wordsOf`. */
export interface Content {
  kind: MessageKind;
  contractId: string;
  period: number;
  amountFen?: number;
  /** Civil dates. */
  date?: string;
  planDate?: string;
  /** Carrier and waybill, the food's name, or the cause of an end as a code. */
  detail?: string;
}

/** A message to one person about one thing; `_id` = kind:source, so that it is written once. */
export interface Message extends Content {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  adopterId: string;
  atTime: Date;
  delivery: Delivery;
  tries: number;
  /** Business time; set while Alipay has not been asked, or could not be reached. */
  nextActionAt?: Date;
}

export type MessageFact =
  | { type: 'messageQueued'; adopterId: string; kind: MessageKind }
  | { type: 'messageDelivered'; adopterId: string; delivery: Delivery };

type Decision = { state: Message; facts: MessageFact[] };

/** A message is tried this often; it is a courtesy and never holds up business. */
export const TRIES = 4;
const WAITS_MS = [60_000, 10 * 60_000, 60 * 60_000];

/** Puts a message into the adopter's inbox and on its way to Alipay. */
export function writeMessage(to: { source: string; merchantId: string; adopterId: string }, content: Content, now: Date): Decision {
  const { source, merchantId, adopterId } = to;
  const state: Message = {
    ...content,
    _id: `${content.kind}:${source}`,
    merchantId,
    adopterId,
    version: 0,
    schema: 1,
    atTime: now,
    delivery: 'queued',
    tries: 0,
    nextActionAt: now,
  };
  return { state, facts: [{ type: 'messageQueued', adopterId, kind: content.kind }] };
}

export type SendAnswer = 'sent' | 'notSubscribed' | 'refused' | 'unknown';

/** Alipay's answer to a message; an unknown one is tried again a few times, a refusal is not. */
export function applyAnswer(message: Message, answer: SendAnswer, now: Date): Decision {
  if (message.delivery !== 'queued') return { state: message, facts: [] };
  const { nextActionAt: _, ...rest } = message;
  const tries = message.tries + 1;
  if (answer === 'unknown' && tries < TRIES) {
    return { state: { ...rest, tries, nextActionAt: new Date(now.getTime() + (WAITS_MS[tries - 1] ?? 0)) }, facts: [] };
  }
  const delivery: Delivery = answer === 'sent' || answer === 'notSubscribed' ? answer : 'failed';
  return { state: { ...rest, tries, delivery }, facts: [{ type: 'messageDelivered', adopterId: message.adopterId, delivery }] };
}
