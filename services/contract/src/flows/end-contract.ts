import { createHash } from 'node:crypto';
import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Contract } from '../domain/contract.ts';
import { wantEnding } from '../domain/ending.ts';
import { type EndCause, type Settlement, settle } from '../domain/settlement.ts';
import type { ContractPorts } from '../ports.ts';
import { requireParty, requireRole } from '../who.ts';
import { fulfilDuties } from './duties.ts';
import { moneyOf, readPlan } from './plan-money.ts';

/** What staff may give as the cause. An adopter leaves by his own wish, and a missing mandate is noticed by the clock. */
const STAFF_CAUSES: readonly EndCause[] = ['petDied', 'petReturned', 'guaranteeIllness', 'shopBreach', 'shopWish', 'adopterBreach'];

/** What the end would come to today. */
export async function previewEnding(
  ports: ContractPorts,
  request: { contractId: string; cause: string },
  caller: Caller,
): Promise<Settlement> {
  const contract = await ports.contracts.require(caller.merchantId, request.contractId);
  const cause = causeFor(contract, request.cause, caller);
  const now = ports.clock.now();
  const settlement = settle(contract, moneyOf(contract, await readPlan(ports, contract)), cause, now);
  // Refuses as the end itself would.
  wantEnding(contract, { requestId: '', actorKind: 'service', reason: '', settlement }, now);
  return settlement;
}

/**
 * Ends the contract as it was shown: the wish is written down first, billing ends the plan, and only then is it acknowledged.
 * Refuses SETTLEMENT_CHANGED where the same end comes to something else by now.
 */
export async function endContract(
  ports: ContractPorts,
  request: { contractId: string; cause: string; reason: string; settlementId: string; requestId: string },
  caller: Caller,
): Promise<Contract> {
  const { merchantId, actor } = caller;
  const { contractId, requestId, reason, settlementId } = request;
  const contract = await ports.contracts.require(merchantId, contractId);
  const cause = causeFor(contract, request.cause, caller);
  if (contract.ending?.requestId !== requestId) {
    const now = ports.clock.now();
    const settlement = settle(contract, moneyOf(contract, await readPlan(ports, contract)), cause, now);
    if (settlementIdOf(settlement) !== settlementId) throw new Refusal('SETTLEMENT_CHANGED', 'precondition');
    const actorKind = actor.kind === 'adopter' ? 'adopter' : 'staff';
    await ports.contracts.decide(merchantId, contractId, { ...caller, reason: reason.trim() || cause }, (state) =>
      wantEnding(state, { requestId, actorKind, reason, settlement }, now),
    );
  }
  return fulfilDuties(ports, merchantId, contractId);
}

/** Names a settlement by all it says, so that nobody agrees to other numbers than he saw. */
export function settlementIdOf(settlement: Settlement): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(settlement).sort()))
    .digest('hex')
    .slice(0, 32);
}

function causeFor(contract: Contract, wanted: string, caller: Caller): EndCause {
  requireParty(caller, contract);
  requireRole(caller, 'owner', 'manager');
  if (caller.actor.kind === 'adopter') {
    if (wanted === 'adopterWish') return wanted;
  } else {
    const cause = STAFF_CAUSES.find((one) => one === wanted);
    if (cause !== undefined) return cause;
  }
  throw new Refusal('CAUSE_NOT_ALLOWED', 'denied', { cause: wanted });
}
