import type { Contract, Instalment, Parcel, Plan } from '@/api/model';

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

/** A parcel's track, newest first: a carrier may tell it in any order. */
export const newestFirst = ({ track }: Parcel): Parcel['track'] =>
  [...track].sort((one, other) => Date.parse(other.atTime) - Date.parse(one.atTime));

/** Where the plan starts when the pet comes home, it is opened, and its mandate can be signed, only once the day is agreed. */
export const waitsForHandoverDate = ({ terms, state, handoverDate }: Contract): boolean =>
  terms.planStart === 'handover' && state === 'signed' && handoverDate === '';

/** Whether the handover still concerns the adopter: it is to be agreed, or not yet confirmed by both. */
export const handoverIsOpen = ({ terms, state, handoverDate, adopterConfirmed, shopConfirmed }: Contract): boolean =>
  ['signed', 'awaitingHandover', 'active', 'paused'].includes(state) &&
  !(adopterConfirmed && shopConfirmed) &&
  (handoverDate !== '' || (terms.planStart === 'handover' && state !== 'active' && state !== 'paused'));
