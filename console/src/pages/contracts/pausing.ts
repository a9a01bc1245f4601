import type { Schemas } from '@petpact/api/client';
import { addDays } from '../../format/date.ts';
import { standOf } from './ending.ts';

interface Pausing {
  /** What can be done now; neither while an end is being carried out. */
  act: 'pause' | 'resume' | 'none';
  /** The day by which a pause that begins today is over. */
  until: string;
  /** Every pause that the contract allows was taken. */
  isUsedUp: boolean;
}

/** Whether a contract can be paused or resumed, and what a pause from today on would be. */
export const pauseOf = (contract: Schemas['Contract'], today: string): Pausing => {
  const { state, pauseCount, terms } = contract;
  const { pauseDaysMax, pauseTimesMax } = terms.rules;
  const acts: Partial<Record<typeof state, Pausing['act']>> = { active: 'pause', paused: 'resume' };
  return {
    act: standOf(contract) === 'underWay' ? 'none' : (acts[state] ?? 'none'),
    until: addDays(today, pauseDaysMax),
    isUsedUp: pauseCount >= pauseTimesMax,
  };
};
