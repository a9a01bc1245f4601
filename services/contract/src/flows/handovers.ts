import type { Caller } from '@petpact/kit/caller';
import { civilDate } from '@petpact/kit/civil-date';
import type { Contract, ContractDecision, StepContext } from '../domain/contract.ts';
import { bookHandover, confirmHandover } from '../domain/handover.ts';
import type { ContractPorts } from '../ports.ts';
import { requireParty } from '../who.ts';
import { fulfilDuties } from './duties.ts';

/** Books the day on which the pet changes hands. */
export function book(ports: ContractPorts, request: { contractId: string; date: string }, caller: Caller): Promise<Contract> {
  const date = civilDate(request.date);
  return step(ports, request.contractId, caller, (state, context) => bookHandover(state, date, context));
}

/** Adopter or shop confirms that it did. */
export function confirm(ports: ContractPorts, contractId: string, caller: Caller): Promise<Contract> {
  const side = caller.actor.kind === 'adopter' ? 'adopter' : 'shop';
  return step(ports, contractId, caller, (state, context) => confirmHandover(state, side, context));
}

async function step(
  ports: ContractPorts,
  id: string,
  caller: Caller,
  decision: (state: Contract, context: StepContext) => ContractDecision,
): Promise<Contract> {
  const { merchantId, actor } = caller;
  const context: StepContext = { now: ports.clock.now(), actorKind: actor.kind };
  const contract = await ports.contracts.decide(merchantId, id, caller, (state) => {
    requireParty(caller, state);
    return decision(state, context);
  });
  if (contract.duties.length === 0) return contract;
  // Best effort, so that the next screen finds the plan; the worker does what is left.
  return fulfilDuties(ports, merchantId, id).catch((error: unknown) => {
    ports.log.warn({ err: error, id }, 'left to the worker');
    return contract;
  });
}
