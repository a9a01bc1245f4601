import type { OutgoingEvent } from '../bus.ts';

/** A well-formed event of merchant 'm1', as the outbox of an aggregate would make it. */
export function anEvent(
  event: { key?: string; version?: number; type?: string; value?: string; headers?: Record<string, string> } = {},
): OutgoingEvent {
  const { key = 'a1', version = 1, type = 'somethingHappened', value = '', headers = {} } = event;
  return {
    key,
    value: Buffer.from(value),
    headers: {
      ce_specversion: '1.0',
      ce_id: `${key}:${version}:1`,
      ce_type: type,
      ce_source: 'kit',
      ce_time: '2026-12-01T02:00:00.000Z',
      merchant_id: 'm1',
      version: String(version),
      caller: JSON.stringify({ merchantId: 'm1', actor: { kind: 'adopter', id: 'p1' }, requestId: 'r1' }),
      ...headers,
    },
  };
}
