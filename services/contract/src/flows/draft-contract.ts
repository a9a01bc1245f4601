import type { Caller } from '@petpact/kit/caller';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';
import type { Adopter, Merchant } from '@petpact/proto/account/v1/account_service';
import type { Pet } from '@petpact/proto/catalog/v1/catalog_service';
import { CURRENT_TEMPLATE, type PetDescription, type ShopParty } from '../domain/agreement/agreement.ts';
import type { AdopterParty } from '../domain/agreement/text.ts';
import { type Application, draftFrom } from '../domain/application.ts';
import type { Contract } from '../domain/contract.ts';
import { draftContract, expireDraft } from '../domain/signing.ts';
import { termsFor } from '../domain/terms.ts';
import { asContract, type ContractPorts } from '../ports.ts';
import { requireOwner } from '../who.ts';
import { firstPlanDateAt, makeText, sealSigner } from './agreement-text.ts';
import { approvedApplication, foodOf, tierLimit } from './offer.ts';
import { policyOf } from './policies.ts';

export interface DraftRequest {
  applicationId: string;
  skuId: string;
  quantity: number;
  periods: number;
  addressId: string;
  requestId: string;
}

/** Draws up a contract from an approved application; it takes the place of an earlier unsigned draft. A repeat gives the first answer. */
export async function draft(ports: ContractPorts, request: DraftRequest, caller: Caller): Promise<Contract> {
  const { merchantId, actor } = caller;
  const id = naturalId(merchantId, actor.id, request.requestId);
  const earlier = await ports.contracts.read(merchantId, id);
  if (earlier !== undefined) return sameRequest(earlier, request, caller);
  const application = await approvedApplication(ports, request.applicationId, caller);
  const { contract, draftUntil } = await prepare(ports, { id, request, application }, caller);
  const now = ports.clock.now();
  // Named on the application first: whoever signs another draft is refused from here on.
  await ports.applications.decide(merchantId, application._id, caller, (state) => draftFrom(state, id));
  await replaceDraft(ports, application, { id, caller });
  const { state, facts } = draftContract(contract, { now, actorKind: actor.kind }, draftUntil);
  await ports.contracts.create(state, facts, caller);
  return sameRequest(await ports.contracts.require(merchantId, id), request, caller);
}

function sameRequest(contract: Contract, request: DraftRequest, caller: Caller): Contract {
  requireOwner(caller, contract, 'CONTRACT_NOT_FOUND');
  const { applicationId, addressId, terms } = contract;
  const drafted = [applicationId, addressId, terms.food.skuId, terms.quantity, terms.periods];
  const asked = [request.applicationId, request.addressId, request.skuId, request.quantity, request.periods];
  if (drafted.some((value, index) => value !== asked[index]))
    throw new Refusal('REQUEST_ID_REUSED', 'precondition', { contractId: contract._id });
  return contract;
}

/** The earlier draft cannot be signed any more. If it was signed meanwhile, it stays what the application leads to. */
async function replaceDraft(
  ports: ContractPorts,
  { contractId, merchantId, _id }: Application,
  by: { id: string; caller: Caller },
): Promise<void> {
  const { id, caller } = by;
  if (contractId === undefined || contractId === id) return;
  const earlier = await ports.contracts.read(merchantId, contractId);
  if (earlier === undefined) return;
  const context = { now: ports.clock.now(), actorKind: caller.actor.kind, reason: 'REPLACED' };
  try {
    await ports.contracts.decide(merchantId, contractId, caller, (state) => expireDraft(state, context));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await ports.applications.decide(merchantId, _id, caller, (state) => ({ state: { ...state, contractId }, facts: [] }));
    throw new Refusal('APPLICATION_NOT_APPROVED', 'precondition', { contractId });
  }
}

/** Gathers everything the agreement names, and freezes it. */
async function prepare(ports: ContractPorts, about: { id: string; request: DraftRequest; application: Application }, caller: Caller) {
  const { id, request, application } = about;
  const { merchantId, adopterId } = application;
  const { account, catalog } = ports;
  const as = asContract(application, caller.requestId);
  const [policy, limit, { merchant }, { adopter }, { pet }, { sku }] = await Promise.all([
    policyOf(ports, merchantId),
    tierLimit(ports, application, caller.requestId),
    account.getMerchant({}, as),
    account.getAdopter({ adopterId }, as),
    catalog.getPet({ petId: application.petId }, as),
    catalog.getSku({ skuId: request.skuId }, as),
    account.getAddress({ adopterId, addressId: request.addressId }, as),
  ]);
  const basis = { policy, limit, approvedBy: application.approvedBy ?? 'policy', templateVersion: CURRENT_TEMPLATE.version };
  const terms = termsFor({ food: foodOf(sku), quantity: request.quantity, periods: request.periods }, basis);
  const frozen = { shop: shopOf(merchant), pet: petOf(pet), terms, platform: ports.platform };
  const party = partyOf(adopter);
  const { textHash } = makeText(frozen, party, firstPlanDateAt(frozen, ports.clock.now()));
  const signer = await sealSigner(ports, { _id: id, merchantId, adopterId }, party);
  const ids = { _id: id, merchantId, adopterId, applicationId: application._id, addressId: request.addressId };
  return {
    contract: { ...ids, ...frozen, petPicture: pet?.pictures[0] ?? '', signer, textHash },
    draftUntil: application.holdUntil ?? ports.clock.now(),
  };
}

/** Refuses PROFILE_INCOMPLETE: an agreement names a person by name, identity number and phone. */
function partyOf(adopter: Adopter | undefined): AdopterParty {
  const { name = '', identityNumber = '', phone = '' } = adopter ?? {};
  if (name === '' || identityNumber === '' || phone === '') throw new Refusal('PROFILE_INCOMPLETE', 'precondition');
  return { name, identityNumber, phone };
}

function shopOf(merchant: Merchant | undefined): ShopParty {
  if (merchant === undefined) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
  const { name, legalName, creditCode, address, phone } = merchant;
  return { name, legalName: legalName || name, creditCode, address, phone };
}

function petOf(pet: Pet | undefined): PetDescription {
  if (pet === undefined) throw new Refusal('PET_NOT_FOUND', 'notFound');
  const { petId, name, species, breed, sex, birthDate, colour, weightGrams, health } = pet;
  const papers = {
    neutered: health?.neutered ?? false,
    vaccines: health?.vaccines ?? [],
    dewormedDate: health?.dewormedDate ?? '',
    healthNotes: health?.notes ?? '',
  };
  return { petId, name, species, breed, sex, birthDate, colour, weightGrams, ...papers };
}
