import { Refusal } from './refusal.ts';

export type ActorKind = 'adopter' | 'staff' | 'operator' | 'warehouse' | 'service' | 'visitor';

/**
 * Who calls, for which shop and why: part of every rpc and every event (ARCHITECTURE, rule 5).
 * `onBehalfOf` names the person a service works for; `reason` is given in a support session.
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

export { CallerSigner, CallerVerifier, newCallerKeys } from './caller-token.ts';
