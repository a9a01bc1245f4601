import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { type Caller, CallerSigner, CallerVerifier, newCallerKeys, requireActor, serviceCaller } from './caller.ts';
import { aCaller, FixedClock } from './testing/ports.ts';

const gatewayKeys = newCallerKeys();
const billingKeys = newCallerKeys();
const publicKeys = { gateway: gatewayKeys.publicKeyPem, billing: billingKeys.publicKeyPem };
const rejected = { reason: 'CALLER_REJECTED', kind: 'denied' };

function opened() {
  const clock = new FixedClock('2030-01-01T00:00:00Z');
  return {
    clock,
    gateway: CallerSigner.fromPem('gateway', gatewayKeys.privateKeyPem, clock),
    billing: CallerSigner.fromPem('billing', billingKeys.privateKeyPem, clock),
    verifier: new CallerVerifier(publicKeys, clock),
  };
}

describe('a signed caller', () => {
  it('arrives as it was sent', async () => {
    const { gateway, billing, verifier } = opened();
    const staff = aCaller({ actor: { kind: 'staff', id: 's-1', roles: ['finance'] }, onBehalfOf: 'a-1', reason: 'ticket 7' });
    assert.deepEqual(await verifier.verify(await gateway.sign(staff)), staff);
    const work = serviceCaller('billing', 'm-1', { requestId: 'r' });
    assert.deepEqual(await verifier.verify(await billing.sign(work)), work);
  });

  it('is believed for a minute and not longer', async () => {
    const { gateway, verifier, clock } = opened();
    const token = await gateway.sign(aCaller());
    clock.advance(59_000);
    await verifier.verify(token);
    clock.advance(10_000);
    await assert.rejects(verifier.verify(token), rejected);
    await assert.rejects(new CallerVerifier(publicKeys, clock).verify(token), rejected);
  });

  it('is not believed before it was signed', async () => {
    const { gateway, verifier, clock } = opened();
    const token = await gateway.sign(aCaller());
    clock.advance(-60_000);
    await assert.rejects(verifier.verify(token), rejected);
  });

  it('is signed once for all calls of one request, and anew after half a minute', async () => {
    const { gateway, clock } = opened();
    const first = await gateway.sign(aCaller());
    clock.advance(29_000);
    assert.equal(await gateway.sign(aCaller()), first);
    assert.notEqual(await gateway.sign(aCaller({ requestId: 'other' })), first);
    clock.advance(1_000);
    assert.notEqual(await gateway.sign(aCaller()), first);
  });

  it('speaks only for itself when a service signed it', async () => {
    const { billing, verifier } = opened();
    for (const caller of [aCaller(), serviceCaller('contract', 'm-1', { requestId: 'r' })]) {
      await assert.rejects(verifier.verify(await billing.sign(caller)), rejected);
    }
  });

  it('is not believed with a foreign key, another issuer name, a changed byte or no signature', async () => {
    const { gateway, verifier, clock } = opened();
    const stranger = newCallerKeys();
    const forged = await CallerSigner.fromPem('gateway', stranger.privateKeyPem, clock).sign(aCaller());
    const unknown = await CallerSigner.fromPem('marketing', stranger.privateKeyPem, clock).sign(aCaller());
    const good = await gateway.sign(aCaller());
    const [head, body] = good.split('.');
    const unsigned = `${Buffer.from('{"alg":"none","typ":"petpact-caller+jwt","kid":"gateway"}').toString('base64url')}.${body}.`;
    const swapped = `${head}.${Buffer.from('{"iss":"gateway"}').toString('base64url')}.${good.split('.')[2]}`;
    for (const token of [forged, unknown, unsigned, swapped, '', 'a.b.c', 'x'])
      await assert.rejects(verifier.verify(token), rejected, token);
  });

  it('is not believed when the same key signed a token of another type or a malformed caller', async () => {
    const { verifier, clock } = opened();
    const key = createPrivateKey(gatewayKeys.privateKeyPem);
    const now = clock.now().getTime() / 1000;
    const issued = (typ: string, caller: unknown) =>
      new SignJWT({ caller })
        .setProtectedHeader({ alg: 'EdDSA', typ, kid: 'gateway' })
        .setIssuer('gateway')
        .setIssuedAt(now)
        .setExpirationTime(now + 60)
        .sign(key);
    await verifier.verify(await issued('petpact-caller+jwt', aCaller()));
    await assert.rejects(verifier.verify(await issued('JWT', aCaller())), rejected);
    await assert.rejects(verifier.verify(await issued('petpact-caller+jwt', { ...aCaller(), merchantId: '' })), rejected);
    await assert.rejects(verifier.verify(await issued('petpact-caller+jwt', { ...aCaller(), admin: true })), rejected);
  });

  it('cannot be changed for the next call by the one who received it', async () => {
    const { gateway, verifier } = opened();
    const token = await gateway.sign(aCaller());
    (await verifier.verify(token)).merchantId = 'm-2';
    assert.equal((await verifier.verify(token)).merchantId, 'm-1');
  });

  it('needs an Ed25519 key', () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    assert.throws(() => CallerSigner.fromPem('gateway', privateKey), TypeError);
  });
});

describe('asking who calls', () => {
  it('lets the named kinds through and refuses the others', () => {
    const staff: Caller = aCaller({ actor: { kind: 'staff', id: 's' } });
    requireActor(staff, 'operator', 'staff');
    assert.throws(() => requireActor(staff, 'operator'), { reason: 'NOT_ALLOWED', kind: 'denied' });
  });
});
