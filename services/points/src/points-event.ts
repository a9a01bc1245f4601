import { PointsEvent } from '@petpact/proto/points/v1/points_events';
import type { Entry, EntryFact } from './domain/points.ts';

export const TOPIC = 'points.events.v1';

/** A fact of points as it goes over the wire. */
export function encodeFact(fact: EntryFact, after: Entry, event: { eventId: string; occurTime: Date; version: number }): Uint8Array {
  const { eventId, occurTime, version } = event;
  return PointsEvent.encode({
    eventId,
    occurTime,
    version,
    merchantId: after.merchantId,
    aggregateId: after._id,
    payload: payloadOf(fact),
  }).finish();
}

function payloadOf(fact: EntryFact): PointsEvent['payload'] {
  switch (fact.type) {
    case 'pointsEarned':
      return {
        $case: 'pointsEarned',
        value: { adopterId: fact.adopterId, points: fact.points, contractId: fact.contractId, period: fact.period, kind: fact.kind },
      };
    case 'pointsReversed':
      return {
        $case: 'pointsReversed',
        value: { adopterId: fact.adopterId, points: fact.points, contractId: fact.contractId, period: fact.period },
      };
    case 'pointsExpired':
      return { $case: 'pointsExpired', value: { adopterId: fact.adopterId, points: fact.points } };
  }
}
