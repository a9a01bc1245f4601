import type { SeedFood } from './shops.ts';

export const dog = (
  skuCode: string,
  name: string,
  brand: string,
  spec: string,
  description: string,
  [costFen, retailFen, planFen]: [number, number, number],
  art = 'bone',
): SeedFood => ({
  skuCode,
  name,
  brand,
  spec,
  description,
  costFen,
  retailFen,
  planFen,
  species: 'dog',
  art,
});
export const cat = (
  skuCode: string,
  name: string,
  brand: string,
  spec: string,
  description: string,
  [costFen, retailFen, planFen]: [number, number, number],
  art = 'fish',
): SeedFood => ({
  skuCode,
  name,
  brand,
  spec,
  description,
  costFen,
  retailFen,
  planFen,
  species: 'cat',
  art,
});
