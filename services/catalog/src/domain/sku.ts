import { Refusal } from '@petpact/kit/refusal';

export interface SkuDetails {
  skuCode: string;
  name: string;
  brand: string;
  species: string;
  spec: string;
  description: string;
  costFen: number;
  retailFen: number;
  planFen: number;
  pointsPrice: number;
  warehouseId: string;
  pictures: string[];
  published: boolean;
}

/** Something a warehouse keeps and a plan can carry. Prices in fen. */
export interface Sku extends SkuDetails {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
}

export type SkuFact = { type: 'skuChanged' };

/** Throws INVALID_SKU, naming the field. A plan price under cost is refused: nobody would ship it gladly. */
export function checkSku(sku: SkuDetails): SkuDetails {
  const bad = (field: string) => new Refusal('INVALID_SKU', 'invalid', { field });
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(sku.skuCode)) throw bad('skuCode');
  if (sku.name.trim() === '' || sku.name.length > 80) throw bad('name');
  if (sku.warehouseId === '') throw bad('warehouseId');
  for (const field of ['costFen', 'retailFen', 'planFen', 'pointsPrice'] as const) {
    if (!Number.isSafeInteger(sku[field]) || sku[field] < 0 || sku[field] > 10_000_000) throw bad(field);
  }
  if (sku.retailFen === 0 || sku.planFen === 0) throw bad('planFen');
  if (sku.planFen < sku.costFen) throw bad('planFen');
  return sku;
}
