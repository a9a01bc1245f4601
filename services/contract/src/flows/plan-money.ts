import { fen } from '@petpact/kit/fen';
import { Refusal } from '@petpact/kit/refusal';
import type { Instalment, Plan } from '@petpact/proto/billing/v1/billing_service';
import type { Contract } from '../domain/contract.ts';
import type { PeriodMoney } from '../domain/settlement.ts';
import { asContract, type ContractPorts } from '../ports.ts';

const STANDS: Partial<Record<Instalment['state'], PeriodMoney['stand']>> = {
  STATE_SCHEDULED: 'open',
  STATE_CHARGING: 'inFlight',
  STATE_UNKNOWN: 'inFlight',
  STATE_PAID: 'paid',
  STATE_OVERDUE: 'overdue',
  STATE_REFUNDING: 'givenBack',
  STATE_REFUNDED: 'givenBack',
  STATE_CANCELLED: 'cancelled',
};

/** The plan as billing has it; none where it was never opened, as before a handover is booked. */
export async function readPlan(ports: ContractPorts, contract: Contract): Promise<Plan | undefined> {
  try {
    const { plan } = await ports.billing.getPlan({ contractId: contract._id }, asContract(contract, `ending:${contract._id}`));
    return plan;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'notFound') return undefined;
    throw error;
  }
}

/** The money of every period: as billing tells it, or as it was agreed where there is no plan yet. */
export function moneyOf({ terms }: Contract, plan: Plan | undefined): PeriodMoney[] {
  if (plan !== undefined) {
    return plan.instalments.map(({ period, amountFen, state, shippedTime }) => {
      const stand = STANDS[state];
      if (stand === undefined) throw new Error(`billing tells a state that is not known here: ${state}`);
      return { period, amountFen: fen(amountFen), stand, hasShipped: shippedTime !== undefined };
    });
  }
  return Array.from({ length: terms.periods }, (_, index) => ({
    period: index + 1,
    amountFen: terms.amountFen,
    stand: 'open',
    hasShipped: false,
  }));
}
