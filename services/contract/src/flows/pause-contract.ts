import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Contract } from '../domain/contract.ts';
import { wantPause, wantResume } from '../domain/pausing.ts';
import { wantSkip } from '../domain/skipping.ts';
import type { ContractPorts } from '../ports.ts';
import { requireParty } from '../who.ts';
import { fulfilDuties } from './duties.ts';

/** Pauses: the wish is written down first, billing stops the charges, and only then is it acknowledged. */
export async function pauseContract(
  ports: ContractPorts,
  request: { contractId: string; reason: string; requestId: string },
  caller: Caller,
): Promise<{ contract: Contract; inFlightPeriod: number }> {
  const { merchantId, actor } = caller;
  const { contractId, reason, requestId } = request;
  const now = ports.clock.now();
  await ports.contracts.decide(merchantId, contractId, caller, (state) => {
    requireParty(caller, state);
    return wantPause(state, { requestId, reason, actorKind: actor.kind }, now);
  });
  const contract = await fulfilDuties(ports, merchantId, contractId);
  if (contract.lastPause?.requestId !== requestId) throw new Refusal('PLAN_NOT_ACTIVE', 'precondition');
  return { contract, inFlightPeriod: contract.lastPause.inFlightPeriod };
}

/** Leaves the next month out, likewise. */
export async function skipPeriod(
  ports: ContractPorts,
  request: { contractId: string; period: number; requestId: string },
  caller: Caller,
): Promise<{ contract: Contract; nextPlanDate: string }> {
  const { merchantId } = caller;
  const { contractId, period, requestId } = request;
  const now = ports.clock.now();
  await ports.contracts.decide(merchantId, contractId, caller, (state) => {
    requireParty(caller, state);
    return wantSkip(state, { requestId, period }, now);
  });
  const contract = await fulfilDuties(ports, merchantId, contractId);
  if (contract.lastSkip?.requestId !== requestId) throw new Refusal('PERIOD_NOT_NEXT', 'precondition');
  return { contract, nextPlanDate: contract.lastSkip.nextPlanDate };
}

/** Ends a pause, likewise. */
export async function resumeContract(
  ports: ContractPorts,
  request: { contractId: string; requestId: string },
  caller: Caller,
): Promise<{ contract: Contract; nextPlanDate: string }> {
  const { merchantId } = caller;
  const { contractId, requestId } = request;
  const now = ports.clock.now();
  await ports.contracts.decide(merchantId, contractId, caller, (state) => {
    requireParty(caller, state);
    return wantResume(state, requestId, now);
  });
  const contract = await fulfilDuties(ports, merchantId, contractId);
  if (contract.state === 'paused') throw new Refusal('PLAN_NOT_PAUSED', 'precondition');
  return { contract, nextPlanDate: contract.lastResume?.nextPlanDate ?? '' };
}
