import type { AggregateStore } from '@petpact/kit/aggregate';
import type { BlobStore } from '@petpact/kit/blob-store';
import { type Caller, serviceCaller } from '@petpact/kit/caller';
import type { Clock } from '@petpact/kit/clock';
import type { Collection } from '@petpact/kit/collection';
import type { Log } from '@petpact/kit/log';
import type { Client } from '@petpact/kit/rpc';
import type { DataKeys } from '@petpact/kit/sealed';
import type { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import type { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import type { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import type { CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import type { Application, ApplicationFact } from './domain/application.ts';
import type { Contract, ContractFact } from './domain/contract.ts';
import type { Policy } from './domain/policy.ts';

/** What a signed agreement is made of; see adapters/agreement-pdf.ts. */
export type { AgreementDocument } from './adapters/agreement-pdf.ts';

import type { AgreementDocument } from './adapters/agreement-pdf.ts';

/** The door to paper: checks the drawn signature, renders, signs for shop and platform. */
export interface AgreementMaker {
  /** The drawn signature, drawn again as PNG. Refuses SIGNATURE_MISSING and SIGNATURE_INVALID (no PNG, too large, nothing drawn). */
  cleanSignature(png: Uint8Array): Promise<Buffer>;
  /** The PDF with both digital signatures. */
  make(agreement: AgreementDocument, merchantId: string): Promise<Buffer>;
}

/** A shop's policy as stored: the present version and those before it. */
export interface ShopPolicy {
  /** The merchant's id. */
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  policy: Policy;
  /** Earlier versions, oldest first. */
  history: Policy[];
}

/** Which application of an adopter is the open one: `_id` = merchant and adopter, so that there is one. */
export interface ApplicantSlot {
  _id: string;
  merchantId: string;
  applicationId: string;
  /** Real time of the claim: an application that was never stored frees the slot after a while. */
  claimedAt: Date;
}

/** Other services, as this one calls them. */
export interface Neighbours {
  account: Pick<Client<typeof AccountServiceService>, 'getMerchant' | 'getAdopter' | 'getAddress' | 'getDataKey' | 'recordConsent'>;
  credit: Pick<Client<typeof CreditServiceService>, 'assess' | 'getTiers'>;
  catalog: Pick<
    Client<typeof CatalogServiceService>,
    'getPet' | 'holdPet' | 'releasePet' | 'adoptPet' | 'returnPet' | 'getSku' | 'listSkus'
  >;
  billing: Pick<
    Client<typeof BillingServiceService>,
    'openPlan' | 'getPlan' | 'pausePlan' | 'resumePlan' | 'startPlan' | 'skipPeriod' | 'endPlan'
  >;
}

/** Everything that contract's flows work with. */
export interface ContractPorts extends Neighbours {
  applications: AggregateStore<Application, ApplicationFact>;
  contracts: AggregateStore<Contract, ContractFact>;
  policies: AggregateStore<ShopPolicy, never>;
  slots: Collection<ApplicantSlot>;
  dataKeys: DataKeys;
  blobs: BlobStore;
  agreements: AgreementMaker;
  /** Business time. */
  clock: Clock;
  realClock: Clock;
  /** Name of the platform in agreements. */
  platform: string;
  log: Log;
}

/** The caller of what contract does by itself or for somebody at another service. */
export function asContract(about: { merchantId: string; adopterId: string }, requestId: string): Caller {
  return serviceCaller('contract', about.merchantId, { onBehalfOf: about.adopterId, requestId });
}
