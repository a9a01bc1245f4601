import { createHash } from 'node:crypto';
import type { CivilDate } from '@petpact/kit/civil-date';
import { open, seal } from '@petpact/kit/sealed';
import { type AgreementInput, type AgreementTemplate, templateOf } from '../domain/agreement/agreement.ts';
import { type AdopterParty, type ShownSection, shownSections } from '../domain/agreement/text.ts';
import type { Contract, Signer } from '../domain/contract.ts';
import { planDayOfSigning } from '../domain/plan-day.ts';
import type { ContractPorts } from '../ports.ts';

/** The agreement at one instant: what a screen shows, and what its hash stands for. */
export interface AgreementText {
  template: AgreementTemplate;
  input: AgreementInput;
  adopter: AdopterParty;
  sections: ShownSection[];
  /** Hex SHA-256 over everything in Chinese that the adopter reads. */
  textHash: string;
}

type Frozen = Pick<Contract, 'shop' | 'pet' | 'terms' | 'platform'>;

/** The text of a contract: as signed, or as it would be signed now. */
export async function agreementTextOf(ports: ContractPorts, contract: Contract, now: Date): Promise<AgreementText> {
  const adopter = await openSigner(ports, contract);
  return makeText(contract, adopter, contract.signed ? contract.signed.firstPlanDate : firstPlanDateAt(contract, now));
}

/** Plan day of period 1 if it were signed now; absent where the plan starts at a handover. */
export function firstPlanDateAt({ terms }: Pick<Contract, 'terms'>, now: Date): CivilDate | undefined {
  return terms.planStart === 'signing' ? planDayOfSigning(now) : undefined;
}

export function makeText(frozen: Frozen, adopter: AdopterParty, firstPlanDate: CivilDate | undefined): AgreementText {
  const { shop, pet, terms, platform } = frozen;
  const template = templateOf(terms.templateVersion);
  const input: AgreementInput = { shop, pet, terms, platform, firstPlanDate };
  const sections = shownSections(template, input, adopter);
  const read = [
    terms.termsVersion,
    template.title.zh,
    ...sections.map(({ heading, paragraphs }) => [heading.zh, ...paragraphs]),
    template.consent.zh,
  ];
  return { template, input, adopter, sections, textHash: createHash('sha256').update(JSON.stringify(read)).digest('hex') };
}

const FIELDS = ['name', 'identityNumber', 'phone'] as const;
const place = (contractId: string, field: string): string => `contract/${contractId}/${field}`;

/** The adopter's personal fields, sealed with his data key for this contract. */
export async function sealSigner(
  ports: ContractPorts,
  about: { _id: string; merchantId: string; adopterId: string },
  adopter: AdopterParty,
): Promise<Signer> {
  const key = await ports.dataKeys.dataKey(about.merchantId, about.adopterId);
  const sealed = FIELDS.map((field) => [field, seal(adopter[field], key, place(about._id, field))]);
  return Object.fromEntries(sealed) as Signer;
}

async function openSigner(ports: ContractPorts, { _id, merchantId, adopterId, signer }: Contract): Promise<AdopterParty> {
  const key = await ports.dataKeys.dataKey(merchantId, adopterId);
  return Object.fromEntries(FIELDS.map((field) => [field, open(signer[field], key, place(_id, field))])) as unknown as AdopterParty;
}
