import { civilDate } from '@petpact/kit/civil-date';
import { fen } from '@petpact/kit/fen';
import sharp from 'sharp';
import type { AgreementDocument } from '../src/adapters/agreement-pdf.ts';
import type { PetDescription, ShopParty } from '../src/domain/agreement/agreement.ts';
import { STANDARD_1 } from '../src/domain/agreement/standard-1.ts';
import { planDays } from '../src/domain/plan-day.ts';
import { PLATFORM_POLICY, type Policy } from '../src/domain/policy.ts';
import { type Food, type Terms, termsFor } from '../src/domain/terms.ts';

export const PLATFORM_NAME = 'PetPact 领养履约平台';

export const aShop: ShopParty = {
  name: '喵星人之家',
  legalName: '杭州喵星人之家宠物服务有限公司',
  creditCode: '91330106MA2CG1XX1K',
  address: '浙江省杭州市西湖区文三路 88 号',
  phone: '0571-88880000',
};

export const aPet: PetDescription = {
  petId: 'pet-1',
  name: '年糕',
  species: 'cat',
  breed: '中华田园猫',
  sex: 'female',
  birthDate: '2025-06-01',
  colour: '橘白',
  weightGrams: 3200,
  neutered: true,
  vaccines: ['猫三联 2026-08-01', '狂犬 2026-09-01'],
  dewormedDate: '2026-10-10',
  healthNotes: '体况良好',
};

export const aFood: Food = {
  skuId: 'sku-1',
  skuCode: 'CAT-2KG',
  skuName: '鲜肉冻干全价成猫粮',
  spec: '2kg/袋',
  warehouseId: 'wh-1',
  planFen: fen(12_900),
  retailFen: fen(16_900),
};

export function someTerms(change: { policy?: Partial<Policy>; rules?: Partial<Policy['rules']>; periods?: number } = {}): Terms {
  const policy: Policy = { ...PLATFORM_POLICY, ...change.policy, rules: { ...PLATFORM_POLICY.rules, ...change.rules } };
  return termsFor(
    { food: aFood, quantity: 1, periods: change.periods ?? 12 },
    {
      policy,
      limit: { tier: 'gold', monthlyLimitFen: 30_000, periods: [12, 24] },
      approvedBy: 'policy',
      templateVersion: STANDARD_1.version,
    },
  );
}

/** A hand-drawn line on transparent ground, as the signing page sends it. */
export function drawnSignature(): Promise<Buffer> {
  const line = 'M30 100 C60 20 90 160 120 80 S180 30 200 110 S260 40 290 120 S350 60 380 90';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="180"><path d="${line}" fill="none" stroke="black" stroke-width="6"/></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

export async function aSignedDocument(terms = someTerms()): Promise<AgreementDocument> {
  const firstPlanDate = civilDate('2026-11-23');
  const input = { terms, shop: aShop, pet: aPet, platform: PLATFORM_NAME, firstPlanDate };
  return {
    agreementNo: 'A1B2C3D4E5F6G7H8J9K0M1N2P301',
    termsVersion: terms.termsVersion,
    title: STANDARD_1.title.zh,
    sections: STANDARD_1.sections(input),
    shop: aShop,
    adopter: { name: '林小满', identityNumber: '330106199503124527', phone: '13800001234' },
    platform: PLATFORM_NAME,
    planDays: planDays(firstPlanDate, terms.periods),
    periods: terms.periods,
    amountFen: terms.amountFen,
    consent: STANDARD_1.consent.zh,
    signaturePng: await drawnSignature(),
    signedTime: new Date('2026-11-23T02:15:00Z'),
  };
}
