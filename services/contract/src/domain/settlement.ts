import { addDays, type CivilDate, civilDateOf } from '@petpact/kit/civil-date';
import { type Fen, fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import type { Contract } from './contract.ts';

/** Why a contract ends before its time; each has its own consequences in the agreement. */
export type EndCause =
  | 'adopterWish'
  | 'petDied'
  | 'petReturned'
  | 'guaranteeIllness'
  | 'shopBreach'
  | 'shopWish'
  | 'adopterBreach'
  /** Signed, but no mandate in all the days that were agreed for the handover. */
  | 'mandateMissing';

/** What billing knows of a period's money. */
export interface PeriodMoney {
  period: number;
  amountFen: Fen;
  stand: 'open' | 'inFlight' | 'paid' | 'givenBack' | 'overdue' | 'cancelled';
  hasShipped: boolean;
}

/** What the end comes to by the contract's own rules. Sums in fen. */
export interface Settlement {
  cause: EndCause;
  coolingOff: boolean;
  effectiveDate: CivilDate;
  /** Paid and not shipped: goes back once it is proved that nothing leaves. */
  refundPeriods: number[];
  refundFen: Fen;
  keptPeriods: number[];
  keptFen: Fen;
  /** 0 = none. */
  inFlightPeriod: number;
  /** The unpaid rest, with what is overdue and not shipped, and a charge in flight. */
  cancelledPeriods: number[];
  cancelledFen: Fen;
  /** What the adopter owes for the end, and its share of the unpaid rest in basis points. */
  feeFen: Fen;
  feeBp: number;
  /** What the shop owes on its breach besides the refund, and its share of that in basis points. */
  compensationFen: Fen;
  compensationBp: number;
}

/**
 * Works out the end of a contract. Leaving costs nothing within the cooling-off days, while the plan has never begun, when the shop
 * has given notice itself, and where neither side can help it. Refuses BREACH_NOT_REACHED below the overdue instalments of the contract.
 */
export function settle(contract: Contract, money: readonly PeriodMoney[], cause: EndCause, now: Date): Settlement {
  const { rules } = contract.terms;
  const refund = money.filter(({ stand, hasShipped }) => stand === 'paid' && !hasShipped);
  const kept = money.filter(({ stand, hasShipped }) => stand === 'paid' && hasShipped);
  const rest = money.filter(({ stand, hasShipped }) => (stand === 'open' || stand === 'inFlight' || stand === 'overdue') && !hasShipped);
  if (cause === 'adopterBreach') requireBreach(money, rules.breachAfterOverdue);
  const coolingOff = cause === 'adopterWish' && isCoolingOff(contract, now);
  const feeBp = feeShare(contract, cause, coolingOff);
  const compensationBp = cause === 'shopBreach' ? rules.merchantBreachFeeBp : 0;
  const today = civilDateOf(now);
  return {
    cause,
    coolingOff,
    effectiveDate: cause === 'shopWish' ? addDays(today, rules.terminationNoticeDays) : today,
    ...summed('refund', refund),
    ...summed('kept', kept),
    inFlightPeriod: money.find(({ stand }) => stand === 'inFlight')?.period ?? 0,
    ...summed('cancelled', rest),
    feeFen: share(sum(rest), feeBp),
    feeBp,
    compensationFen: share(sum(refund), compensationBp),
    compensationBp,
  };
}

/** Through the whole last day, counted from the day after signing. */
function isCoolingOff({ signed, terms }: Contract, now: Date): boolean {
  return signed !== undefined && civilDateOf(now) <= addDays(civilDateOf(signed.signedAt), terms.rules.coolingOffDays);
}

function feeShare({ activatedAt, ending, terms: { rules } }: Contract, cause: EndCause, coolingOff: boolean): number {
  if (cause === 'adopterBreach') return rules.breachFeeBp;
  const isFree = coolingOff || activatedAt === undefined || ending?.settlement.cause === 'shopWish';
  return cause === 'adopterWish' && !isFree ? rules.terminationFeeBp : 0;
}

function requireBreach(money: readonly PeriodMoney[], after: number): void {
  const overdue = money.filter(({ stand }) => stand === 'overdue').length;
  if (overdue < after) throw new Refusal('BREACH_NOT_REACHED', 'precondition', { overdue: `${overdue}`, after: `${after}` });
}

const sum = (periods: readonly PeriodMoney[]): number => periods.reduce((total, { amountFen }) => total + amountFen, 0);

/** Half a fen goes to whoever owes. */
const share = (amountFen: number, basisPoints: number): Fen => fen(Math.floor((amountFen * basisPoints) / 10_000));

function summed<K extends 'refund' | 'kept' | 'cancelled'>(name: K, periods: readonly PeriodMoney[]) {
  return { [`${name}Periods`]: periods.map(({ period }) => period), [`${name}Fen`]: fen(sum(periods)) } as {
    [P in `${K}Periods`]: number[];
  } & { [P in `${K}Fen`]: Fen };
}
