import type { Contract, Due, Instalment, Plan, Settlement } from '@/api/model';
import { addDays, addMonth } from '@/format/date';

/** A line of a settlement that says something; what is nothing is left out. A charge under way is told apart from what is never charged. */
export interface SettlementLine {
  kind: 'refund' | 'kept' | 'inFlight' | 'cancelled' | 'fee' | 'compensation';
  amountFen: number;
  periods: number[];
}

export const linesOf = (settlement: Settlement, amountFen: number): SettlementLine[] => {
  const { refundPeriods, refundFen, keptPeriods, keptFen, inFlightPeriod, cancelledPeriods, cancelledFen, feeFen, compensationFen } =
    settlement;
  const inFlight = inFlightPeriod === 0 ? [] : [inFlightPeriod];
  const never = cancelledPeriods.filter((period) => period !== inFlightPeriod);
  const lines: SettlementLine[] = [
    { kind: 'refund', amountFen: refundFen, periods: refundPeriods },
    { kind: 'inFlight', amountFen: inFlight.length * amountFen, periods: inFlight },
    { kind: 'kept', amountFen: keptFen, periods: keptPeriods },
    { kind: 'cancelled', amountFen: cancelledFen - (cancelledPeriods.length - never.length) * amountFen, periods: never },
    { kind: 'fee', amountFen: feeFen, periods: [] },
    { kind: 'compensation', amountFen: compensationFen, periods: [] },
  ];
  return lines.filter(({ amountFen: amount }) => amount > 0);
};

/** Runs of numbers, so that twelve periods are not read out one by one: 1, 2, 3, 7 → 1–3, 7. */
export const runsOf = (periods: readonly number[]): [from: number, to: number][] => {
  const runs: [number, number][] = [];
  for (const period of [...periods].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && last[1] === period - 1) last[1] = period;
    else runs.push([period, period]);
  }
  return runs;
};

const CAN_END: readonly Contract['state'][] = ['signed', 'awaitingHandover', 'active', 'paused'];

/** The adopter may leave: the contract is signed and not over, and no other end than an announced one is under way. */
export const canLeave = ({ state, ending }: Contract): boolean =>
  CAN_END.includes(state) && (ending === undefined || ending.cause === 'shopWish');

/** Ended before its time: nothing comes next. */
export const isCutShort = ({ state }: Contract): boolean => state === 'terminated' || state === 'breached';

/** Asked for and not carried out yet; what the shop has only announced goes on until its day. */
export const isEnding = (contract: Contract): boolean =>
  CAN_END.includes(contract.state) && contract.ending !== undefined && contract.ending.cause !== 'shopWish';

/** What is still under way after the end. */
export type ToCome = { kind: 'refund' | 'proof'; periods: number[]; amountFen: number } | { kind: 'mandate' };

/** Refunds on their way, paid periods whose parcel may still leave, and the mandate; nothing while the contract runs. */
export const toComeOf = (contract: Contract, plan: Plan | undefined): ToCome[] => {
  if (!plan || !isCutShort(contract)) return [];
  const wanted = contract.ending?.settlement.refundPeriods ?? [];
  const told = (kind: 'refund' | 'proof', some: Instalment[]): ToCome[] =>
    some.length === 0
      ? []
      : [{ kind, periods: some.map(({ period }) => period), amountFen: some.reduce((sum, { amountFen }) => sum + amountFen, 0) }];
  return [
    ...told(
      'refund',
      plan.instalments.filter(({ state }) => state === 'refunding'),
    ),
    ...told(
      'proof',
      plan.instalments.filter(({ state, period, shippedTime }) => state === 'paid' && !shippedTime && wanted.includes(period)),
    ),
    ...(plan.mandate.state === 'signed' ? [{ kind: 'mandate' } as const] : []),
  ];
};

/** What has to be paid at the cashier. */
export type Owed = { kind: 'period'; instalment: Instalment } | { kind: 'due'; due: Due };

export const owedOf = (plan: Plan): Owed[] => [
  ...plan.instalments.filter(({ state }) => state === 'overdue').map((instalment): Owed => ({ kind: 'period', instalment })),
  ...plan.dues.filter(({ state }) => state === 'open').map((due): Owed => ({ kind: 'due', due })),
];

/** The last day on which an overdue period costs nothing more. */
export const graceEnds = ({ planDate }: Instalment, graceDays: number): string => addDays(planDate, graceDays);

/** The period that can be left out, and where it would move; none while nothing is scheduled or a charge is under way. */
export const skippable = (
  { state, terms, pauseCount, ending }: Contract,
  plan: Plan,
): { period: number; from: string; to: string } | undefined => {
  if (state !== 'active' || plan.state !== 'active' || ending || pauseCount >= terms.rules.pauseTimesMax) return undefined;
  const next = plan.instalments.find((one) => one.state === 'scheduled');
  const isCharging = plan.instalments.some((one) => one.state === 'charging' || one.state === 'unknown');
  return next && !isCharging ? { period: next.period, from: next.planDate, to: addMonth(next.planDate) } : undefined;
};
