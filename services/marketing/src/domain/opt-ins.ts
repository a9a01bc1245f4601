import { Refusal } from '@petpact/kit/refusal';
import type { MessageKind } from './message.ts';

/** A subscription template at Alipay and the kinds of message that go by it (ALIPAY §7: at most three asked for at once). */
export interface Template {
  templateId: string;
  title: string;
  titleEn: string;
  kinds: MessageKind[];
}

export const TEMPLATES: readonly Template[] = [
  {
    templateId: 'petpact-charge',
    title: '扣款提醒',
    titleEn: 'Charges',
    kinds: ['chargeNotice', 'paid', 'chargeFailed', 'overdue', 'late', 'suspended', 'refunded', 'overpaid'],
  },
  { templateId: 'petpact-parcel', title: '发货与签收', titleEn: 'Parcels', kinds: ['shipped', 'delivered'] },
  {
    templateId: 'petpact-adoption',
    title: '领养进度',
    titleEn: 'Your adoption',
    kinds: [
      'activated',
      'completed',
      'applicationApproved',
      'applicationDeclined',
      'applicationAsked',
      'paused',
      'resumed',
      'mandateRevoked',
      'ended',
      'breached',
      'endingAnnounced',
    ],
  },
];

/** Which templates a person allowed at a shop; `_id` = adopter. */
export interface OptIns {
  _id: string;
  merchantId: string;
  granted: string[];
  readUntil?: Date;
}

/** Applies a choice. Throws UNKNOWN_TEMPLATE. */
export function choose(granted: readonly string[], choice: { granted: readonly string[]; refused: readonly string[] }): string[] {
  const known = new Set(TEMPLATES.map((one) => one.templateId));
  for (const id of [...choice.granted, ...choice.refused]) if (!known.has(id)) throw new Refusal('UNKNOWN_TEMPLATE', 'invalid');
  return [...known].filter((id) => !choice.refused.includes(id) && (choice.granted.includes(id) || granted.includes(id)));
}

export const templateFor = (kind: MessageKind): Template | undefined => TEMPLATES.find((one) => one.kinds.includes(kind));
