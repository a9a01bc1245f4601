import { type Contract, type ContractDecision, renewHold, unchanged } from '../domain/contract.ts';
import { endingDue, isAnnounced, isMandateMissing, wantEnding } from '../domain/ending.ts';
import { endPauseDue } from '../domain/pausing.ts';
import { settle } from '../domain/settlement.ts';
import { expireDraft } from '../domain/signing.ts';
import { asContract, type ContractPorts } from '../ports.ts';
import { fulfilDuties } from './duties.ts';
import { moneyOf } from './plan-money.ts';

/** A contract's due work: what its time brings (a draft runs out, a pause ends, a hold is renewed), then what it owes to others. */
export async function actOnContract(ports: ContractPorts, merchantId: string, id: string): Promise<void> {
  const contract = await ports.contracts.require(merchantId, id);
  const now = ports.clock.now();
  await ports.contracts.decide(merchantId, id, asContract(contract, `work:${id}:${contract.version}`), (state) =>
    whatTimeBrings(state, now),
  );
  await fulfilDuties(ports, merchantId, id);
}

function whatTimeBrings(contract: Contract, now: Date): ContractDecision {
  const { state, draftUntil } = contract;
  if (state === 'draft') {
    const over = draftUntil !== undefined && draftUntil <= now;
    return over ? expireDraft(contract, { now, actorKind: 'service', reason: 'TIME_IS_UP' }) : unchanged(contract);
  }
  if (isAnnounced(contract)) {
    const due = endingDue(contract, now);
    if (due.state !== contract) return due;
  }
  if (isMandateMissing(contract, now) && contract.ending === undefined) return endUnsigned(contract, now);
  return state === 'paused' ? endPauseDue(contract, now) : renewHold(contract, now);
}

/** Nothing was ever charged, so there is nothing to work out but what is not charged. */
function endUnsigned(contract: Contract, now: Date): ContractDecision {
  const settlement = settle(contract, moneyOf(contract, undefined), 'mandateMissing', now);
  return wantEnding(contract, { requestId: 'mandateMissing', actorKind: 'service', reason: '', settlement }, now);
}
