import type { LedgerEntry } from '../../services/billing/src/domain/ledger.ts';
import { FIRST_DUE, type Plan } from '../../services/billing/src/domain/plan.ts';
import type { Shipment } from '../../services/fulfillment/src/domain/shipment.ts';
import type { Account, Entry } from '../../services/points/src/domain/points.ts';

/** What everybody's books say once all is quiet. */
export interface Books {
  plans: Plan[];
  ledger: LedgerEntry[];
  shipments: Shipment[];
  accounts: Account[];
  entries: Entry[];
  /** Trades whose money is with the shop, by Alipay's own books. */
  kept: { tradeNo: string; amountFen: number }[];
  /** Shipment numbers that a carrier got, by the warehouse's own books. */
  parcels: string[];
  /** Agreements in force at Alipay, by our number. */
  inForce: string[];
}

/** What does not hold, each with the invariant's number in RELIABILITY §3. */
export function violationsOf(books: Books): string[] {
  return [...moneyProblems(books), ...parcelProblems(books), ...pointsProblems(books), ...restProblems(books)];
}

const periodOf = (tradeNo: string): string => tradeNo.split('_').slice(0, 2).join('_');
const isFee = (tradeNo: string): boolean => Number(tradeNo.split('_')[1]) >= FIRST_DUE;

function moneyProblems({ plans, ledger, kept }: Books): string[] {
  const problems: string[] = [];
  const sum = (amounts: readonly { amountFen: number }[]) => amounts.reduce((total, { amountFen }) => total + amountFen, 0);
  for (const { _id, postings } of ledger) if (sum(postings) !== 0) problems.push(`I1 ${_id} does not sum to zero`);
  const cash = sum(ledger.flatMap(({ postings }) => postings.filter(({ account }) => account === 'cash:alipay')));
  if (cash !== sum(kept)) problems.push(`I1 the ledger has ${cash} fen at Alipay, Alipay has ${sum(kept)}`);
  const byPeriod = Map.groupBy(kept, ({ tradeNo }) => periodOf(tradeNo));
  for (const [period, trades] of byPeriod) if (trades.length > 1) problems.push(`I6 ${period} was paid ${trades.length} times`);
  for (const { _id, instalments, dues = [] } of plans) {
    for (const { period, state } of instalments) {
      const isKept = byPeriod.has(`${_id}_${period}`);
      if ((state === 'paid') !== isKept) problems.push(`I1 ${_id}_${period} is ${state}, and its money is ${isKept ? 'kept' : 'not kept'}`);
    }
    const paidFees = dues.filter(({ state }) => state === 'paid').length;
    const keptFees = kept.filter(({ tradeNo }) => tradeNo.startsWith(`${_id}_`) && isFee(tradeNo)).length;
    if (paidFees !== keptFees) problems.push(`I1 ${_id} has ${paidFees} paid fees, Alipay keeps ${keptFees}`);
  }
  return problems;
}

function parcelProblems({ plans, shipments, parcels }: Books): string[] {
  const problems: string[] = [];
  for (const { _id, instalments } of plans) {
    for (const { period, state } of instalments) {
      const id = `${_id}_${period}`;
      const left = parcels.filter((parcel) => parcel === id).length;
      if (left > 1) problems.push(`I3 ${id} left ${left} times`);
      if (left === 1 && state !== 'paid') problems.push(`I3 ${id} left and is ${state}`);
      if (left === 0 && state === 'paid')
        problems.push(`I3 ${id} is paid and never left (${shipments.find((one) => one._id === id)?.state ?? 'no shipment'})`);
    }
  }
  for (const { _id, otherOrderNos } of shipments) if (otherOrderNos.length > 0) problems.push(`I3 ${_id} has several orders`);
  return problems;
}

function pointsProblems({ plans, accounts, entries }: Books): string[] {
  const problems: string[] = [];
  for (const { _id, balance, debt, lots } of accounts) {
    const own = entries.filter(({ adopterId, state }) => adopterId === _id && state === 'applied');
    const sum = own.reduce((total, { points }) => total + points, 0);
    if (sum !== balance - debt) problems.push(`I4 ${_id} has ${balance}, its entries say ${sum}`);
    const left = lots.reduce((total, lot) => total + lot.left, 0);
    if (left !== balance) problems.push(`I4 ${_id} has ${balance}, its lots hold ${left}`);
  }
  for (const { _id, instalments } of plans) {
    for (const { period, state } of instalments) {
      const own = entries.filter((entry) => entry.contractId === _id && entry.period === period);
      const grants = own.filter(({ kind }) => kind === 'earn').length;
      if (state === 'paid' && grants !== 1) problems.push(`I4 ${_id}_${period} is paid and has ${grants} grants`);
      const reversals = own.filter(({ kind }) => kind === 'reverse').length;
      if (state === 'refunded' && grants > 0 && reversals === 0) problems.push(`I7 ${_id}_${period} is refunded and keeps its points`);
    }
  }
  return problems;
}

/** Liveness: nothing is left half done. */
function restProblems({ plans, shipments, entries, inForce }: Books): string[] {
  const problems: string[] = [];
  for (const { _id, state, instalments, dues = [], mandates } of plans) {
    for (const { period, attempts, refunds, state: stand } of [...instalments, ...dues]) {
      for (const attempt of attempts)
        if (attempt.state === 'charging' || attempt.state === 'unknown')
          problems.push(`I9 ${attempt.tradeNo} is ${attempt.state} for ever`);
      for (const refund of refunds)
        if (refund.state !== 'done') problems.push(`I9 the refund ${refund.requestNo} is ${refund.state} for ever`);
      if (stand === 'refunding') problems.push(`I9 ${_id}_${period} is refunding for ever`);
    }
    const standing = mandates.filter(({ externalAgreementNo }) => inForce.includes(externalAgreementNo));
    if (state === 'ended' && standing.length > 0) problems.push(`I5 ${_id} ended, and its mandate is in force`);
  }
  const over = ['shipped', 'delivered', 'compensated'];
  for (const { _id, state } of shipments) if (!over.includes(state)) problems.push(`I9 ${_id} stays ${state}`);
  for (const { _id, state } of entries) if (state === 'pending') problems.push(`I9 ${_id} stays pending`);
  return problems;
}
