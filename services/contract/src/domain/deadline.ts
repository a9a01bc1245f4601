import { instantAt } from '@petpact/kit/civil-date';
import type { Contract } from './contract.ts';
import { hasEnded } from './life-cycle.ts';

/** How long before its end the hold of a signed contract's pet is renewed. */
export const RENEWED_BEFORE_MS = 2 * 86_400_000;

/** When time itself brings something: a draft runs out, a pause or the contract ends, a hold is renewed. */
export function deadlineOf(contract: Contract): Date | undefined {
  if (hasEnded(contract.state)) return undefined;
  return earliest(announcedEnd(contract), mandateUntil(contract), ownDeadline(contract));
}

/** When a signed contract without a mandate ends by itself: as long after signing as the handover may take. */
export function mandateUntil({ state, signed, mandateLostAt, terms }: Contract): Date | undefined {
  const since = mandateLostAt ?? signed?.signedAt;
  if (state !== 'signed' || since === undefined) return undefined;
  return new Date(since.getTime() + terms.rules.handoverWithinDays * 86_400_000);
}

function announcedEnd({ ending }: Contract): Date | undefined {
  return ending?.settlement.cause === 'shopWish' ? instantAt(ending.settlement.effectiveDate, '00:00') : undefined;
}

function ownDeadline({ state, draftUntil, pause, petHeldUntil }: Contract): Date | undefined {
  if (state === 'draft') return draftUntil;
  if (state === 'signed' || state === 'awaitingHandover') return petHeldUntil && new Date(petHeldUntil.getTime() - RENEWED_BEFORE_MS);
  // Through the whole last day; the plan itself resumes with the first plan day that leaves time for its notice.
  if (state === 'paused' && pause !== undefined) return instantAt(pause.until, '23:59');
  return undefined;
}

function earliest(...instants: (Date | undefined)[]): Date | undefined {
  return instants.filter((one) => one !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
}
