import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { signatureHeaders, signatureHolds, signatureOf } from './signature.ts';

const SECRET = 'secret-of-hangzhou-one';
const message = {
  method: 'POST',
  path: '/partner/v1/shipments/7ZK3M9QX4T5V6W8Y0A1B2C3D4E_2/accepted',
  timestamp: '1796090400000',
  nonce: '3f0c1f7e-52a1',
  body: '{"messageId":"m-1","warehouseOrderNo":"HZ-1"}',
};

describe('the signature of a message', () => {
  it('is the one that the protocol gives as its example', () => {
    const protocol = readFileSync(new URL('../../../../docs/warehouse-protocol.md', import.meta.url), 'utf8');
    assert.ok(protocol.includes(signatureOf(SECRET, message)));
  });
  it('holds for exactly what was signed', () => {
    const given = signatureHeaders({ keyId: 'k', secret: SECRET }, message)['x-petpact-signature']!;
    assert.equal(signatureHolds(SECRET, message, given), true);
    assert.equal(signatureHolds('another', message, given), false);
    for (const [field, value] of Object.entries(message))
      assert.equal(signatureHolds(SECRET, { ...message, [field]: `${value}x` }, given), false, field);
    assert.equal(signatureHolds(SECRET, message, given.toUpperCase()), false);
    assert.equal(signatureHolds(SECRET, message, ''), false);
  });
});
