import { Refusal } from '@petpact/kit/refusal';
import { instalmentOf, type Plan, withInstalment } from './plan.ts';
import { windowCloses } from './window.ts';

const LONGEST_REASON = 200;

/** A shop's stop button: while it is pressed no charge of the shop begins. One document a merchant. */
export interface ChargingStop {
  /** The merchant's id. */
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  stopped: boolean;
  /** Why, in words; empty when it is not pressed. */
  reason: string;
  actorKind: string;
  actorId: string;
  /** Business time of the last change. */
  changedTime: Date;
}

export type StopFact = { type: 'chargingStopped'; reason: string } | { type: 'chargingResumed' };

type StopDecision = { state: ChargingStop; facts: StopFact[] };

/** A shop that never pressed it. */
export function unpressed(merchantId: string, now: Date): ChargingStop {
  return { _id: merchantId, merchantId, version: 0, schema: 1, stopped: false, reason: '', actorKind: '', actorId: '', changedTime: now };
}

/** Presses the button; a pressed one stays as it is. Refuses REASON_REQUIRED and INVALID_REASON. */
export function stopCharging(stop: ChargingStop, by: { reason: string; actorKind: string; actorId: string }, now: Date): StopDecision {
  if (stop.stopped) return { state: stop, facts: [] };
  const reason = by.reason.trim();
  if (reason === '') throw new Refusal('REASON_REQUIRED', 'invalid');
  if (reason.length > LONGEST_REASON) throw new Refusal('INVALID_REASON', 'invalid', { most: `${LONGEST_REASON}` });
  return { state: { ...stop, ...by, reason, stopped: true, changedTime: now }, facts: [{ type: 'chargingStopped', reason }] };
}

/** Charging may go on. */
export function resumeCharging(stop: ChargingStop, by: { actorKind: string; actorId: string }, now: Date): StopDecision {
  if (!stop.stopped) return { state: stop, facts: [] };
  return { state: { ...stop, ...by, reason: '', stopped: false, changedTime: now }, facts: [{ type: 'chargingResumed' }] };
}

/** Remembers since when a plan is held up by its shop's stop, so that nobody becomes overdue by it. */
export const heldUp = (plan: Plan, now: Date): Plan => (plan.heldSince ? plan : { ...plan, heldSince: now });

/** The stop is over. */
export function released({ heldSince: _, ...plan }: Plan): Plan {
  return plan;
}

/** The period's window ended while the shop had stopped charging: that is not the payer's doing. */
export function missedByStop(plan: Plan, period: number): boolean {
  const instalment = instalmentOf(plan, period);
  return plan.heldSince !== undefined && instalment !== undefined && plan.heldSince < windowCloses(instalment.planDate);
}

/** A charge that was written down and must not be sent after all, for the button was pressed in between. Nobody has to be told. */
export function withdrawn(plan: Plan, ref: { period: number; attempt: number }): Plan {
  const instalment = instalmentOf(plan, ref.period);
  if (instalment?.state !== 'charging') return plan;
  const attempts = instalment.attempts.map((old) =>
    old.attempt === ref.attempt ? { ...old, state: 'closed' as const, askAt: undefined } : old,
  );
  return withInstalment(plan, { ...instalment, state: 'scheduled', attempts });
}
