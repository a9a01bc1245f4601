import { type Fen, fen } from '@petpact/kit/fen';
import type { Refund } from './plan.ts';

/** Money at Alipay, money taken for goods not sent yet, earned money, fees of the contract, and money given back after it was earned. */
export type Account = 'cash:alipay' | 'revenue:deferred' | 'revenue' | 'revenue:fees' | 'refunds';

/** One leg; a debit is positive, a credit negative. */
export interface Posting {
  account: Account;
  amountFen: Fen;
}

/** A business transaction in the merchant's books: written once under its natural key, never changed. */
export interface LedgerEntry {
  /** `charge:<trade>`, `fee:<trade>`, `ship:<contract>_<period>`, `refund:<request>`. */
  _id: string;
  merchantId: string;
  kind: 'charge' | 'fee' | 'ship' | 'refund';
  contractId: string;
  period: number;
  postings: Posting[];
  /** Business time. */
  atTime: Date;
}

type About = Pick<LedgerEntry, 'merchantId' | 'contractId' | 'period' | 'atTime'>;

/**
 * Alipay took money under this trade number. It is booked alike for every trade, also for one payment
 * too many, so that the entry depends on nothing but the trade and may be written before the plan is.
 */
export function chargeEntry(about: About, tradeNo: string, amountFen: Fen): LedgerEntry {
  return entry(`charge:${tradeNo}`, 'charge', about, [
    ['cash:alipay', amountFen],
    ['revenue:deferred', fen(-amountFen)],
  ]);
}

/** The adopter paid a fee that the contract names. Nothing has to be sent for it. */
export function feeEntry(about: About, tradeNo: string, amountFen: Fen): LedgerEntry {
  return entry(`fee:${tradeNo}`, 'fee', about, [
    ['cash:alipay', amountFen],
    ['revenue:fees', fen(-amountFen)],
  ]);
}

const GIVEN_BACK_FROM = { deferred: 'revenue:deferred', revenue: 'refunds', fees: 'revenue:fees' } as const;

/** The period's parcel left: the money is earned. */
export function shipEntry(about: About, amountFen: Fen): LedgerEntry {
  return entry(`ship:${about.contractId}_${about.period}`, 'ship', about, [
    ['revenue:deferred', amountFen],
    ['revenue', fen(-amountFen)],
  ]);
}

/** A whole trade went back. */
export function refundEntry(about: About, refund: Pick<Refund, 'requestNo' | 'amountFen' | 'from'>): LedgerEntry {
  return entry(`refund:${refund.requestNo}`, 'refund', about, [
    [GIVEN_BACK_FROM[refund.from], refund.amountFen],
    ['cash:alipay', fen(-refund.amountFen)],
  ]);
}

function entry(_id: string, kind: LedgerEntry['kind'], about: About, legs: [Account, Fen][]): LedgerEntry {
  const postings = legs.map(([account, amountFen]) => ({ account, amountFen }));
  const sum = postings.reduce((total, { amountFen }) => total + amountFen, 0);
  if (sum !== 0) throw new RangeError(`ledger entry ${_id} does not sum to zero`);
  return { _id, kind, ...about, postings };
}

/** Adds entries up to one balance an account. */
export function addBalances(balances: Map<Account, Fen>, entries: readonly Pick<LedgerEntry, 'postings'>[]): Map<Account, Fen> {
  const sums = new Map(balances);
  for (const { postings } of entries) {
    for (const { account, amountFen } of postings) sums.set(account, fen((sums.get(account) ?? 0) + amountFen));
  }
  return sums;
}
