import { type Caller, requireActor } from '@petpact/kit/caller';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal, Unavailable } from '@petpact/kit/refusal';
import { stateFrom } from '@petpact/kit/wire';
import { type Answers, type Application, type CreditOutcome, isOpen, requireOpen, submit, withdraw } from '../domain/application.ts';
import { answerQuestion, applyCredit, awaitsCredit, decideByStaff, type StaffDecision } from '../domain/review.ts';
import { asContract, type ContractPorts } from '../ports.ts';
import { requireOwner } from '../who.ts';
import { policyOf } from './policies.ts';

/** How long a slot waits for its application before another may take it (real time; the request has long ended by then). */
const SLOT_GRACE_MS = 60_000;

/** Applies for a pet: takes the adopter's one slot, holds the pet, stores the application. A repeat gives the first answer. */
export async function submitApplication(
  ports: ContractPorts,
  request: { petId: string; answers: Answers; requestId: string },
  caller: Caller,
): Promise<Application> {
  requireActor(caller, 'adopter');
  const { merchantId, actor } = caller;
  const id = naturalId(merchantId, actor.id, request.requestId);
  const earlier = await ports.applications.read(merchantId, id);
  if (earlier !== undefined) return sameRequest(earlier, request);
  const { holdHours } = await policyOf(ports, merchantId);
  const now = ports.clock.now();
  const noCard = { name: '', species: '', breed: '', picture: '' };
  const about = { _id: id, merchantId, adopterId: actor.id, petId: request.petId, answers: request.answers };
  // Checks the form before anything is held.
  submit({ ...about, pet: noCard }, { now, holdHours });
  await takeSlot(ports, id, caller);
  const pet = await holdPet(ports, { id, petId: request.petId, holdHours }, caller);
  const { state, facts } = submit({ ...about, pet }, { now, holdHours });
  await ports.applications.create(state, facts, caller);
  return sameRequest(await ports.applications.require(merchantId, id), request);
}

function sameRequest(application: Application, { petId, answers }: { petId: string; answers: Answers }): Application {
  const { housing, experience, household, hoursAlone, reason } = application.answers;
  const stored = [application.petId, housing, experience, household, hoursAlone, reason];
  const asked = [petId, answers.housing, answers.experience, answers.household, answers.hoursAlone, answers.reason.trim()];
  if (stored.some((value, index) => value !== asked[index])) {
    throw new Refusal('REQUEST_ID_REUSED', 'precondition', { applicationId: application._id });
  }
  return application;
}

/** One open application per adopter and shop. Refuses APPLICATION_OPEN, naming it. */
async function takeSlot({ slots, applications, realClock }: ContractPorts, id: string, { merchantId, actor }: Caller): Promise<void> {
  const _id = naturalId(merchantId, actor.id);
  const claimedAt = realClock.now();
  if (await slots.insertOne({ _id, merchantId, applicationId: id, claimedAt })) return;
  const slot = await slots.findOne({ _id, merchantId });
  if (slot === undefined || slot.applicationId === id) return;
  const holder = slot.applicationId === '' ? undefined : await applications.read(merchantId, slot.applicationId);
  const fresh = slot.applicationId !== '' && claimedAt.getTime() - slot.claimedAt.getTime() < SLOT_GRACE_MS;
  const taken = holder === undefined ? fresh : isOpen(holder);
  const free =
    !taken && (await slots.updateOne({ _id, merchantId, applicationId: slot.applicationId }, { $set: { applicationId: id, claimedAt } }));
  if (!free) throw new Refusal('APPLICATION_OPEN', 'precondition', { applicationId: slot.applicationId });
}

async function holdPet(ports: ContractPorts, hold: { id: string; petId: string; holdHours: number }, caller: Caller) {
  const { id, petId, holdHours } = hold;
  const { merchantId, actor, requestId } = caller;
  try {
    const { pet } = await ports.catalog.holdPet(
      { petId, holderId: id, holdHours },
      asContract({ merchantId, adopterId: actor.id }, requestId),
    );
    return { name: pet?.name ?? '', species: pet?.species ?? '', breed: pet?.breed ?? '', picture: pet?.pictures[0] ?? '' };
  } catch (error) {
    // Refused for good: the adopter may apply for another pet at once.
    if (error instanceof Refusal) {
      await ports.slots.updateOne({ _id: naturalId(merchantId, actor.id), merchantId, applicationId: id }, { $set: { applicationId: '' } });
    }
    throw error;
  }
}

/** Runs the Zhima check through credit, or notes that the adopter would not have it, and decides by the shop's policy. */
export async function checkCredit(
  ports: ContractPorts,
  request: { applicationId: string; authorised: boolean },
  caller: Caller,
): Promise<Application> {
  const application = await ports.applications.require(caller.merchantId, request.applicationId);
  requireOwner(caller, application, 'APPLICATION_NOT_FOUND');
  requireOpen(application);
  if (!awaitsCredit(application)) return application;
  const credit = await assess(ports, application, request.authorised, caller.requestId);
  const policy = await policyOf(ports, caller.merchantId);
  const now = ports.clock.now();
  return ports.applications.decide(caller.merchantId, application._id, caller, (state) => applyCredit(state, credit, { policy, now }));
}

async function assess(
  { credit, log }: ContractPorts,
  application: Application,
  authorised: boolean,
  requestId: string,
): Promise<{ outcome: CreditOutcome; tier?: string }> {
  const { adopterId, _id: id } = application;
  try {
    const { assessment } = await credit.assess({ adopterId, authorised, requestId: id }, asContract(application, requestId), {
      deadlineMs: 10_000,
    });
    const outcome = assessment && stateFrom('OUTCOME', assessment.outcome);
    return { outcome: outcome ?? 'unreachable', tier: assessment?.tier?.tier };
  } catch (error) {
    // Calls used up by earlier applications must not leave this one without a way on.
    const exhausted = error instanceof Refusal && error.reason === 'CREDIT_CALLS_EXHAUSTED' && application.state === 'submitted';
    if (!(error instanceof Unavailable) && !exhausted) throw error;
    log.warn({ err: error, id }, 'credit gives no answer; the shop reviews');
    return { outcome: 'unreachable' };
  }
}

/** The shop's decision about an application under review. */
export async function decideApplication(
  ports: ContractPorts,
  request: { applicationId: string; decision: StaffDecision },
  caller: Caller,
): Promise<Application> {
  requireActor(caller, 'staff');
  const policy = await policyOf(ports, caller.merchantId);
  const at = { policy, now: ports.clock.now() };
  return ports.applications.decide(caller.merchantId, request.applicationId, caller, (state) => decideByStaff(state, request.decision, at));
}

/** The adopter's answer to the shop's question. */
export function answerApplication(
  ports: ContractPorts,
  request: { applicationId: string; answer: string },
  caller: Caller,
): Promise<Application> {
  return ownDecision(ports, request.applicationId, caller, (state, now) => answerQuestion(state, request.answer, now));
}

export function withdrawApplication(ports: ContractPorts, applicationId: string, caller: Caller): Promise<Application> {
  return ownDecision(ports, applicationId, caller, withdraw);
}

function ownDecision(
  ports: ContractPorts,
  id: string,
  caller: Caller,
  decision: (state: Application, now: Date) => ReturnType<typeof withdraw>,
): Promise<Application> {
  const now = ports.clock.now();
  return ports.applications.decide(caller.merchantId, id, caller, (state) => {
    requireOwner(caller, state, 'APPLICATION_NOT_FOUND');
    return decision(state, now);
  });
}
