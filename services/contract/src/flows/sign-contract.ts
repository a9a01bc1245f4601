import { createHash } from 'node:crypto';
import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { openBytes, sealBytes } from '@petpact/kit/sealed';
import type { Contract, SignedCopy } from '../domain/contract.ts';
import { planDays } from '../domain/plan-day.ts';
import { checkSigning, sign } from '../domain/signing.ts';
import type { AgreementDocument, ContractPorts } from '../ports.ts';
import { requireOwner } from '../who.ts';
import { type AgreementText, agreementTextOf } from './agreement-text.ts';
import { fulfilDuties } from './duties.ts';

export interface SignRequest {
  contractId: string;
  signaturePng: Uint8Array;
  textHash: string;
  consent: boolean;
}

const SEALED_TYPE = 'application/vnd.petpact.sealed';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const place = (contractId: string, part: 'pdf' | 'signature'): string => `contract/${contractId}/${part}`;

/**
 * The adopter signs: what was read is rendered with the drawn signature, signed for shop and platform, stored sealed and only
 * then is the contract signed. A repeat for a contract that is signed gives it as it is.
 */
export async function signContract(ports: ContractPorts, request: SignRequest, caller: Caller): Promise<Contract> {
  const contract = await ports.contracts.require(caller.merchantId, request.contractId);
  requireOwner(caller, contract, 'CONTRACT_NOT_FOUND');
  if (contract.signed !== undefined && request.textHash === contract.textHash) return contract;
  const now = ports.clock.now();
  const text = await agreementTextOf(ports, contract, now);
  checkSigning(contract, request, { textHash: text.textHash, now });
  await requireCurrentDraft(ports, contract);
  const signaturePng = await ports.agreements.cleanSignature(request.signaturePng);
  const copy = await storeCopy(ports, contract, { text, signaturePng, now });
  const { merchantId, _id } = contract;
  await ports.contracts.decide(merchantId, _id, caller, (state) => sign(state, copy, text.textHash));
  // Best effort, so that the next screen finds the plan; the worker does what is left.
  await fulfilDuties(ports, merchantId, _id).catch((error: unknown) => ports.log.warn({ err: error, id: _id }, 'left to the worker'));
  return ports.contracts.require(merchantId, _id);
}

async function requireCurrentDraft({ applications }: ContractPorts, contract: Contract): Promise<void> {
  const application = await applications.require(contract.merchantId, contract.applicationId);
  if (application.contractId !== contract._id)
    throw new Refusal('DRAFT_REPLACED', 'precondition', { contractId: application.contractId ?? '' });
  if (application.state !== 'approved') throw new Refusal('APPLICATION_NOT_APPROVED', 'precondition', { state: application.state });
}

async function storeCopy(
  ports: ContractPorts,
  contract: Contract,
  made: { text: AgreementText; signaturePng: Buffer; now: Date },
): Promise<SignedCopy> {
  const { _id, merchantId, adopterId } = contract;
  const { text, signaturePng, now } = made;
  const pdf = await ports.agreements.make(documentOf(contract, made), merchantId);
  const key = await ports.dataKeys.dataKey(merchantId, adopterId);
  const put = (bytes: Buffer, part: 'pdf' | 'signature') =>
    ports.blobs.put(merchantId, Buffer.from(sealBytes(bytes, key, place(_id, part))), SEALED_TYPE);
  const pdfBlob = await put(pdf, 'pdf');
  const signatureBlob = await put(signaturePng, 'signature');
  return { pdfHash: sha256(pdf), pdfBlob, signatureBlob, signedAt: now, firstPlanDate: text.input.firstPlanDate };
}

function documentOf(contract: Contract, made: { text: AgreementText; signaturePng: Buffer; now: Date }): AgreementDocument {
  const { template, input, adopter } = made.text;
  const { terms, shop, platform } = contract;
  return {
    // The first signing of this contract; amendments count on (ARCHITECTURE, rule 16).
    agreementNo: `${contract._id}01`,
    termsVersion: terms.termsVersion,
    title: template.title.zh,
    sections: template.sections(input),
    shop,
    adopter,
    platform,
    planDays: input.firstPlanDate === undefined ? [] : planDays(input.firstPlanDate, terms.periods),
    periods: terms.periods,
    amountFen: terms.amountFen,
    consent: template.consent.zh,
    signaturePng: made.signaturePng,
    signedTime: made.now,
  };
}

/** The signed PDF as it was stored. Refuses AGREEMENT_NOT_SIGNED; a copy that is not the one signed is a fault, never handed out. */
export async function signedPdf(ports: ContractPorts, contract: Contract): Promise<{ pdf: Buffer; pdfHash: string }> {
  const { signed, _id, merchantId, adopterId } = contract;
  if (signed === undefined) throw new Refusal('AGREEMENT_NOT_SIGNED', 'precondition');
  const blob = await ports.blobs.get(signed.pdfBlob);
  if (blob === undefined) throw new Error(`signed agreement of ${_id} is missing in the blob store`);
  const key = await ports.dataKeys.dataKey(merchantId, adopterId);
  const pdf = openBytes(blob.bytes.toString(), key, place(_id, 'pdf'));
  if (sha256(pdf) !== signed.pdfHash) throw new Error(`signed agreement of ${_id} does not have its hash`);
  return { pdf, pdfHash: signed.pdfHash };
}
