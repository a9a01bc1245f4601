import type { CivilDate } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import type { Terms } from '../terms.ts';
import { STANDARD_1 } from './standard-1.ts';

/** The same in both languages. Chinese is what binds; English is a help for reading. */
export interface TwoLanguages {
  zh: string;
  en: string;
}

/** One article of the agreement. */
export interface AgreementSection {
  /** Stable name, e.g. `pause`. */
  key: string;
  heading: TwoLanguages;
  clauses: string[];
  /** What the article comes to, in English. */
  gist: string;
}

/** The shop as it stands in the agreement. */
export interface ShopParty {
  name: string;
  legalName: string;
  creditCode: string;
  address: string;
  phone: string;
}

/** The pet as it was when the contract was drafted. */
export interface PetDescription {
  petId: string;
  name: string;
  species: string;
  breed: string;
  sex: string;
  birthDate: string;
  colour: string;
  weightGrams: number;
  neutered: boolean;
  vaccines: string[];
  dewormedDate: string;
  healthNotes: string;
}

/** All that the articles depend on; the same input gives the same text for ever. */
export interface AgreementInput {
  terms: Terms;
  shop: ShopParty;
  pet: PetDescription;
  /** Name of the platform, the witness. */
  platform: string;
  /** Plan day of period 1; absent where the plan starts at a handover that is not booked yet. */
  firstPlanDate?: CivilDate;
}

/** A template version: never edited once a contract was signed on it; a change is a new version. */
export interface AgreementTemplate {
  version: string;
  title: TwoLanguages;
  sections(input: AgreementInput): AgreementSection[];
  /** The sentence the adopter agrees to when signing. */
  consent: TwoLanguages;
}

/** What new drafts are made on. */
export const CURRENT_TEMPLATE: AgreementTemplate = STANDARD_1;
const TEMPLATES: readonly AgreementTemplate[] = [STANDARD_1];

/** The template a contract was drafted on. */
export function templateOf(version: string): AgreementTemplate {
  const template = TEMPLATES.find((one) => one.version === version);
  if (template === undefined) throw new Refusal('TEMPLATE_UNKNOWN', 'precondition', { version });
  return template;
}
