import type { components } from './gen/schema';

type Schemas = components['schemas'];

/** The shapes of gateway/openapi.yaml under short names. */
export type Shop = Schemas['Shop'];
export type Rules = Schemas['Rules'];
export type Pet = Schemas['Pet'];
export type PetBrief = Schemas['PetBrief'];
export type Species = Pet['species'];
export type Sku = Schemas['Sku'];
export type Answers = Schemas['Answers'];
export type Application = Schemas['Application'];
export type Offer = Schemas['Offer'];
export type OfferedSku = Schemas['OfferedSku'];
export type Contract = Schemas['Contract'];
export type TimelineEntry = Schemas['TimelineEntry'];
export type Agreement = Schemas['Agreement'];
export type Plan = Schemas['Plan'];
export type Settlement = Schemas['Settlement'];
export type Statement = Schemas['Statement'];
export type Due = Plan['dues'][number];
export type Instalment = Schemas['Instalment'];
export type Shipment = Schemas['Shipment'];
export type Parcel = Schemas['Parcel'];
export type Adoption = Schemas['Adoption'];
export type Profile = Schemas['Profile'];
export type Address = Schemas['Address'];
export type AddressInput = Schemas['AddressInput'];
export type PointsAccount = Schemas['PointsAccount'];
export type PointsEntry = Schemas['PointsEntry'];
export type Message = Schemas['Message'];
export type OptIn = Schemas['OptIn'];
export type Clock = Schemas['Clock'];
export type Session = Schemas['Session'];
export type Refused = Schemas['Error'];

/** A sentence in both languages, as the gateway writes it. */
export interface Sentence {
  zh: string;
  en: string;
}
