import { type Caller, requireActor } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { type ChargingStop, resumeCharging, stopCharging, unpressed } from '../domain/stop.ts';
import type { BillingPorts } from '../ports.ts';

/** How the shop's stop button stands. */
export async function chargingStopOf({ stops, clock }: BillingPorts, merchantId: string): Promise<ChargingStop> {
  return (await stops.read(merchantId, merchantId)) ?? unpressed(merchantId, clock.now());
}

/** From the answer on no charge of this shop begins; what is in flight is still resolved. Its owner and managers, and services. */
export function pressStop(ports: BillingPorts, reason: string, caller: Caller): Promise<ChargingStop> {
  const { kind, id } = caller.actor;
  // The reason travels with the fact, into the audit trail.
  return change(ports, { ...caller, reason: reason.trim() }, (stop) =>
    stopCharging(stop, { reason, actorKind: kind, actorId: id }, ports.clock.now()),
  );
}

/** Charging goes on. The owner. */
export function liftStop(ports: BillingPorts, caller: Caller): Promise<ChargingStop> {
  const { kind, id } = caller.actor;
  return change(ports, caller, (stop) => resumeCharging(stop, { actorKind: kind, actorId: id }, ports.clock.now()));
}

async function change(
  { stops, clock }: BillingPorts,
  caller: Caller,
  decide: (stop: ChargingStop) => ReturnType<typeof stopCharging>,
): Promise<ChargingStop> {
  const { merchantId } = caller;
  const fresh = decide(unpressed(merchantId, clock.now()));
  if (fresh.state.stopped && (await stops.create(fresh.state, fresh.facts, caller))) return fresh.state;
  if (!(await stops.read(merchantId, merchantId))) return fresh.state;
  return stops.decide(merchantId, merchantId, caller, decide);
}

/** Owner and managers of the shop; services act by themselves, as the auditor does. */
export function requireStopper(caller: Caller, ...roles: string[]): void {
  requireActor(caller, 'staff', 'service');
  if (caller.actor.kind === 'staff' && !roles.some((role) => caller.actor.roles?.some((own) => own === role)))
    throw new Refusal('NOT_ALLOWED', 'denied', { role: roles.join(',') });
}
