import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { currentTraceparent, spanContextOf } from './trace-context.ts';

describe('a traceparent', () => {
  const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

  it('is read when it is well formed', () => {
    assert.deepEqual(spanContextOf(traceparent), { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1, isRemote: true });
  });

  it('is nothing when it is absent, malformed or all zeros', () => {
    for (const text of [undefined, '', 'x', traceparent.slice(1), `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`]) {
      assert.equal(spanContextOf(text), undefined);
    }
  });

  it('is nothing outside any span', () => {
    assert.equal(currentTraceparent(), undefined);
  });
});
