import type { Instalment, Plan } from '@/api/model';

const OPEN: readonly Instalment['state'][] = ['scheduled', 'charging', 'unknown'];

/** The next instalment that will be charged; none while the plan is paused, suspended or over. */
export const nextInstalment = (plan: Plan): Instalment | undefined =>
  plan.state === 'active' || plan.state === 'awaitingMandate' || plan.state === 'awaitingStart'
    ? plan.instalments.find(({ state }) => OPEN.includes(state))
    : undefined;

export const paidCount = (plan: Plan): number =>
  plan.instalments.filter(({ state }) => state === 'paid' || state === 'refunding' || state === 'refunded').length;

/** What is still to be paid: instalments that were not paid and will be tried. */
export const leftFen = (plan: Plan): number =>
  plan.instalments.filter(({ state }) => OPEN.includes(state) || state === 'overdue').reduce((sum, { amountFen }) => sum + amountFen, 0);
