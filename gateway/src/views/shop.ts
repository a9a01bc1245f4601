import { stateFrom } from '@petpact/kit/wire';
import type { Merchant } from '@petpact/proto/account/v1/account_service';
import type { Health, Pet, Sku } from '@petpact/proto/catalog/v1/catalog_service';
import type { Policy, Rules } from '@petpact/proto/contract/v1/contract_service';
import type { components } from '../../../libs/api/gen/schema.ts';

type Schemas = components['schemas'];

/** The address of a stored picture, whose key is `<merchant>/<hash>`. */
export const pictureUrl = (key: string): string => `/api/v1/pictures/${key}`;

const NO_HEALTH: Health = { vaccines: [], dewormedDate: '', neutered: false, notes: '' };
const NO_RULES: Rules = {
  pauseTimesMax: 0,
  pauseDaysMax: 0,
  graceDays: 0,
  lateFeeFen: 0,
  coolingOffDays: 0,
  guaranteeDays: 0,
  terminationFeeBp: 0,
  breachAfterOverdue: 0,
  breachFeeBp: 0,
  welfarePeriods: 0,
  terminationNoticeDays: 0,
  merchantBreachFeeBp: 0,
  shipWithinDays: 0,
  handoverWithinDays: 0,
  followUpDays: 0,
  suspendAfterOverdue: 0,
};

export const rulesView = (rules: Rules | undefined): Schemas['Rules'] => rules ?? NO_RULES;

/** A pet as visitors and adopters see it: never who holds it. */
export function petView(pet: Pet): Schemas['Pet'] {
  const { petId, name, species, breed, sex, birthDate, colour, weightGrams, health, story, traits, holdUntilTime } = pet;
  return {
    petId,
    name,
    species: species as Schemas['Pet']['species'],
    breed,
    sex: sex as Schemas['Pet']['sex'],
    birthDate,
    colour,
    weightGrams,
    health: health ?? NO_HEALTH,
    story,
    traits,
    pictures: pet.pictures.map(pictureUrl),
    state: stateFrom('STATE', pet.state) ?? 'draft',
    ...(holdUntilTime ? { holdUntilTime: holdUntilTime.toISOString() } : {}),
  };
}

/** A pet as the shop's staff see it. */
export const staffPetView = (pet: Pet): Schemas['Pet'] => ({ ...petView(pet), holderId: pet.holderId, pictureKeys: pet.pictures });

/** A food as adopters see it; cost is the shop's own affair. */
export function skuView(sku: Sku): Schemas['Sku'] {
  const { skuId, skuCode, name, brand, species, spec, description, retailFen, planFen, pointsPrice, published } = sku;
  return {
    skuId,
    skuCode,
    name,
    brand,
    species,
    spec,
    description,
    retailFen,
    planFen,
    pointsPrice,
    pictures: sku.pictures.map(pictureUrl),
    published,
  };
}

export const staffSkuView = (sku: Sku): Schemas['Sku'] => ({ ...skuView(sku), costFen: sku.costFen });

/** The shop's front page: who it is, and a typical plan with its total price shown before anybody applies (F6). */
export function shopView(shop: {
  merchant: Merchant;
  skus: Sku[];
  policy: Policy;
  periods: number;
  petCount: number;
  authUrl: string | undefined;
}): Schemas['Shop'] {
  const { merchantId, slug, name, intro, city, phone, address } = shop.merchant;
  const typical = shop.skus.toSorted((a, b) => a.planFen - b.planFen)[Math.floor(shop.skus.length / 2)];
  const amountFen = typical?.planFen ?? 0;
  return {
    merchantId,
    slug,
    name,
    intro,
    city,
    phone,
    address,
    petCount: shop.petCount,
    planStart: shop.policy.planStart === 'handover' ? 'handover' : 'signing',
    example: { skuName: typical?.name ?? '', amountFen, periods: shop.periods, totalFen: amountFen * shop.periods },
    rules: rulesView(shop.policy.rules),
    sandbox: shop.authUrl !== undefined,
    ...(shop.authUrl === undefined ? {} : { authUrl: shop.authUrl }),
  };
}

/** A shop as its staff and the operators see it. */
export function merchantView({ merchantId, slug, name, city, state, authAppId, sellerId }: Merchant): Schemas['Merchant'] {
  return { merchantId, slug, name, city, state, authAppId, sellerId };
}

export function policyView(policy: Policy): Schemas['Policy'] {
  const { version, autoApprove, holdHours, approvalHours, extraClauses } = policy;
  return {
    version,
    autoApprove,
    holdHours,
    approvalHours,
    extraClauses,
    rules: rulesView(policy.rules),
    planStart: policy.planStart === 'handover' ? 'handover' : 'signing',
    withoutScore: policy.withoutScore === 'decline' ? 'decline' : 'review',
  };
}
