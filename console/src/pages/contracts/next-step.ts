import type { Schemas } from '@petpact/api/client';
import { sayDate, sayMoment } from '../../format/date.ts';
import type { Language } from '../../i18n/language.ts';
import type { Texts } from '../../i18n/texts.ts';
import { standOf } from './ending.ts';

type Adoption = Schemas['Adoption'];
type PlanStep = 'charge' | 'notice' | 'resolve' | 'refund' | 'checkMandate' | 'unsign' | 'overdue' | 'late' | 'postpone' | 'reschedule';

/** What happens next to a contract, and whom it waits for. */
export type Next =
  | { kind: 'draft' | 'signed' | 'planOpening' | 'bookHandover' | 'shopConfirms' | 'adopterConfirms' | 'ending' | 'ended' | 'noStep' }
  | { kind: 'handoverOn' | 'paused'; date: string }
  | { kind: 'suspended'; reason: string }
  | { kind: PlanStep; period: number; time: string | undefined };

const ENDED: readonly string[] = ['completed', 'terminated', 'breached', 'expired'];
const AFTERWARDS: readonly string[] = ['resolve', 'refund', 'unsign'];
const STEPS: readonly string[] = [
  'charge',
  'notice',
  'resolve',
  'refund',
  'checkMandate',
  'unsign',
  'overdue',
  'late',
  'postpone',
  'reschedule',
] satisfies PlanStep[];

/** Steps that want somebody of the shop to act. */
export const WAITS_FOR_SHOP: readonly Next['kind'][] = ['bookHandover', 'shopConfirms', 'suspended'];

/** The contract's own state comes first; a running one follows its plan. */
export const nextOf = ({ contract, plan }: Adoption): Next => {
  const { state, terms, handoverDate, pausedUntilDate } = contract;
  // What is still on its way back, or to be ended at Alipay, goes on after the contract's end.
  if (ENDED.includes(state)) return plan && AFTERWARDS.includes(plan.nextStep) ? planStep(plan) : { kind: 'ended' };
  if (state === 'draft') return { kind: 'draft' };
  // An announced end is still to come: until its day the plan goes on.
  if (standOf(contract) === 'underWay') return { kind: 'ending' };
  if (plan?.state === 'suspended') return { kind: 'suspended', reason: plan.reason };
  if (state === 'paused') return { kind: 'paused', date: pausedUntilDate };
  if (state === 'signed') {
    if (terms.planStart === 'handover' && handoverDate === '') return { kind: 'bookHandover' };
    return { kind: plan ? 'signed' : 'planOpening' };
  }
  if (state === 'awaitingHandover') return handoverStep(contract);
  return plan ? planStep(plan) : { kind: 'planOpening' };
};

const handoverStep = ({ handoverDate, adopterConfirmed, shopConfirmed }: Schemas['Contract']): Next => {
  if (handoverDate === '') return { kind: 'bookHandover' };
  if (adopterConfirmed && !shopConfirmed) return { kind: 'shopConfirms' };
  if (shopConfirmed && !adopterConfirmed) return { kind: 'adopterConfirms' };
  return { kind: 'handoverOn', date: handoverDate };
};

const planStep = ({ nextStep, nextStepTime, instalments }: Schemas['Plan']): Next => {
  if (!STEPS.includes(nextStep)) return { kind: 'noStep' };
  const kind = nextStep as PlanStep;
  const meant = { resolve: ['charging', 'unknown'], refund: ['refunding'], late: ['overdue'] }[kind as string] ?? ['scheduled'];
  return { kind, period: instalments.find(({ state }) => meant.includes(state))?.period ?? 0, time: nextStepTime };
};

/** The next step as a sentence. */
export const sayNext = (next: Next, { contracts: { next: words, planReasons }, ending }: Texts, language: Language): string => {
  switch (next.kind) {
    case 'handoverOn':
    case 'paused':
      return words[next.kind](sayDate(next.date, language));
    case 'suspended':
      return words.suspended(planReasons[next.reason.split(':')[0] ?? ''] ?? next.reason);
    case 'ending':
    case 'unsign':
      return ending[next.kind];
    case 'late':
      return ending.late(next.period, sayMoment(next.time, language));
    case 'charge':
    case 'notice':
    case 'overdue':
      return words[next.kind](next.period, sayMoment(next.time, language));
    case 'resolve':
    case 'refund':
    case 'reschedule':
      return words[next.kind](next.period);
    default:
      return words[next.kind];
  }
};
