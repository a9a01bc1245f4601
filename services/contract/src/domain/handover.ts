import { addDays, type CivilDate, civilDateOf } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';
import { type Contract, type ContractDecision, changeContract, type Duty, type StepContext, unchanged } from './contract.ts';
import { hasEnded } from './life-cycle.ts';
import { planDayFrom } from './plan-day.ts';
import { activate } from './plan-facts.ts';

/** A handover is booked at most this many days ahead: Alipay's mandate names the booked day. */
const MOST_DAYS_AHEAD = 90;

/**
 * Books the day on which the pet changes hands, or another one while nobody confirmed. Where the plan starts at handover the
 * booked day becomes plan day, and a plan that is open already is moved to it.
 * Refuses CONTRACT_NOT_SIGNED, INVALID_DATE, HANDOVER_CONFIRMED and, as plan days only move back, HANDOVER_ONLY_LATER.
 */
export function bookHandover(contract: Contract, date: CivilDate, context: StepContext): ContractDecision {
  requireSigned(contract);
  const today = civilDateOf(context.now);
  if (date < today || date > addDays(today, MOST_DAYS_AHEAD))
    throw new Refusal('INVALID_DATE', 'invalid', { from: today, to: addDays(today, MOST_DAYS_AHEAD) });
  const { handover } = contract;
  if (handover?.date === date) return unchanged(contract);
  if (handover?.adopterConfirmed || handover?.shopConfirmed) throw new Refusal('HANDOVER_CONFIRMED', 'precondition');
  const atHandover = contract.terms.planStart === 'handover' && contract.activatedAt === undefined;
  // Alipay only postpones an execution plan, never brings it forward (ALIPAY §5.2).
  if (atHandover && handover !== undefined && date < handover.date)
    throw new Refusal('HANDOVER_ONLY_LATER', 'precondition', { booked: handover.date });
  const change: Partial<Contract> = { handover: { date, adopterConfirmed: false, shopConfirmed: false } };
  if (atHandover) {
    const duty: Duty = handover === undefined ? { kind: 'openPlan', handoverDate: date } : { kind: 'movePlan', date };
    change.firstPlanDate = planDayFrom(date);
    // Only the last booking counts.
    change.duties = [...contract.duties.filter(({ kind }) => kind !== 'movePlan'), duty];
  }
  return { state: changeContract(contract, context, 'handoverBooked', change), facts: [{ type: 'handoverChanged', step: 'booked', date }] };
}

/**
 * One side says that the pet changed hands. With both, the handover is done; where the plan starts there the contract runs and
 * billing may charge. Refuses HANDOVER_NOT_BOOKED, HANDOVER_TOO_EARLY before the booked day, and MANDATE_MISSING where the plan
 * starts at handover and the mandate does not stand yet. Confirming twice is once.
 */
export function confirmHandover(contract: Contract, side: 'adopter' | 'shop', context: StepContext): ContractDecision {
  requireSigned(contract);
  const { handover } = contract;
  if (handover === undefined) throw new Refusal('HANDOVER_NOT_BOOKED', 'precondition');
  const today = civilDateOf(context.now);
  if (today < handover.date) throw new Refusal('HANDOVER_TOO_EARLY', 'precondition', { booked: handover.date });
  const startsHere = contract.terms.planStart === 'handover' && contract.activatedAt === undefined;
  if (startsHere && contract.state === 'signed') throw new Refusal('MANDATE_MISSING', 'precondition');
  if (side === 'adopter' ? handover.adopterConfirmed : handover.shopConfirmed) return unchanged(contract);
  const confirmed = { ...handover, ...(side === 'adopter' ? { adopterConfirmed: true } : { shopConfirmed: true }) };
  const type = side === 'adopter' ? 'adopterConfirmed' : 'shopConfirmed';
  const said = changeContract(contract, context, `handover.${type}`, { handover: confirmed });
  const facts: ContractDecision['facts'] = [{ type: 'handoverChanged', step: type, date: today }];
  if (!confirmed.adopterConfirmed || !confirmed.shopConfirmed) return { state: said, facts };
  facts.push({ type: 'handoverChanged', step: 'done', date: today });
  if (!startsHere) return { state: said, facts };
  const running = activate({ ...said, duties: [...said.duties, { kind: 'startPlan', date: today }] }, context);
  return { state: running.state, facts: [...facts, ...running.facts] };
}

function requireSigned(contract: Contract): void {
  if (contract.state === 'draft' || hasEnded(contract.state))
    throw new Refusal('CONTRACT_NOT_SIGNED', 'precondition', { state: contract.state });
}
