import { Refusal } from '@petpact/kit/refusal';
import { type Application, expire, losePet, petDutyDone } from '../domain/application.ts';
import { asContract, type ContractPorts } from '../ports.ts';

/** An application's due work: tell catalog what became of the pet, or let a hold run out. */
export async function actOnApplication(ports: ContractPorts, merchantId: string, id: string): Promise<void> {
  const application = await ports.applications.require(merchantId, id);
  const caller = asContract(application, `work:${id}:${application.version}`);
  const now = ports.clock.now();
  if (application.petDuty === undefined) {
    const after = await ports.applications.decide(merchantId, id, caller, (state) => expire(state, now));
    if (after.petDuty === undefined) return;
    return tellCatalog(ports, after);
  }
  return tellCatalog(ports, application);
}

async function tellCatalog(ports: ContractPorts, application: Application): Promise<void> {
  const { merchantId, _id: id, petId, petDuty } = application;
  if (petDuty === undefined) return;
  const caller = asContract(application, `work:${id}:${application.version}`);
  const now = ports.clock.now();
  try {
    if (petDuty.kind === 'release') await ports.catalog.releasePet({ petId, holderId: id }, caller);
    else await ports.catalog.holdPet({ petId, holderId: id, holdHours: petDuty.hours }, caller);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    ports.log.warn({ id, reason: error.reason, kind: petDuty.kind }, 'catalog refused');
    await ports.applications.decide(merchantId, id, caller, (state) =>
      petDuty.kind === 'hold' ? losePet(state, now, error.reason) : petDutyDone(state, petDuty),
    );
    return;
  }
  await ports.applications.decide(merchantId, id, caller, (state) => petDutyDone(state, petDuty));
}
