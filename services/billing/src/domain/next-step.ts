import { inGrace, lateAt } from './arrears.ts';
import { isUsedUp } from './caps.ts';
import { mustUnsign } from './end-plan.ts';
import { isNoticeInTime, noticeTime } from './notice.ts';
import { ARREARS, attemptInFlight, currentMandate, firstScheduled, type Instalment, MANDATE_REVOKED, type Plan } from './plan.ts';
import { dayToPostponeTo } from './postpone.ts';
import { openRefund } from './refund.ts';
import { nextTryTime, windowCloses } from './window.ts';

/** What the worker has to do with a plan, and when (business time; a time that is past means at once). */
export type Step =
  /** Ask what became of a charge. */
  | { kind: 'resolve'; period: number; attempt: number; at: Date }
  | { kind: 'refund'; period: number; requestNo: string; at: Date }
  /** Ask Alipay about the agreement. */
  | { kind: 'checkMandate'; at: Date }
  /** The period's window ends without a success. */
  | { kind: 'overdue'; period: number; at: Date }
  /** The days of grace of an overdue period are over. */
  | { kind: 'late'; period: number; at: Date }
  /** End the agreement at Alipay. */
  | { kind: 'unsign'; at: Date }
  /** Move Alipay's date to the next plan day. */
  | { kind: 'postpone'; at: Date }
  | { kind: 'notice'; period: number; at: Date }
  /** The notice was missed, or Alipay holds a later day: move the plan. */
  | { kind: 'reschedule'; period: number; at: Date }
  | { kind: 'charge'; period: number; at: Date };

/** Where several steps are due at once the earlier kind goes first: what is in flight before anything new. */
const ORDER: readonly Step['kind'][] = [
  'resolve',
  'refund',
  'checkMandate',
  'unsign',
  'overdue',
  'late',
  'postpone',
  'reschedule',
  'notice',
  'charge',
];

/**
 * The one place that says what happens next to a plan. Of the steps that are due the most urgent kind,
 * else the one that is due first; nothing when the plan waits for people only.
 */
export function nextStep(plan: Plan, now: Date): Step | undefined {
  const steps = possibleSteps(plan, now);
  const due = steps.filter(({ at }) => at <= now);
  if (due.length > 0) return due.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))[0];
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

function possibleSteps(plan: Plan, now: Date): Step[] {
  const steps: Step[] = [];
  const flying = attemptInFlight(plan);
  if (flying)
    steps.push({ kind: 'resolve', period: flying.payable.period, attempt: flying.attempt.attempt, at: flying.attempt.askAt ?? now });
  const refund = openRefund(plan);
  if (refund) steps.push({ kind: 'refund', period: refund.period, requestNo: refund.refund.requestNo, at: refund.refund.askAt });

  const mandate = currentMandate(plan);
  const postpone = dayToPostponeTo(plan);
  if (postpone) steps.push({ kind: 'postpone', at: mandate?.askAt ?? now });
  else if (mustUnsign(plan)) steps.push({ kind: 'unsign', at: mandate?.askAt ?? now });
  else if (mandate?.askAt && mandate.state !== 'revoked') steps.push({ kind: 'checkMandate', at: mandate.askAt });

  const grace = inGrace(plan);
  if (grace) steps.push({ kind: 'late', period: grace.period, at: lateAt(plan, grace) });

  const open = firstScheduled(plan);
  if (open && !flying) steps.push(...stepsOfPeriod(plan, open, now));
  else if (open && plan.state === 'active') steps.push(...noticeStep(open, now));
  return steps;
}

function stepsOfPeriod(plan: Plan, open: Instalment, now: Date): Step[] {
  const { period, planDate } = open;
  const closes = windowCloses(planDate);
  if (plan.state === 'suspended' && (plan.reason === MANDATE_REVOKED || plan.reason === ARREARS))
    // Before the handover nothing is owed, however long the new signature takes.
    return plan.startConfirmed ? [{ kind: 'overdue', period, at: closes }] : [];
  if (plan.state !== 'active') return [];
  const alipayDate = currentMandate(plan)?.nextDeductDate;
  // As after a success that went back: Alipay's date only ever moves on, so this day is lost.
  if (alipayDate && alipayDate > planDate) return [{ kind: 'reschedule', period, at: now }];
  if (isUsedUp(plan, open)) return [{ kind: 'overdue', period, at: closes }];
  if (open.needsNotice && !open.noticedTime) return noticeStep(open, now);
  if (now >= closes) return [{ kind: 'overdue', period, at: closes }];

  const tryTime = nextTryTime(open);
  if (!tryTime) return [{ kind: 'overdue', period, at: now }];
  // Alipay still holds an earlier day than ours, which is being postponed.
  if (alipayDate !== planDate) return [{ kind: 'overdue', period, at: closes }];
  return [{ kind: 'charge', period, at: tryTime }];
}

function noticeStep(open: Instalment, now: Date): Step[] {
  if (!open.needsNotice || open.noticedTime) return [];
  return [{ kind: isNoticeInTime(open, now) ? 'notice' : 'reschedule', period: open.period, at: noticeTime(open) }];
}
