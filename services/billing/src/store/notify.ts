import type { NotifySubject } from '../domain/notify.ts';

/** A genuine notify as it came; `_id` = Alipay's notify_id, the same on every resend. Only `handledTime` is ever added. */
export interface Notify {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  /** While it waits to be applied. */
  nextActionAt?: Date;
  subject: NotifySubject;
  /** The raw form. */
  fields: { name: string; value: string }[];
  /** Business time. */
  receivedTime: Date;
  handledTime?: Date;
}

export function formOf({ fields }: Pick<Notify, 'fields'>): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
