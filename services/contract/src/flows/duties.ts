import { Refusal } from '@petpact/kit/refusal';
import { contracted } from '../domain/application.ts';
import {
  type Contract,
  type ContractDecision,
  changeContract,
  type Duty,
  dutyDone,
  knowsPlan,
  petHeld,
  SIGNED_HOLD_HOURS,
  type StepContext,
  sameDuty,
} from '../domain/contract.ts';
import { applyEnding } from '../domain/ending.ts';
import { hasEnded } from '../domain/life-cycle.ts';
import { applyPause, applyResume, dropPause, dropResume } from '../domain/pausing.ts';
import { settle } from '../domain/settlement.ts';
import { applySkip, dropSkip } from '../domain/skipping.ts';
import { asContract, type ContractPorts } from '../ports.ts';
import { moneyOf, readPlan } from './plan-money.ts';

/** What to do with the contract once a duty was done. */
type Done = (contract: Contract) => ContractDecision;

/** Most duties one contract can gather; more would mean that one does not end. */
const MOST_DUTIES = 20;

/** Does what the contract still owes to others, oldest first, and notes each as done. Throws where one could not be done now. */
export async function fulfilDuties(ports: ContractPorts, merchantId: string, id: string): Promise<Contract> {
  let contract = await ports.contracts.require(merchantId, id);
  for (let count = 0; count < MOST_DUTIES; count += 1) {
    const [duty] = contract.duties;
    if (duty === undefined) return contract;
    const done = await fulfil(ports, contract, duty);
    contract = await ports.contracts.decide(merchantId, id, { ...callerOf(contract), ...reasonOf(contract, duty) }, done);
  }
  throw new Error(`contract ${id} does not get done with its duties`);
}

/** Why, in somebody's words or as a cause: it travels with the fact, into the audit trail. */
function reasonOf({ ending, pauseWanted }: Contract, { kind }: Duty): { reason?: string } {
  if (kind === 'endPlan' && ending) return { reason: ending.reason || ending.settlement.cause };
  return kind === 'pausePlan' && pauseWanted ? { reason: pauseWanted.reason } : {};
}

const callerOf = (contract: Contract) => asContract(contract, `duty:${contract._id}:${contract.version}`);

async function fulfil(ports: ContractPorts, contract: Contract, duty: Duty): Promise<Done> {
  const { merchantId, applicationId, adopterId, _id: contractId, pet, terms } = contract;
  const { billing, catalog, account, applications } = ports;
  const caller = callerOf(contract);
  const now = ports.clock.now();
  const finished: Done = (state) => dutyDone(state, duty, now);
  switch (duty.kind) {
    case 'openPlan':
      await billing.openPlan({ ...planOf(contract), handoverDate: duty.handoverDate ?? '' }, caller);
      return finished;
    case 'markContracted':
      await applications.decide(merchantId, applicationId, caller, (state) => contracted(state, contractId, now));
      return finished;
    case 'recordConsent': {
      const consent = { purpose: 'agreement', textVersion: terms.termsVersion, granted: true, atTime: undefined };
      await account.recordConsent({ adopterId, consent }, caller);
      return finished;
    }
    case 'holdPet':
      return orNoted(ports, contract, duty, async () => {
        await catalog.holdPet({ petId: pet.petId, holderId: applicationId, holdHours: SIGNED_HOLD_HOURS }, caller);
        return (state) => petHeld(state, now);
      });
    case 'adoptPet':
      return orNoted(ports, contract, duty, async () => {
        await catalog.adoptPet({ petId: pet.petId, holderId: applicationId, contractId }, caller);
        return finished;
      });
    case 'movePlan':
      return orNoted(ports, contract, duty, async () => {
        await billing.startPlan({ contractId, handoverDate: duty.date, confirmed: false }, caller);
        return finished;
      });
    case 'startPlan':
      await billing.startPlan({ contractId, handoverDate: duty.date, confirmed: true }, caller);
      return finished;
    case 'releasePet':
      await catalog.releasePet({ petId: pet.petId, holderId: applicationId }, caller);
      return finished;
    case 'returnPet':
      await catalog.returnPet({ petId: pet.petId, contractId }, caller);
      return finished;
    case 'skipPeriod':
      return skipPeriod(ports, contract);
    case 'endPlan':
      return endPlan(ports, contract);
    case 'pausePlan':
      return pausePlan(ports, contract);
    case 'resumePlan':
      return resumePlan(ports, contract);
  }
}

/** Where a refusal changes nothing for money or rights it is written into the contract's story, for the shop to see. */
async function orNoted(ports: ContractPorts, contract: Contract, duty: Duty, work: () => Promise<Done>): Promise<Done> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ports.log.error({ id: contract._id, kind: duty.kind, reason: error.reason }, 'refused for good');
    const context: StepContext = { now: ports.clock.now(), actorKind: 'service', reason: error.reason };
    // Not where somebody else did it meanwhile.
    return (state) => {
      const owed = state.duties.some((one) => sameDuty(one, duty));
      return dutyDone(owed ? changeContract(state, context, `${duty.kind}.refused`, {}) : state, duty, context.now);
    };
  }
}

