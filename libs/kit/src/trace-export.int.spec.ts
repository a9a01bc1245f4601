import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { startTracing, withSpan } from './trace.ts';

describe('a trace with a collector', () => {
  it('reaches it over OTLP, the failed work marked by the name of its error and nothing more', async () => {
    const posts: string[] = [];
    const collector = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      posts.push(`${request.url} ${body}`);
      response.end('{}');
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const tracing = startTracing({ service: 'kit', otlpEndpoint: `http://127.0.0.1:${(collector.address() as AddressInfo).port}` });
    await assert.rejects(withSpan('charge', { attributes: { 'plan.id': 'p1' } }, () => Promise.reject(new TypeError('secret'))));
    await tracing.stop();
    collector.close();
    const sent = posts.join();
    for (const part of ['/v1/traces', 'charge', 'plan.id', 'TypeError', 'petpact']) assert.ok(sent.includes(part), part);
    assert.ok(!sent.includes('secret'));
  });
});
