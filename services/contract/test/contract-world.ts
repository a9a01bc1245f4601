import { memoryBlobStore } from '@petpact/kit/blob-store';
import type { IncomingEvent } from '@petpact/kit/bus';
import type { Caller } from '@petpact/kit/caller';
import type { Database } from '@petpact/kit/collection';
import { inProcessClient } from '@petpact/kit/in-process';
import { openMemory } from '@petpact/kit/memory';
import { FixedClock } from '@petpact/kit/testing/ports';
import { BillingEvent } from '@petpact/proto/billing/v1/billing_events';
import { ContractEvent } from '@petpact/proto/contract/v1/contract_events';
import { type Application, type Contract, ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import { assemble } from '../src/assemble.ts';
import type { AgreementMaker } from '../src/ports.ts';
import { drawnSignature, PLATFORM_NAME } from './agreement.builder.ts';
import { FakeNeighbours } from './neighbours.ts';

/** Paper without keys: what would be printed, as JSON. */
const printed: AgreementMaker = {
  cleanSignature: async (png) => Buffer.from(png),
  make: async (agreement) => Buffer.from(JSON.stringify(agreement)),
};

const answers = { housing: 'own', experience: true, household: 2, hoursAlone: 6, reason: '想给它一个家' };
const caller = (kind: Caller['actor']['kind'], id: string, rest: Partial<Caller> = {}): Caller => ({
  merchantId: 'm-1',
  actor: { kind, id },
  requestId: 'r',
  ...rest,
});

export const adopter = caller('adopter', 'adopter-1');
export const stranger = caller('adopter', 'adopter-2');
export const staff: Caller = { ...caller('staff', 'staff-1'), actor: { kind: 'staff', id: 'staff-1', roles: ['owner'] } };
export const otherShop = caller('staff', 'staff-9', { merchantId: 'm-2' });

/** The whole service in memory, on a clock that stands still until it is moved. */
export function contractWorld({ paper = printed, database = openMemory() }: { paper?: AgreementMaker; database?: Database } = {}) {
  const clock = new FixedClock('2026-11-23T02:15:00Z');
  const realClock = new FixedClock('2026-11-23T02:15:00Z');
  const neighbours = new FakeNeighbours();
  const service = assemble({
    ...doorsOf(neighbours),
    database,
    blobs: memoryBlobStore(),
    agreements: paper,
    clock,
    realClock,
    platform: PLATFORM_NAME,
  });
  const rpcs = inProcessClient(ContractServiceService, service.implementation);
  const [applications, contracts] = service.stores;

  /** Does all due work, as the workers would. Work that fails is left for another time. */
  async function work(): Promise<unknown[]> {
    const failures: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      let count = 0;
      for (const { store, act } of service.workers) {
        for (const { merchantId, id } of await store.claimDueAcrossMerchants({ now: clock.now(), limit: 100, leaseMs: 1 })) {
          count += 1;
          await act(merchantId, id).catch((error: unknown) => failures.push(error));
          await store.release(id);
        }
      }
      if (count === 0 || failures.length > 0) return failures;
    }
    throw new Error('the work does not end');
  }

  /** A fact of billing arrives. */
  async function hear(contractId: string, version: number, payload: BillingEvent['payload']): Promise<void> {
    const base = { eventId: `${contractId}:${version}:1`, occurTime: clock.now(), merchantId: 'm-1', aggregateId: contractId, version };
    const event = { value: BillingEvent.encode({ ...base, payload }).finish(), version, time: clock.now(), caller: { ...adopter } };
    for (const { handle } of service.consumers) await handle(event as unknown as IncomingEvent);
  }

  /** What was told to the world so far, in order per aggregate. */
  async function told(): Promise<string[]> {
    const documents = [...(await applications!.collection.find({})), ...(await contracts!.collection.find({}))];
    const entries = documents.flatMap((document) => (document as { outbox?: { payload: Uint8Array }[] }).outbox ?? []);
    return entries.map(({ payload }) => sayOf(ContractEvent.decode(payload).payload));
  }

  const apply = async (petId = 'pet-1', requestId = 'apply-1', by = adopter): Promise<Application> =>
    (await rpcs.submitApplication({ petId, answers, requestId }, by)).application!;
  const choice = { skuId: 'sku-1', quantity: 1, periods: 12, addressId: 'address-1' };
  const draft = async (applicationId: string, requestId = 'draft-1', change: Partial<typeof choice> = {}): Promise<Contract> =>
    (await rpcs.draftContract({ applicationId, ...choice, ...change, requestId }, adopter)).contract!;
  const approve = async (applicationId: string): Promise<Application> =>
    (await rpcs.checkCredit({ applicationId, authorised: true }, adopter)).application!;
  const sign = async (contractId: string): Promise<Contract> => {
    const { textHash } = await rpcs.getAgreement({ contractId }, adopter);
    return (await rpcs.signContract({ contractId, signaturePng: await drawnSignature(), textHash, consent: true }, adopter)).contract!;
  };
  const signed = async (): Promise<Contract> => {
    const { applicationId } = await apply();
    await approve(applicationId);
    return sign((await draft(applicationId)).contractId);
  };
  const active = async (): Promise<Contract> => {
    const { contractId } = await signed();
    await hear(contractId, neighbours.activatePlan(contractId), {
      $case: 'mandateSigned',
      value: { adopterId: 'adopter-1', agreementNo: '1' },
    });
    await work();
    return (await rpcs.getContract({ contractId }, adopter)).contract!;
  };
  return { ...service, rpcs, clock, realClock, neighbours, work, hear, told, apply, approve, draft, sign, signed, active };
}

const doorsOf = ({ account, credit, catalog, billing }: FakeNeighbours) => ({ account, credit, catalog, billing });

function sayOf(payload: ContractEvent['payload']): string {
  if (payload?.$case === 'applicationChanged') return `application ${payload.value.state}`;
  if (payload?.$case === 'handoverChanged') return `handover ${payload.value.step}`;
  return payload?.$case ?? '';
}
