import type { AgreementFound } from './mandate.ts';
import { currentMandate, type Decision, later, nothing, type Plan, withMandate } from './plan.ts';

/** Longest pause between two tries to end an agreement: Alipay may be away for hours, and an unwanted mandate is not to be forgotten. */
const LONGEST_PAUSE_MINUTES = 60;

/** Applies what Alipay's query told after it was asked to end the agreement; while it stands it is asked for again. */
export function applyUnsigned(plan: Plan, found: AgreementFound | 'gone' | 'unanswered', now: Date): Decision {
  const mandate = currentMandate(plan);
  if (plan.state !== 'ended' || mandate?.state !== 'signed') return nothing(plan);
  const isOver = found === 'gone' || (found !== 'unanswered' && found.status !== 'normal');
  if (isOver) return { ...nothing(plan), state: withMandate(plan, { ...mandate, state: 'revoked', revokedTime: now, askAt: undefined }) };
  const asks = mandate.asks + 1;
  const askAt = later(now, Math.min(asks, LONGEST_PAUSE_MINUTES) * 60_000);
  return { ...nothing(plan), state: withMandate(plan, { ...mandate, asks, askAt }) };
}
