import type { Schemas } from '@petpact/api/client';

/** How a state looks: done well, under way, waits for somebody, went wrong, or quiet. */
export type Tone = 'leaf' | 'brand' | 'sun' | 'rose' | 'slate' | 'plain';

export const APPLICATION_TONES: Record<Schemas['Application']['state'], Tone> = {
  submitted: 'plain',
  underReview: 'sun',
  asked: 'slate',
  approved: 'leaf',
  declined: 'rose',
  withdrawn: 'plain',
  expired: 'plain',
  contracted: 'leaf',
};

export const CONTRACT_TONES: Record<Schemas['Contract']['state'], Tone> = {
  draft: 'plain',
  signed: 'sun',
  awaitingHandover: 'sun',
  active: 'leaf',
  paused: 'slate',
  completed: 'leaf',
  terminated: 'plain',
  breached: 'rose',
  expired: 'plain',
};

export const INSTALMENT_TONES: Record<Schemas['Instalment']['state'], Tone> = {
  scheduled: 'plain',
  charging: 'brand',
  unknown: 'sun',
  paid: 'leaf',
  overdue: 'rose',
  refunding: 'sun',
  refunded: 'slate',
  cancelled: 'plain',
};

export const SHIPMENT_TONES: Record<Schemas['Shipment']['state'], Tone> = {
  queued: 'plain',
  submitting: 'brand',
  accepted: 'sun',
  shipped: 'slate',
  delivered: 'leaf',
  refused: 'rose',
  compensated: 'slate',
};

export const PET_TONES: Record<Schemas['Pet']['state'], Tone> = { draft: 'plain', available: 'leaf', held: 'sun', adopted: 'slate' };

export const MANDATE_TONES: Record<Schemas['Mandate']['state'], Tone> = { none: 'plain', pending: 'sun', signed: 'leaf', revoked: 'rose' };

export const CREDIT_TONES: Record<string, Tone> = {
  passed: 'leaf',
  rejected: 'rose',
  notAvailable: 'sun',
  notAuthorised: 'sun',
  unreachable: 'sun',
};
