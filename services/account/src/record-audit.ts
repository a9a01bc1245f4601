import type { IncomingEvent } from '@petpact/kit/bus';
import type { Collection } from '@petpact/kit/collection';
import type { AuditDocument } from './ports.ts';

/** The topics whose facts make up the audit trail: every service's. */
export const AUDITED = ['account', 'credit', 'contract', 'billing', 'points', 'catalog', 'fulfillment', 'marketing'].map(
  (name) => `${name}.events.v1`,
);

/** Writes one fact into the trail: who did what to which object, and when. The event's id makes it happen once. */
export async function recordAudit(audit: Collection<AuditDocument>, event: IncomingEvent): Promise<void> {
  const { eventId, type, source, key, caller, time } = event;
  await audit.insertOne({
    _id: eventId,
    merchantId: caller.merchantId,
    type,
    source,
    subjectId: key,
    actorKind: caller.actor.kind,
    actorId: caller.actor.id,
    reason: caller.reason ?? '',
    atTime: time,
  });
}
