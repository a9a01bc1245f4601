import type { Caller } from '@petpact/kit/caller';
import { fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import type { Sku } from '@petpact/proto/catalog/v1/catalog_service';
import type { Application } from '../domain/application.ts';
import { MANUAL_TIER } from '../domain/review.ts';
import { type Food, mostPieces, type TierLimit } from '../domain/terms.ts';
import { asContract, type ContractPorts } from '../ports.ts';
import { requireOwner } from '../who.ts';
import { policyOf } from './policies.ts';

export interface Offer {
  limit: TierLimit;
  skus: { sku: Sku; maxQuantity: number }[];
  planStart: string;
}

const MOST_SKUS = 100;

/** What an approved applicant may choose: the foods for the pet's species that his tier can carry, and the period counts. */
export async function offerFor(ports: ContractPorts, applicationId: string, caller: Caller): Promise<Offer> {
  const application = await approvedApplication(ports, applicationId, caller);
  const as = asContract(application, caller.requestId);
  const [limit, policy, { skus }] = await Promise.all([
    tierLimit(ports, application, caller.requestId),
    policyOf(ports, caller.merchantId),
    ports.catalog.listSkus({ species: application.pet.species, includeAll: false, pageSize: MOST_SKUS, pageToken: '' }, as),
  ]);
  const choices = skus.map((sku) => ({ sku, maxQuantity: sku.published ? mostPieces(sku.planFen, limit) : 0 }));
  return { limit, skus: choices.filter(({ maxQuantity }) => maxQuantity > 0), planStart: policy.planStart };
}

export async function approvedApplication(ports: ContractPorts, id: string, caller: Caller): Promise<Application> {
  const application = await ports.applications.require(caller.merchantId, id);
  requireOwner(caller, application, 'APPLICATION_NOT_FOUND');
  if (application.state !== 'approved') throw new Refusal('APPLICATION_NOT_APPROVED', 'precondition', { state: application.state });
  return application;
}

/** What the application's tier allows at this shop today. */
export async function tierLimit({ credit }: ContractPorts, application: Application, requestId: string): Promise<TierLimit> {
  const { tiers } = await credit.getTiers({}, asContract(application, requestId));
  const named = tiers.find(({ tier }) => tier === application.tier) ?? tiers.find(({ tier }) => tier === MANUAL_TIER);
  if (named === undefined) throw new Refusal('TIER_UNKNOWN', 'precondition', { tier: application.tier ?? '' });
  return { tier: named.tier, monthlyLimitFen: named.monthlyLimitFen, periods: named.periods };
}

/** A SKU as terms freeze it. Refuses SKU_NOT_ON_SALE. */
export function foodOf(sku: Sku | undefined): Food {
  if (sku === undefined || !sku.published || sku.planFen <= 0)
    throw new Refusal('SKU_NOT_ON_SALE', 'precondition', { skuId: sku?.skuId ?? '' });
  const { skuId, skuCode, name: skuName, spec, warehouseId } = sku;
  return { skuId, skuCode, skuName, spec, warehouseId, planFen: fen(sku.planFen), retailFen: fen(sku.retailFen) };
}
