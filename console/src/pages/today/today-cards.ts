import type { Schemas } from '@petpact/api/client';
import type { Tone } from '../../components/tones.ts';

type Count = Exclude<keyof Schemas['Today'], 'now'>;

export interface TodayCard {
  count: Count;
  /** Where the counted things are listed. */
  to: string;
  /** How the count looks while there is something. */
  tone: Tone;
}

/** What somebody of the shop has to act on, most pressing first. */
export const NEEDS_YOU: readonly TodayCard[] = [
  { count: 'underReview', to: '/applications?state=underReview', tone: 'brand' },
  { count: 'awaitingHandover', to: '/contracts?state=awaitingHandover', tone: 'sun' },
  { count: 'overduePlans', to: '/contracts?state=overdue', tone: 'rose' },
  { count: 'parcelExceptions', to: '/shipments?state=exceptions', tone: 'rose' },
  { count: 'shipmentsRefused', to: '/shipments?state=refused', tone: 'rose' },
  { count: 'asked', to: '/applications?state=asked', tone: 'slate' },
];

/** What goes its way by itself. */
export const RUNNING: readonly TodayCard[] = [
  { count: 'active', to: '/contracts?state=active', tone: 'leaf' },
  { count: 'awaitingMandate', to: '/contracts?state=signed', tone: 'sun' },
  { count: 'paused', to: '/contracts?state=paused', tone: 'slate' },
  { count: 'shipmentsWaiting', to: '/shipments?state=waiting', tone: 'plain' },
  { count: 'shipmentsAccepted', to: '/shipments?state=accepted', tone: 'sun' },
  { count: 'shipmentsShipped', to: '/shipments?state=shipped', tone: 'slate' },
];