async function pausePlan(ports: ContractPorts, contract: Contract): Promise<Done> {
  const { _id: contractId, pauseWanted } = contract;
  const context: StepContext = { now: ports.clock.now(), actorKind: pauseWanted?.actorKind ?? 'service' };
  if (pauseWanted === undefined) return (state) => dropPause(state, context.now);
  const caller = callerOf(contract);
  try {
    const { plan, inFlightPeriod } = await ports.billing.pausePlan(
      { contractId, reason: pauseWanted.reason, pauseId: pauseWanted.requestId },
      caller,
    );
    return (state) => applyPause(knowsPlan(state, plan?.version ?? 0), context, { ...pauseWanted, inFlightPeriod });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Paused by an earlier try whose answer was lost, or not to be paused at all.
    const { plan } = await ports.billing.getPlan({ contractId }, caller);
    if (plan?.state !== 'STATE_PAUSED') return (state) => dropPause(state, context.now);
    return (state) => applyPause(knowsPlan(state, plan.version), context, pauseWanted);
  }
}

/** Billing ends the plan once, by the contract; where none was ever opened there is nothing to end. */
async function endPlan(ports: ContractPorts, contract: Contract): Promise<Done> {
  const { ending, _id: contractId } = contract;
  const now = ports.clock.now();
  if (ending === undefined || hasEnded(contract.state)) return (state) => dutyDone(state, { kind: 'endPlan' }, now);
  const plan = await readPlan(ports, contract);
  const { cause, effectiveDate, ...shown } = ending.settlement;
  // What the shop announced weeks ago comes to something else on the day; what a person confirmed a moment ago stands.
  const settlement = cause === 'shopWish' ? { ...settle(contract, moneyOf(contract, plan), cause, now), effectiveDate } : ending.settlement;
  if (plan === undefined) return (state) => applyEnding(state, settlement, now);
  const feeKind = shown.feeFen === 0 ? '' : cause === 'adopterBreach' ? 'breachFee' : 'terminationFee';
  const ended = await ports.billing.endPlan({ contractId, reason: cause, feeFen: shown.feeFen, feeKind }, callerOf(contract));
  return (state) => applyEnding(knowsPlan(state, ended.plan?.version ?? 0), settlement, now);
}

async function skipPeriod(ports: ContractPorts, contract: Contract): Promise<Done> {
  const { skipWanted, _id: contractId } = contract;
  const context: StepContext = { now: ports.clock.now(), actorKind: 'service' };
  if (skipWanted === undefined) return (state) => dropSkip(state, context.now);
  const asked = { contractId, period: skipWanted.period, skipId: skipWanted.requestId };
  try {
    const { plan, nextPlanDate } = await ports.billing.skipPeriod(asked, callerOf(contract));
    return (state) => applySkip(knowsPlan(state, plan?.version ?? 0), context, skipWanted, nextPlanDate);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return (state) => dropSkip(state, context.now);
  }
}

async function resumePlan(ports: ContractPorts, contract: Contract): Promise<Done> {
  const { _id: contractId, pause } = contract;
  const context: StepContext = { now: ports.clock.now(), actorKind: 'service' };
  const caller = callerOf(contract);
  try {
    const { plan, nextPlanDate } = await ports.billing.resumePlan({ contractId, pauseId: pause?.requestId ?? '' }, caller);
    return (state) => applyResume(knowsPlan(state, plan?.version ?? 0), context, nextPlanDate);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { plan } = await ports.billing.getPlan({ contractId }, caller);
    if (plan?.state !== 'STATE_ACTIVE') return (state) => dropResume(state, context.now);
    const next = plan.instalments.find(({ state }) => state === 'STATE_SCHEDULED');
    return (state) => applyResume(knowsPlan(state, plan.version), context, next?.planDate ?? '');
  }
}

/** The plan as billing opens it; the same every time, whatever became of the contract meanwhile. */
function planOf({ _id, adopterId, terms, addressId, shop, pet }: Contract) {
  const { food, amountFen, periods, quantity, policyVersion, planStart, rules } = terms;
  const { skuId, skuCode, skuName, warehouseId } = food;
  return {
    contractId: _id,
    adopterId,
    amountFen,
    periods,
    skuId,
    skuCode,
    skuName,
    quantity,
    warehouseId,
    addressId,
    termsVersion: policyVersion,
    planStart,
    graceDays: rules.graceDays,
    lateFeeFen: rules.lateFeeFen,
    suspendAfterOverdue: rules.suspendAfterOverdue,
    title: `${shop.name} ${pet.name} 月付计划`,
  };
}
