import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodePageToken, encodePageToken, enumFrom, stateFrom } from './wire.ts';

describe('a state on the wire', () => {
  it('is the enum value of its name, and comes back', () => {
    const wire: 'STATE_UNDER_REVIEW' = enumFrom('STATE', 'underReview');
    const state: 'underReview' | undefined = stateFrom('STATE', wire);
    assert.deepEqual([wire, state], ['STATE_UNDER_REVIEW', 'underReview']);
    assert.deepEqual([enumFrom('KIND', 'paid'), stateFrom('KIND', 'KIND_PAID')], ['KIND_PAID', 'paid']);
  });

  it('is nothing when it was left unspecified or comes from another enum', () => {
    assert.equal(stateFrom('STATE', 'STATE_UNSPECIFIED'), undefined);
    assert.equal(stateFrom('STATE', 'UNRECOGNIZED'), undefined);
  });
});

describe('a page token', () => {
  it('gives back where the page ended', () => {
    const end = ['ab', 3, new Date(5), undefined, null, true];
    assert.deepEqual(decodePageToken(encodePageToken(end), end.length), end);
  });

  it('is refused when it was not made here, so that nobody smuggles an operator into a query', () => {
    const smuggled = Buffer.from(JSON.stringify([{ is: { $gt: '' } }, { is: 'x' }])).toString('base64url');
    const made = ['[null,null]', '[1,2]', '{"length":2}', '[{"at":"x"},{"is":"x"}]', '[{"at":1e300},{"is":"x"}]', '[{"$gt":1},{"is":"x"}]'];
    const tokens = made.map((text) => Buffer.from(text).toString('base64url'));
    for (const token of ['', 'x', '!!!', smuggled, encodePageToken(['one']), ...tokens]) {
      assert.throws(() => decodePageToken(token, 2), { reason: 'INVALID_PAGE_TOKEN', kind: 'invalid' }, token);
    }
  });
});
