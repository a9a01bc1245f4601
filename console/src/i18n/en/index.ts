import { audit, ledger, platform, policy, staff, tiers } from './books.ts';
import { contracts, shipments } from './contracts.ts';
import { ending } from './ending.ts';
import { frame } from './frame.ts';
import { foods, pets } from './keeping.ts';
import { work } from './work.ts';

export const en = {
  ...frame,
  ...work,
  contracts,
  ending,
  shipments,
  pets,
  foods,
  ledger,
  policy,
  creditTiers: tiers,
  audit,
  staff,
  platform,
};
