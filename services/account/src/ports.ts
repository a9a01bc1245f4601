import type { AggregateStore } from '@petpact/kit/aggregate';
import type { Clock, RandomBytes } from '@petpact/kit/clock';
import type { Collection, Document } from '@petpact/kit/collection';
import type { Adopter, AdopterFact } from './domain/adopter.ts';
import type { Merchant, MerchantFact } from './domain/merchant.ts';
import type { Person, PersonFact } from './domain/person.ts';
import type { Session } from './domain/session.ts';
import type { LogInTries } from './log-in-tries.ts';

/** The identity behind an auth code. */
export interface AlipayLogIn {
  /** Exchanges a code once. Refuses AUTH_CODE_REFUSED; throws Unavailable when Alipay does not answer. */
  exchange(appAuthToken: string, authCode: string): Promise<{ openId: string; nickname: string }>;
}

/** Hashes passwords so that a stolen store is of little use; slow on purpose. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
}

/** Wraps data keys with the master key, which never leaves the process. */
export interface KeyWrap {
  /** `owner` is bound into the wrapping: a wrapped key moved to another person does not open. */
  wrap(key: Buffer, owner: string): string;
  unwrap(wrapped: string, owner: string): Buffer;
}

/** The key a person's fields are sealed with; destroyed on erasure. `_id` = merchant:subject. */
export interface DataKeyDocument extends Document {
  merchantId: string;
  wrapped: string;
  destroyed: boolean;
}

/** Which shop an Alipay app belongs to; `_id` = app id. Read across merchants: a notify names only the app. */
export interface AlipayAppDocument extends Document {
  merchantId: string;
  sellerId: string;
}

/** A warehouse connection; `_id` = merchant:warehouse. */
export interface ConnectorDocument extends Document {
  merchantId: string;
  warehouseId: string;
  name: string;
  baseUrl: string;
  keyId: string;
  secretSealed: string;
}

/** Which shop a partner's key id belongs to; `_id` = key id. Read across merchants: a warehouse signs with the key id only. */
export interface ConnectorKeyDocument extends Document {
  merchantId: string;
  warehouseId: string;
}

/** One line of the audit trail; `_id` = event id, so a replayed event adds nothing. */
export interface AuditDocument extends Document {
  merchantId: string;
  type: string;
  source: string;
  subjectId: string;
  actorKind: string;
  actorId: string;
  reason: string;
  atTime: Date;
}

/** Everything account needs from outside and everything it stores. */
export interface AccountPorts {
  merchants: AggregateStore<Merchant, MerchantFact>;
  people: AggregateStore<Person, PersonFact>;
  adopters: AggregateStore<Adopter, AdopterFact>;
  sessions: Collection<Session>;
  tries: LogInTries;
  dataKeys: Collection<DataKeyDocument>;
  alipayApps: Collection<AlipayAppDocument>;
  connectors: Collection<ConnectorDocument>;
  connectorKeys: Collection<ConnectorKeyDocument>;
  audit: Collection<AuditDocument>;
  alipay: AlipayLogIn;
  passwords: Passwords;
  keyWrap: KeyWrap;
  random: RandomBytes;
  clock: Clock;
  realClock: Clock;
}
