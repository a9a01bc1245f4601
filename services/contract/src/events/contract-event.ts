import { ContractEvent } from '@petpact/proto/contract/v1/contract_events';
import type { Application, ApplicationFact } from '../domain/application.ts';
import type { Contract, ContractFact } from '../domain/contract.ts';

export const TOPIC = 'contract.events.v1';

interface EventOf {
  eventId: string;
  occurTime: Date;
  version: number;
}

/** A fact of an application as it goes over the wire. */
export function encodeApplicationFact(fact: ApplicationFact, after: Application, event: EventOf): Uint8Array {
  const { adopterId, petId } = after;
  return encode(after, event, { $case: 'applicationChanged', value: { adopterId, petId, state: fact.state, reason: fact.reason } });
}

/** A fact of a contract as it goes over the wire. */
export function encodeContractFact(fact: ContractFact, after: Contract, event: EventOf): Uint8Array {
  return encode(after, event, payloadOf(fact, after));
}

function payloadOf(fact: ContractFact, { adopterId, pet }: Contract): ContractEvent['payload'] {
  switch (fact.type) {
    case 'contractDrafted':
      return { $case: 'contractDrafted', value: { adopterId } };
    case 'contractSigned':
      return { $case: 'contractSigned', value: { adopterId, pdfHash: fact.pdfHash } };
    case 'contractActivated':
      return { $case: 'contractActivated', value: { adopterId, petId: pet.petId } };
    case 'contractPaused':
      return { $case: 'contractPaused', value: { adopterId, reason: fact.reason } };
    case 'contractResumed':
      return { $case: 'contractResumed', value: { adopterId } };
    case 'contractCompleted':
      return { $case: 'contractCompleted', value: { adopterId } };
    case 'contractTerminated':
      return { $case: 'contractTerminated', value: { adopterId, reason: fact.reason } };
    case 'contractBreached':
      return { $case: 'contractBreached', value: { adopterId } };
    case 'endingAnnounced':
      return { $case: 'endingAnnounced', value: { adopterId, effectiveDate: fact.effectiveDate } };
    case 'handoverChanged':
      return { $case: 'handoverChanged', value: { adopterId, step: fact.step, date: fact.date } };
  }
}

function encode(after: { _id: string; merchantId: string }, event: EventOf, payload: ContractEvent['payload']): Uint8Array {
  return ContractEvent.encode({ ...event, merchantId: after.merchantId, aggregateId: after._id, payload }).finish();
}
