import { audit, ledger, platform, policy, staff, tiers } from './books.ts';
import { contracts, shipments } from './contracts.ts';
import { frame } from './frame.ts';
import { foods, pets } from './keeping.ts';
import { work } from './work.ts';

export const zh = { ...frame, ...work, contracts, shipments, pets, foods, ledger, policy, creditTiers: tiers, audit, staff, platform };
