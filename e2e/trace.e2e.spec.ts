import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { ANSWERS, logIn } from '@petpact/local/journey';
import type { ReceivedSpan } from './otlp-collector.ts';
import { newPerson, newPet, staffOf, until } from './people.ts';
import { type E2e, platform } from './platform.ts';

const [INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER] = [1, 2, 3, 4, 5];

describe('one act of an adopter', () => {
  let e2e: E2e;
  let spans: ReceivedSpan[] = [];
  const of = (service: string, ...kinds: number[]) => spans.filter((span) => span.service === service && kinds.includes(span.kind));

  /** Spans whose parent did not come; the gateway's first has the caller's, who sends none. */
  const orphans = (): string[] => {
    const ids = new Set(spans.map((span) => span.spanId));
    const lost = spans.filter((span) => !ids.has(span.parentSpanId) && span.service !== 'gateway');
    return lost.map(({ service, name }) => `${service} ${name}`);
  };

  before(async () => {
    e2e = await platform();
    const person = await newPerson(e2e);
    const { petId } = await newPet(await staffOf(e2e, 'tuantuan'));
    const adopter = await logIn(e2e.urls, 'tuantuan', person.key);
    const traceId = randomBytes(16).toString('hex');
    const response = await fetch(`${e2e.urls.gateway}/api/v1/me/applications`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${adopter.token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      },
      body: JSON.stringify({ petId, answers: ANSWERS }),
    });
    assert.equal(response.status, 201);
    // Each process sends its spans in batches of its own: the trace is whole when nobody's parent is missing.
    await until('every process has sent its part of the trace', async () => {
      spans = e2e.collector.trace(traceId);
      const seen = [
        of('gateway', SERVER),
        of('gateway', CLIENT),
        of('contract', PRODUCER),
        of('account', CONSUMER),
        of('marketing', CONSUMER),
      ];
      return seen.every((some) => some.length > 0) && orphans().length === 0 ? true : undefined;
    });
  });

  it('is one trace: gateway, gRPC, the outbox, Kafka, and those who listen', () => {
    assert.ok(of('gateway', SERVER, INTERNAL).length > 0, 'the gateway has no span');
    assert.ok(of('gateway', CLIENT).length > 0, 'the gateway’s call has no span');
    assert.ok(of('contract', SERVER).length > 0, 'contract has no span');
    assert.ok(of('catalog', SERVER).length > 0, 'catalog, which holds the pet, has no span');
    assert.ok(of('contract', PRODUCER).length > 0, 'the relay has no span');
    assert.ok(of('account', CONSUMER).length > 0, 'the audit trail has no span');
  });
  it('hangs together: every span but the first has a parent in the trace', () => {
    assert.deepEqual(orphans(), []);
  });
  it('is counted under names that a dashboard can use', async () => {
    const text = async (admin: string) => (await fetch(`${admin}/metrics`)).text();
    const contract = await text(e2e.urls.admin.contract);
    for (const name of ['petpact_grpc_server_handled_total', 'petpact_outbox_published_total', 'petpact_store_operations_total']) {
      assert.ok(contract.includes(name), `contract does not tell ${name}`);
    }
    assert.ok((await text(e2e.urls.admin.account)).includes('petpact_consumer_handled_total'));
    assert.ok((await text(e2e.urls.admin.gateway)).includes('petpact_http_server_seconds'));
  });
});
