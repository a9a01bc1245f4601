import { Refusal } from '@petpact/kit/refusal';
import {
  type Contract,
  type ContractDecision,
  changeContract,
  type SignedCopy,
  type StepContext,
  unchanged,
  withNextAction,
} from './contract.ts';
import { take } from './life-cycle.ts';

/** What a draft is made of; everything else follows. */
export type NewDraft = Pick<
  Contract,
  | '_id'
  | 'merchantId'
  | 'adopterId'
  | 'applicationId'
  | 'addressId'
  | 'shop'
  | 'pet'
  | 'petPicture'
  | 'platform'
  | 'terms'
  | 'signer'
  | 'textHash'
>;

/** A contract that can be signed until this instant. */
export function draftContract(draft: NewDraft, context: StepContext, draftUntil: Date): ContractDecision {
  const { now, actorKind } = context;
  const contract: Contract = {
    ...draft,
    version: 0,
    schema: 1,
    state: 'draft',
    pauseCount: 0,
    heardVersion: 0,
    planVersion: 0,
    duties: [],
    timeline: [{ type: 'contractDrafted', at: now, actorKind, reason: '' }],
    createdAt: now,
    draftUntil,
  };
  return { state: withNextAction(contract, now), facts: [{ type: 'contractDrafted' }] };
}

/** What the adopter hands in when signing. */
export interface SigningInput {
  /** Hash of the text that was read. */
  textHash: string;
  consent: boolean;
}

/**
 * Whether this draft can be signed now, before anything is rendered. Refuses CONTRACT_NOT_DRAFT, DRAFT_EXPIRED, CONSENT_MISSING,
 * and AGREEMENT_CHANGED when the text as it stands now is not the one that was read.
 */
export function checkSigning(contract: Contract, input: SigningInput, current: { textHash: string; now: Date }): void {
  take(contract.state, 'sign', 'CONTRACT_NOT_DRAFT');
  if (contract.draftUntil !== undefined && contract.draftUntil <= current.now) throw new Refusal('DRAFT_EXPIRED', 'precondition');
  if (!input.consent) throw new Refusal('CONSENT_MISSING', 'invalid');
  if (input.textHash !== current.textHash) throw new Refusal('AGREEMENT_CHANGED', 'precondition');
}

/** The signed copy is stored: the contract is signed, and whoever must know is told. */
export function sign(contract: Contract, copy: SignedCopy, textHash: string): ContractDecision {
  const state = take(contract.state, 'sign', 'CONTRACT_NOT_DRAFT');
  // Where the plan starts at handover, billing needs the booked day first (billing.OpenPlan).
  const told: Contract['duties'] = [{ kind: 'markContracted' }, { kind: 'holdPet' }, { kind: 'recordConsent' }];
  const duties: Contract['duties'] = contract.terms.planStart === 'signing' ? [{ kind: 'openPlan' }, ...told] : told;
  const change = { state, signed: copy, textHash, firstPlanDate: copy.firstPlanDate, duties, draftUntil: undefined };
  const signed = changeContract(contract, { now: copy.signedAt, actorKind: 'adopter' }, 'contractSigned', change);
  return { state: signed, facts: [{ type: 'contractSigned', pdfHash: copy.pdfHash }] };
}

/** A draft that ran out or was replaced. Refuses CONTRACT_NOT_DRAFT once it is signed; an expired one stays as it is. */
export function expireDraft(contract: Contract, context: StepContext): ContractDecision {
  if (contract.state === 'expired') return unchanged(contract);
  const state = take(contract.state, 'expire', 'CONTRACT_NOT_DRAFT');
  return unchanged(changeContract(contract, context, 'contractExpired', { state, draftUntil: undefined, endedAt: context.now }));
}
