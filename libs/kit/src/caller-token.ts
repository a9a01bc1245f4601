import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Caller } from './caller.ts';
import { type Clock, systemClock } from './clock.ts';
import { Refusal } from './refusal.ts';

const ALGORITHM = 'EdDSA';
const TYPE = 'petpact-caller+jwt';
const LIFE_SECONDS = 60;
const REUSE_MS = 30_000;
const SKEW_SECONDS = 5;
const REMEMBERED = 2_000;

/** The only issuer that may speak for people. */
const GATEWAY = 'gateway';

const callerSchema: z.ZodType<Caller> = z.strictObject({
  merchantId: z.string().min(1),
  actor: z.strictObject({
    kind: z.enum(['adopter', 'staff', 'operator', 'warehouse', 'service', 'visitor']),
    id: z.string().min(1),
    roles: z.array(z.string()).optional(),
  }),
  onBehalfOf: z.string().optional(),
  reason: z.string().optional(),
  requestId: z.string().min(1),
});

/** Signs callers as one issuer: an EdDSA token of 60 seconds that travels with the call. Real time. */
export class CallerSigner {
  readonly issuer: string;
  readonly #key: KeyObject;
  readonly #clock: Clock;
  /** Tokens still fresh, oldest first: one request that fans out to many calls is signed once. */
  readonly #recent = new Map<string, { token: Promise<string>; until: number }>();

  constructor(issuer: string, key: KeyObject, realClock: Clock = systemClock) {
    this.issuer = issuer;
    this.#key = key;
    this.#clock = realClock;
  }

  /** `privateKeyPem` is PKCS#8, Ed25519. */
  static fromPem(issuer: string, privateKeyPem: string, realClock?: Clock): CallerSigner {
    return new CallerSigner(issuer, ed25519(createPrivateKey(privateKeyPem)), realClock);
  }

  async sign(caller: Caller): Promise<string> {
    const now = this.#clock.now().getTime();
    const text = JSON.stringify(caller);
    const known = this.#recent.get(text);
    if (known && known.until > now) return known.token;
    const token = this.#issue(caller, Math.floor(now / 1000));
    this.#recent.delete(text);
    this.#recent.set(text, { token, until: now + REUSE_MS });
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > REMEMBERED && oldest !== undefined) this.#recent.delete(oldest);
    return token;
  }

  #issue(caller: Caller, nowSeconds: number): Promise<string> {
    return new SignJWT({ caller })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.issuer })
      .setIssuer(this.issuer)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + LIFE_SECONDS)
      .sign(this.#key);
  }
}

/** Believes a caller only with the signature of an issuer it knows. */
export class CallerVerifier {
  readonly #keys: Map<string, KeyObject>;
  readonly #clock: Clock;
  /** Tokens found good, by their digest: the calls of one request carry the same one. */
  readonly #recent = new Map<string, { caller: Caller; until: number }>();

  /** Public keys (SPKI PEM, Ed25519) by issuer: 'gateway' and the services' names. */
  constructor(publicKeys: Record<string, string>, realClock: Clock = systemClock) {
    this.#keys = new Map(Object.entries(publicKeys).map(([issuer, pem]) => [issuer, ed25519(createPublicKey(pem))]));
    this.#clock = realClock;
  }

  /** Refuses CALLER_REJECTED for a token that is forged, stale, of another kind, or claims more than its issuer may. */
  async verify(token: string): Promise<Caller> {
    const now = this.#clock.now();
    const digest = createHash('sha256').update(token).digest('base64');
    const known = this.#recent.get(digest);
    if (known && known.until > now.getTime()) return structuredClone(known.caller);
    const { caller, expires } = await this.#check(token, now).catch((error) => {
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw rejected(error.message);
      throw error;
    });
    this.#recent.set(digest, { caller, until: expires * 1000 });
    const oldest = this.#recent.keys().next().value;
    if (this.#recent.size > REMEMBERED && oldest !== undefined) this.#recent.delete(oldest);
    return structuredClone(caller);
  }

  async #check(token: string, now: Date): Promise<{ caller: Caller; expires: number }> {
    const issuer = decodeProtectedHeader(token).kid ?? '';
    const key = this.#keys.get(issuer);
    if (!key) throw rejected('unknown issuer');
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer,
      requiredClaims: ['iat', 'exp'],
      maxTokenAge: LIFE_SECONDS,
      clockTolerance: SKEW_SECONDS,
      currentDate: now,
    });
    const { success, data: caller } = callerSchema.safeParse(payload.caller);
    if (!success) throw rejected('malformed caller');
    const { kind, id } = caller.actor;
    if (issuer !== GATEWAY && (kind !== 'service' || id !== issuer)) throw rejected('a service speaks only for itself');
    return { caller, expires: payload.exp ?? 0 };
  }
}

/** A fresh pair for one issuer, PEM: for local start, tests and first deployments. */
export function newCallerKeys(): { privateKeyPem: string; publicKeyPem: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKeyPem: privateKey, publicKeyPem: publicKey };
}

function ed25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError(`a caller key must be Ed25519, not ${key.asymmetricKeyType}`);
  return key;
}

function rejected(why: string): Refusal {
  return new Refusal('CALLER_REJECTED', 'denied', { why });
}
