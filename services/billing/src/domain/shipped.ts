import { type LedgerEntry, shipEntry } from './ledger.ts';
import { type Decision, type Instalment, instalmentOf, nothing, type Plan, withInstalment } from './plan.ts';

/**
 * The period's parcel left: its money is earned, unless it is on its way back. Whether it is earned is decided
 * here and stored before the ledger is written, because a refund decided at the same moment must see it.
 */
export function recordShipped(plan: Plan, period: number, now: Date): Decision {
  const instalment = instalmentOf(plan, period);
  if (!instalment || instalment.shippedTime) return nothing(plan);
  const recognised = instalment.state === 'paid';
  return { state: withInstalment(plan, { ...instalment, shippedTime: now, recognised }), facts: [], entries: [] };
}

/** The entry a shipped and earned period must have in the ledger. */
export function earnedEntry(plan: Plan, { period, amountFen, recognised, shippedTime }: Instalment): LedgerEntry | undefined {
  if (!recognised || !shippedTime) return undefined;
  return shipEntry({ merchantId: plan.merchantId, contractId: plan._id, period, atTime: shippedTime }, amountFen);
}
