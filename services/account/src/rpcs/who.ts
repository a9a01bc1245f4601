import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';

/** Refuses NOT_ALLOWED unless the caller owns the shop, operates the platform, or is a service. */
export function requireOwnerOrPlatform(caller: Caller): void {
  const { kind, roles } = caller.actor;
  if (kind === 'operator' || kind === 'service' || (kind === 'staff' && roles?.includes('owner'))) return;
  throw new Refusal('NOT_ALLOWED', 'denied', { actor: kind });
}

/**
 * Whose record a call is about: an adopter only ever his own, whatever id he sends;
 * staff of the shop and services whom they name. Refuses NOT_ALLOWED.
 */
export function subjectOf(caller: Caller, adopterId: string): string {
  const { kind, id } = caller.actor;
  if (kind === 'adopter') {
    if (adopterId !== '' && adopterId !== id) throw new Refusal('ADOPTER_NOT_FOUND', 'notFound');
    return id;
  }
  if ((kind !== 'staff' && kind !== 'service') || adopterId === '') throw new Refusal('NOT_ALLOWED', 'denied', { actor: kind });
  return adopterId;
}

/** The adopter who changes his own record. Refuses NOT_ALLOWED for anybody else. */
export function self(caller: Caller): string {
  if (caller.actor.kind !== 'adopter') throw new Refusal('NOT_ALLOWED', 'denied', { actor: caller.actor.kind });
  return caller.actor.id;
}
