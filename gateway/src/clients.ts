import type { CallerSigner } from '@petpact/kit/caller-token';
import { grpcClient } from '@petpact/kit/grpc-client';
import type { Client, ServiceDefinition } from '@petpact/kit/rpc';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import { ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import { CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import { FulfillmentServiceService } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import { MarketingServiceService } from '@petpact/proto/marketing/v1/marketing_service';
import { PointsServiceService } from '@petpact/proto/points/v1/points_service';

/** The services behind the gateway. */
export interface Services {
  account: Client<typeof AccountServiceService>;
  credit: Client<typeof CreditServiceService>;
  contract: Client<typeof ContractServiceService>;
  billing: Client<typeof BillingServiceService>;
  points: Client<typeof PointsServiceService>;
  catalog: Client<typeof CatalogServiceService>;
  fulfillment: Client<typeof FulfillmentServiceService>;
  marketing: Client<typeof MarketingServiceService>;
}

/** Most calls answer in milliseconds; the slow ones (PDF, Alipay) have ten seconds, as a whole request has. */
const DEADLINE_MS = 10_000;

/** Connects to every service; reads may be sent again where a service was not there. */
export function connect(addresses: Record<keyof Services, string>, signer: CallerSigner): Services {
  const to = <S extends ServiceDefinition>(definition: S, address: string): Client<S> => {
    const retry = Object.keys(definition).filter((name) => /^(get|list|find|identify)/.test(name)) as (keyof S & string)[];
    return grpcClient(definition, { address, signer, deadlineMs: DEADLINE_MS, retry });
  };
  return {
    account: to(AccountServiceService, addresses.account),
    credit: to(CreditServiceService, addresses.credit),
    contract: to(ContractServiceService, addresses.contract),
    billing: to(BillingServiceService, addresses.billing),
    points: to(PointsServiceService, addresses.points),
    catalog: to(CatalogServiceService, addresses.catalog),
    fulfillment: to(FulfillmentServiceService, addresses.fulfillment),
    marketing: to(MarketingServiceService, addresses.marketing),
  };
}
