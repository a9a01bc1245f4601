import { pageOf } from '@petpact/kit/aggregate-page';
import type { Collection, Filter } from '@petpact/kit/collection';
import type { Fen } from '@petpact/kit/fen';
import { type Account, addBalances, type LedgerEntry } from '../domain/ledger.ts';

const BATCH = 1_000;

/** The merchants' books: entries are inserted under their natural key and never changed or removed. */
export class Ledger {
  readonly #entries: Collection<LedgerEntry>;

  constructor(entries: Collection<LedgerEntry>) {
    this.#entries = entries;
  }

  /** Writes an entry; one that is there already stays as it is, because its key says all that is in it. */
  async insert(entry: LedgerEntry): Promise<void> {
    await this.#entries.insertOne(entry);
  }

  /** Newest first. */
  list(merchantId: string, contractId: string | undefined, page: { pageSize: number; pageToken: string }) {
    const filter = contractId ? { contractId } : {};
    return pageOf(this.#entries, merchantId, filter, { sort: { atTime: -1 }, ...page });
  }

  /** Derived from every entry of the merchant, read in batches. */
  async balances(merchantId: string): Promise<Map<Account, Fen>> {
    let balances = new Map<Account, Fen>();
    for (let after = ''; ; ) {
      const filter: Filter<LedgerEntry> = { merchantId, _id: { $gt: after } };
      const batch = await this.#entries.find(filter, { sort: { _id: 1 }, limit: BATCH, projection: { postings: 1 } });
      balances = addBalances(balances, batch);
      if (batch.length < BATCH) return balances;
      after = batch.at(-1)!._id;
    }
  }
}
