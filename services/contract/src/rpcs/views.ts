import { Refusal } from '@petpact/kit/refusal';
import { enumFrom } from '@petpact/kit/wire';
import type {
  Application as ApplicationMessage,
  Contract as ContractMessage,
  Ending as EndingMessage,
  Policy as PolicyMessage,
  Settlement as SettlementMessage,
  Terms as TermsMessage,
} from '@petpact/proto/contract/v1/contract_service';
import type { Application } from '../domain/application.ts';
import type { Contract, Ending } from '../domain/contract.ts';
import { PLATFORM_POLICY, type Policy } from '../domain/policy.ts';
import type { Settlement } from '../domain/settlement.ts';
import type { Terms } from '../domain/terms.ts';
import { settlementIdOf } from '../flows/end-contract.ts';

export function applicationMessage(application: Application): ApplicationMessage {
  const { _id, adopterId, petId, pet, answers, createdAt, updatedAt, holdUntil } = application;
  const { creditOutcome = '', tier = '', reason = '', reasonText = '', question = '', answer = '', contractId = '' } = application;
  return {
    applicationId: _id,
    adopterId,
    petId,
    state: enumFrom('STATE', application.state),
    answers,
    creditOutcome,
    tier,
    reason,
    reasonText,
    question,
    answer,
    createdTime: createdAt,
    updatedTime: updatedAt,
    holdUntilTime: holdUntil,
    contractId,
    petName: pet.name,
    petSpecies: pet.species,
    petBreed: pet.breed,
    petPicture: pet.picture,
  };
}

export function contractMessage(contract: Contract): ContractMessage {
  const { _id, adopterId, applicationId, addressId, pet, terms, textHash, signed, handover, pause, pauseCount, version } = contract;
  return {
    contractId: _id,
    adopterId,
    petId: pet.petId,
    applicationId,
    state: enumFrom('STATE', contract.state),
    terms: termsMessage(terms),
    addressId,
    textHash,
    pdfHash: signed?.pdfHash ?? '',
    createdTime: contract.createdAt,
    signedTime: signed?.signedAt,
    activatedTime: contract.activatedAt,
    endedTime: contract.endedAt,
    handoverDate: handover?.date ?? '',
    adopterConfirmed: handover?.adopterConfirmed ?? false,
    shopConfirmed: handover?.shopConfirmed ?? false,
    pauseCount,
    timeline: contract.timeline.map(({ type, at, actorKind, reason }) => ({ type, atTime: at, actorKind, reason })),
    petName: pet.name,
    petSpecies: pet.species,
    petBreed: pet.breed,
    petPicture: contract.petPicture,
    version,
    firstPlanDate: contract.firstPlanDate ?? '',
    pausedUntilDate: pause?.until ?? '',
    ending: contract.ending && endingMessage(contract.ending),
  };
}

function endingMessage({ settlement, actorKind, reason, wantedAt }: Ending): EndingMessage {
  return { cause: settlement.cause, actorKind, reason, wantedTime: wantedAt, settlement: settlementMessage(settlement) };
}

export function settlementMessage(settlement: Settlement): SettlementMessage {
  return { ...settlement, settlementId: settlementIdOf(settlement) };
}

function termsMessage(terms: Terms): TermsMessage {
  const { food, amountFen, totalFen, periods, quantity, policyVersion, templateVersion, termsVersion, planStart, rules, approvedBy } =
    terms;
  const { skuId, skuCode, skuName, warehouseId } = food;
  return {
    policyVersion,
    templateVersion,
    termsVersion,
    amountFen,
    periods,
    totalFen,
    skuId,
    skuCode,
    skuName,
    quantity,
    planStart,
    rules,
    warehouseId,
    approvedBy,
  };
}

export function policyMessage(policy: Policy): PolicyMessage {
  return { ...policy };
}

/** A policy from the wire. What may be left out takes the platform's default. Refuses INVALID_POLICY. */
export function policyFrom(message: PolicyMessage | undefined): Omit<Policy, 'version'> {
  if (message?.rules === undefined) throw new Refusal('INVALID_POLICY', 'invalid', { rule: 'rules' });
  const { planStart, withoutScore, rules } = message;
  if (planStart !== 'signing' && planStart !== 'handover') throw new Refusal('INVALID_POLICY', 'invalid', { rule: 'planStart' });
  if (withoutScore !== '' && withoutScore !== 'review' && withoutScore !== 'decline')
    throw new Refusal('INVALID_POLICY', 'invalid', { rule: 'withoutScore' });
  const usual = PLATFORM_POLICY;
  return {
    autoApprove: message.autoApprove,
    withoutScore: withoutScore || usual.withoutScore,
    holdHours: message.holdHours || usual.holdHours,
    approvalHours: message.approvalHours || usual.approvalHours,
    planStart,
    extraClauses: message.extraClauses,
    rules: {
      ...rules,
      shipWithinDays: rules.shipWithinDays || usual.rules.shipWithinDays,
      handoverWithinDays: rules.handoverWithinDays || usual.rules.handoverWithinDays,
      followUpDays: rules.followUpDays || usual.rules.followUpDays,
      suspendAfterOverdue: rules.suspendAfterOverdue || usual.rules.suspendAfterOverdue,
    },
  };
}
