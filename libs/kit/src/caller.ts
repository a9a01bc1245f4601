import { Refusal } from './refusal.ts';

export type ActorKind = 'adopter' | 'staff' | 'operator' | 'warehouse' | 'service' | 'visitor';

/**
 * Who calls, for which shop and why: part of every rpc and every event (ARCHITECTURE, rule 5).
 * `onBehalfOf` names the person a service works for; `reason` is given in a support session and for acts that want one; the audit trail keeps it.
 */
export interface Caller {
  merchantId: string;
  actor: { kind: ActorKind; id: string; roles?: string[] };
  onBehalfOf?: string;
  reason?: string;
  requestId: string;
}

/** The merchantId of calls that belong to no shop: operators, and log-in before the shop is known. */
export const PLATFORM = 'platform';

/** The caller of work that no request started: a service in its own name. */
export function serviceCaller(service: string, merchantId: string, work: { onBehalfOf?: string; requestId: string }): Caller {
  const { onBehalfOf, requestId } = work;
  return { merchantId, actor: { kind: 'service', id: service }, ...(onBehalfOf === undefined ? {} : { onBehalfOf }), requestId };
}

/** Refuses NOT_ALLOWED unless the actor is of one of these kinds. */
export function requireActor(caller: Caller, ...kinds: ActorKind[]): void {
  if (!kinds.includes(caller.actor.kind)) throw new Refusal('NOT_ALLOWED', 'denied', { actor: caller.actor.kind });
}

/** Refuses NOT_ALLOWED unless one of these services calls in its own name: for what the others have no business with. */
export function requireService(caller: Caller, ...names: string[]): void {
  requireActor(caller, 'service');
  if (!names.includes(caller.actor.id)) throw new Refusal('NOT_ALLOWED', 'denied', { actor: caller.actor.id });
}

/**
 * Whose record a call is about: an adopter only ever his own, whatever id he sends; staff of the shop and services whom
 * they name. Refuses ADOPTER_NOT_FOUND, NOT_ALLOWED.
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

/** The person who changes his own record. Refuses NOT_ALLOWED for anybody but an adopter. */
export function self(caller: Caller): string {
  requireActor(caller, 'adopter');
  return caller.actor.id;
}

/** Refuses NOT_ALLOWED unless the caller owns the shop, operates the platform, or is a service. */
export function requireOwnerOrPlatform(caller: Caller): void {
  const { kind, roles } = caller.actor;
  if (kind === 'operator' || kind === 'service' || (kind === 'staff' && roles?.includes('owner'))) return;
  throw new Refusal('NOT_ALLOWED', 'denied', { actor: kind });
}

export { CallerSigner, CallerVerifier, newCallerKeys } from './caller-token.ts';
