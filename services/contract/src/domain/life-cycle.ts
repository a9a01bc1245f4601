import { Refusal } from '@petpact/kit/refusal';

export type ContractState =
  | 'draft'
  | 'signed'
  | 'awaitingHandover'
  | 'active'
  | 'paused'
  | 'completed'
  | 'terminated'
  | 'breached'
  | 'expired';

export type ContractStep =
  | 'sign'
  | 'expire'
  | 'awaitHandover'
  | 'activate'
  | 'loseMandate'
  | 'pause'
  | 'resume'
  | 'complete'
  | 'terminate'
  | 'breach';

/** Every step a contract can take; what is not listed here does not happen. */
export const LIFE_CYCLE: Readonly<Record<ContractState, Readonly<Partial<Record<ContractStep, ContractState>>>>> = {
  draft: { sign: 'signed', expire: 'expired' },
  signed: { awaitHandover: 'awaitingHandover', activate: 'active', terminate: 'terminated' },
  awaitingHandover: { activate: 'active', loseMandate: 'signed', terminate: 'terminated' },
  active: { pause: 'paused', complete: 'completed', terminate: 'terminated', breach: 'breached' },
  paused: { resume: 'active', complete: 'completed', terminate: 'terminated', breach: 'breached' },
  completed: {},
  terminated: {},
  breached: {},
  expired: {},
};

/** Where a step leads; undefined when it cannot be taken from here. */
export const after = (state: ContractState, step: ContractStep): ContractState | undefined => LIFE_CYCLE[state][step];

/** The state a step leads to. Refuses with this reason when it cannot be taken: an illegal step is never ignored. */
export function take(state: ContractState, step: ContractStep, reason: string): ContractState {
  const next = after(state, step);
  if (next === undefined) throw new Refusal(reason, 'precondition', { state, step });
  return next;
}

/** No step leads out of it. */
export const hasEnded = (state: ContractState): boolean => Object.keys(LIFE_CYCLE[state]).length === 0;
