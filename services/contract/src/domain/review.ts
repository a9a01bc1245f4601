import { Refusal } from '@petpact/kit/refusal';
import {
  type Application,
  type ApplicationDecision,
  type CreditOutcome,
  endWithout,
  hoursAfter,
  requireOpen,
  step,
} from './application.ts';
import type { Policy } from './policy.ts';

/** Tier of adopters whom the shop approves without a score. */
export const MANUAL_TIER = 'manual';

const LONGEST_TEXT = 500;

/**
 * What the credit check leads to (A1): passed → approved, or to the shop where its policy says so; below the threshold → declined;
 * no data or not authorised → what the policy says; unreachable → stays open for another try, and the shop may look at it.
 * Refuses APPLICATION_CLOSED; an application that is decided or with the shop stays as it is.
 */
export function applyCredit(
  application: Application,
  credit: { outcome: CreditOutcome; tier?: string },
  at: { policy: Policy; now: Date },
): ApplicationDecision {
  requireOpen(application);
  if (!awaitsCredit(application)) return { state: application, facts: [] };
  const { outcome, tier } = credit;
  const { policy, now } = at;
  const checked = { creditOutcome: outcome, tier: outcome === 'passed' ? tier : undefined };
  switch (outcome) {
    case 'passed':
      if (policy.autoApprove)
        return approve(application, now, { ...checked, hours: policy.approvalHours, approvedBy: 'policy', reason: 'CREDIT_PASSED' });
      return step(application, now, { ...checked, state: 'underReview', reason: 'SHOP_REVIEWS_ALL' });
    case 'rejected':
      return endWithout(application, now, { ...checked, state: 'declined', reason: 'ZHIMA_BELOW_THRESHOLD' });
    case 'notAvailable':
    case 'notAuthorised': {
      const reason = outcome === 'notAvailable' ? 'ZHIMA_NO_DATA' : 'ZHIMA_NOT_AUTHORISED';
      if (policy.withoutScore === 'decline') return endWithout(application, now, { ...checked, state: 'declined', reason });
      return step(application, now, { ...checked, state: 'underReview', reason });
    }
    case 'unreachable':
      return step(application, now, { ...checked, state: 'underReview', reason: 'ZHIMA_UNREACHABLE' });
  }
}

/** Waits for a first check, or for another after Zhima could not be reached. */
export const awaitsCredit = ({ state, creditOutcome }: Application): boolean =>
  state === 'submitted' || (state === 'underReview' && creditOutcome === 'unreachable');

export type StaffDecision = { kind: 'approve' | 'decline' | 'ask'; text: string };

/**
 * The shop's decision. Refuses APPLICATION_NOT_UNDER_REVIEW, REASON_REQUIRED (declining and asking need words) and TEXT_TOO_LONG.
 * The same decision again changes nothing.
 */
export function decideByStaff(application: Application, decision: StaffDecision, at: { policy: Policy; now: Date }): ApplicationDecision {
  const text = decision.text.trim();
  if (isRepeat(application, decision.kind, text)) return { state: application, facts: [] };
  if (application.state !== 'underReview' && application.state !== 'asked') {
    throw new Refusal('APPLICATION_NOT_UNDER_REVIEW', 'precondition', { state: application.state });
  }
  if (text === '' && decision.kind !== 'approve') throw new Refusal('REASON_REQUIRED', 'invalid');
  checkLength(text);
  const { policy, now } = at;
  switch (decision.kind) {
    case 'approve':
      return approve(application, now, {
        tier: application.tier ?? MANUAL_TIER,
        hours: policy.approvalHours,
        approvedBy: 'staff',
        reason: 'SHOP_APPROVED',
        reasonText: text,
      });
    case 'decline':
      return endWithout(application, now, { state: 'declined', reason: 'SHOP_DECLINED', reasonText: text });
    case 'ask':
      // The adopter gets the full time to answer.
      return step(application, now, { state: 'asked', question: text, answer: undefined, ...heldFor(policy.holdHours, now) });
  }
}

function isRepeat(application: Application, kind: StaffDecision['kind'], text: string): boolean {
  if (kind === 'approve') return application.state === 'approved' && application.approvedBy === 'staff';
  if (kind === 'decline') return application.state === 'declined' && application.reasonText === text;
  return application.state === 'asked' && application.question === text;
}

/** The adopter's answer; the shop looks again. Refuses NO_QUESTION, ANSWER_REQUIRED and TEXT_TOO_LONG. */
export function answerQuestion(application: Application, answer: string, now: Date): ApplicationDecision {
  const text = answer.trim();
  if (application.state === 'underReview' && application.question !== undefined && application.answer === text)
    return { state: application, facts: [] };
  if (application.state !== 'asked') throw new Refusal('NO_QUESTION', 'precondition', { state: application.state });
  if (text === '') throw new Refusal('ANSWER_REQUIRED', 'invalid');
  checkLength(text);
  return step(application, now, { state: 'underReview', answer: text, reason: 'QUESTION_ANSWERED' });
}

function approve(
  application: Application,
  now: Date,
  approval: Pick<Application, 'tier' | 'approvedBy' | 'reason' | 'reasonText' | 'creditOutcome'> & { hours: number },
): ApplicationDecision {
  const { hours, ...change } = approval;
  const creditOutcome = change.creditOutcome ?? application.creditOutcome;
  return step(application, now, { ...change, creditOutcome, state: 'approved', ...heldFor(hours, now) });
}

function heldFor(hours: number, now: Date): Pick<Application, 'holdUntil' | 'petDuty'> {
  return { holdUntil: hoursAfter(now, hours), petDuty: { kind: 'hold', hours } };
}

function checkLength(text: string): void {
  if (text.length > LONGEST_TEXT) throw new Refusal('TEXT_TOO_LONG', 'invalid', { most: `${LONGEST_TEXT}` });
}
