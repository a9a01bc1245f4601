import { AggregateStore } from '@petpact/kit/aggregate';
import type { BlobStore } from '@petpact/kit/blob-store';
import type { IncomingEvent } from '@petpact/kit/bus';
import type { Clock } from '@petpact/kit/clock';
import type { Database } from '@petpact/kit/collection';
import { type Log, silentLog } from '@petpact/kit/log';
import { served } from '@petpact/kit/rpc';
import { ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import { accountDataKeys } from './adapters/account-data-keys.ts';
import type { Application, ApplicationFact } from './domain/application.ts';
import type { Contract, ContractFact } from './domain/contract.ts';
import { BILLING_TOPIC, hearBilling } from './events/billing.consumer.ts';
import { encodeApplicationFact, encodeContractFact, TOPIC } from './events/contract-event.ts';
import { actOnApplication } from './flows/act-on-application.ts';
import { actOnContract } from './flows/act-on-contract.ts';
import type { AgreementMaker, ContractPorts, Neighbours, ShopPolicy } from './ports.ts';
import { applicationRpcs } from './rpcs/applications.ts';
import { contractRpcs } from './rpcs/contracts.ts';
import { policyRpcs } from './rpcs/policies.ts';

/** What contract is built from. */
export interface ContractDoors extends Neighbours {
  database: Database;
  blobs: BlobStore;
  agreements: AgreementMaker;
  clock: Clock;
  realClock: Clock;
  platform: string;
  log?: Log;
}

/** The whole service without its edges: rpcs, consumers, due work and the stores whose outboxes are relayed. */
export function assemble(doors: ContractDoors) {
  const { database, clock, realClock, account, log = silentLog } = doors;
  const common = { topic: TOPIC, clock, realClock };
  const applications = new AggregateStore<Application, ApplicationFact>({
    ...common,
    collection: database.collection('applications'),
    encode: encodeApplicationFact,
  });
  const contracts = new AggregateStore<Contract, ContractFact>({
    ...common,
    collection: database.collection('contracts'),
    encode: encodeContractFact,
  });
  const policies = new AggregateStore<ShopPolicy, never>({
    ...common,
    collection: database.collection('policies'),
    encode: () => undefined,
    name: 'POLICY',
  });
  const ports: ContractPorts = {
    ...doors,
    log,
    applications,
    contracts,
    policies,
    slots: database.collection('applicant_slots'),
    dataKeys: accountDataKeys(account),
  };
  const implementation = { ...applicationRpcs(ports), ...contractRpcs(ports), ...policyRpcs(ports) };
  return {
    rpcs: [served(ContractServiceService, implementation)],
    implementation,
    consumers: [{ topics: [BILLING_TOPIC], handle: (event: IncomingEvent) => hearBilling(ports, event) }],
    stores: [applications, contracts, policies],
    workers: [
      { name: 'applications', store: applications, act: (merchantId: string, id: string) => actOnApplication(ports, merchantId, id) },
      { name: 'contracts', store: contracts, act: (merchantId: string, id: string) => actOnContract(ports, merchantId, id) },
    ],
  };
}
