import { type Caller, requireActor } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';

type Owned = { adopterId: string };

/** An adopter sees and changes only what is his; another's is not found. */
export function requireOwner(caller: Caller, owned: Owned, reason: 'APPLICATION_NOT_FOUND' | 'CONTRACT_NOT_FOUND'): void {
  requireActor(caller, 'adopter');
  if (owned.adopterId !== caller.actor.id) throw new Refusal(reason, 'notFound');
}

/** The adopter himself, staff of the shop, a support session of an operator, or a service. */
export function requireReader(caller: Caller, owned: Owned, reason: 'APPLICATION_NOT_FOUND' | 'CONTRACT_NOT_FOUND'): void {
  requireActor(caller, 'adopter', 'staff', 'operator', 'service');
  if (caller.actor.kind === 'adopter') requireOwner(caller, owned, reason);
}

/** The adopter himself or staff of the shop: both may act. */
export function requireParty(caller: Caller, owned: Owned): void {
  requireActor(caller, 'adopter', 'staff');
  if (caller.actor.kind === 'adopter') requireOwner(caller, owned, 'CONTRACT_NOT_FOUND');
}

/** Of the shop's staff only those with one of the roles; whoever is no staff is not asked for one. */
export function requireRole({ actor }: Caller, ...roles: ('owner' | 'manager')[]): void {
  if (actor.kind === 'staff' && !roles.some((role) => actor.roles?.includes(role)))
    throw new Refusal('NOT_ALLOWED', 'denied', { role: roles.join(',') });
}
