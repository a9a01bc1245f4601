import { AggregateStore } from '@petpact/kit/aggregate';
import type { Clock, RandomBytes } from '@petpact/kit/clock';
import type { Database } from '@petpact/kit/collection';
import { served } from '@petpact/kit/rpc';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { encodeFact, TOPIC } from './account-event.ts';
import type { Adopter, AdopterFact } from './domain/adopter.ts';
import type { Merchant, MerchantFact } from './domain/merchant.ts';
import type { Person, PersonFact } from './domain/person.ts';
import { LogInTries } from './log-in-tries.ts';
import type { AccountPorts, AlipayLogIn, KeyWrap, Passwords } from './ports.ts';
import { AUDITED, recordAudit } from './record-audit.ts';
import { adopterRpcs } from './rpcs/adopters.ts';
import { merchantRpcs } from './rpcs/merchants.ts';
import { peopleRpcs } from './rpcs/people.ts';
import { sessionRpcs } from './rpcs/sessions.ts';

/** What account is built from. */
export interface AccountDoors {
  database: Database;
  clock: Clock;
  realClock: Clock;
  random: RandomBytes;
  alipay: AlipayLogIn;
  passwords: Passwords;
  keyWrap: KeyWrap;
}

/** The whole service without its edges: rpcs, consumers and the stores whose outboxes are relayed. */
export function assemble(doors: AccountDoors) {
  const { database, clock, realClock } = doors;
  const common = { topic: TOPIC, encode: encodeFact, clock, realClock };
  const ports: AccountPorts = {
    ...doors,
    merchants: new AggregateStore<Merchant, MerchantFact>({ ...common, collection: database.collection('merchants') }),
    people: new AggregateStore<Person, PersonFact>({ ...common, collection: database.collection('people'), name: 'PERSON' }),
    adopters: new AggregateStore<Adopter, AdopterFact>({ ...common, collection: database.collection('adopters') }),
    sessions: database.collection('sessions'),
    tries: new LogInTries(database.collection('log_in_tries'), realClock),
    dataKeys: database.collection('data_keys'),
    alipayApps: database.collection('alipay_apps'),
    connectors: database.collection('connectors'),
    connectorKeys: database.collection('connector_keys'),
    audit: database.collection('audit'),
  };
  const implementation = { ...merchantRpcs(ports), ...sessionRpcs(ports), ...peopleRpcs(ports), ...adopterRpcs(ports) };
  return {
    rpcs: [served(AccountServiceService, implementation)],
    implementation,
    consumers: [{ topics: AUDITED, handle: (event: Parameters<typeof recordAudit>[1]) => recordAudit(ports.audit, event) }],
    stores: [ports.merchants, ports.people, ports.adopters],
    workers: [],
  };
}
