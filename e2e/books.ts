import assert from 'node:assert/strict';
import type { Schemas } from '@petpact/api/client';
import type { Visitor } from '@petpact/local/journey';
import type { FreshAdoption } from './adoptions.ts';

interface Ledger {
  items: Schemas['LedgerEntry'][];
  balances: Schemas['Posting'][];
}

/** All ledger entries of a contract, and the shop's balances. */
export async function ledgerOf(staff: Visitor, contractId: string): Promise<Ledger> {
  const items: Ledger['items'] = [];
  for (let token = ''; ; ) {
    const page = await staff.get<Ledger & { nextPageToken: string }>(
      `/shop/ledger?contractId=${contractId}&pageSize=100&pageToken=${token}`,
    );
    items.push(...page.items);
    token = page.nextPageToken;
    if (token === '') return { items, balances: page.balances };
  }
}

/** Every entry of the contract sums to zero, and so do all together. Answers the contract's sum in each account, in fen. */
export async function assertBooksBalance({ staff, contractId }: FreshAdoption): Promise<Record<string, number>> {
  const { items } = await ledgerOf(staff, contractId);
  const sums: Record<string, number> = {};
  for (const { entryId, postings } of items) {
    assert.equal(
      postings.reduce((sum, { amountFen }) => sum + amountFen, 0),
      0,
      `${entryId} does not sum to zero`,
    );
    for (const { account, amountFen } of postings) sums[account] = (sums[account] ?? 0) + amountFen;
  }
  assert.equal(
    Object.values(sums).reduce((sum, one) => sum + one, 0),
    0,
  );
  return sums;
}

/** All movements of points that a contract caused. */
export async function pointsOf({ adopter, contractId }: FreshAdoption): Promise<Schemas['PointsEntry'][]> {
  const { items } = await adopter.get<{ items: Schemas['PointsEntry'][] }>('/me/points/entries?pageSize=100');
  return items.filter((entry) => entry.contractId === contractId);
}
