import { requireActor } from '@petpact/kit/caller';
import type { Rpcs } from '@petpact/kit/rpc';
import { stateFrom } from '@petpact/kit/wire';
import type { ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import { agreementTextOf } from '../flows/agreement-text.ts';
import { draft } from '../flows/draft-contract.ts';
import { endContract, previewEnding } from '../flows/end-contract.ts';
import { book, confirm } from '../flows/handovers.ts';
import { pauseContract, resumeContract, skipPeriod } from '../flows/pause-contract.ts';
import { signContract, signedPdf } from '../flows/sign-contract.ts';
import type { ContractPorts } from '../ports.ts';
import { requireReader, requireRole } from '../who.ts';
import { contractMessage, settlementMessage } from './views.ts';

type Contracts = Pick<
  Rpcs<typeof ContractServiceService>,
  | 'draftContract'
  | 'getContract'
  | 'listContracts'
  | 'getAgreement'
  | 'signContract'
  | 'downloadAgreement'
  | 'pauseContract'
  | 'resumeContract'
  | 'skipPeriod'
  | 'previewEnding'
  | 'endContract'
  | 'bookHandover'
  | 'confirmHandover'
>;

/** Contracts: draft, text, signature, copy, pause, end and handover. */
export function contractRpcs(ports: ContractPorts): Contracts {
  const { contracts } = ports;
  const readable = async (contractId: string, caller: Parameters<Contracts['getContract']>[1]) => {
    const contract = await contracts.require(caller.merchantId, contractId);
    requireReader(caller, contract, 'CONTRACT_NOT_FOUND');
    return contract;
  };
  return {
    async draftContract(request, caller) {
      return { contract: contractMessage(await draft(ports, request, caller)) };
    },
    async getContract({ contractId }, caller) {
      return { contract: contractMessage(await readable(contractId, caller)) };
    },
    async listContracts({ state, pageSize, pageToken }, caller) {
      requireActor(caller, 'adopter', 'staff', 'operator', 'service');
      const only = stateFrom('STATE', state);
      const own = caller.actor.kind === 'adopter' ? { adopterId: caller.actor.id } : {};
      const page = { sort: { createdAt: -1 as const }, pageSize, pageToken };
      const { items, nextPageToken } = await contracts.list(caller.merchantId, { ...own, ...(only ? { state: only } : {}) }, page);
      return { contracts: items.map(contractMessage), nextPageToken };
    },
    async getAgreement({ contractId }, caller) {
      const { template, sections, textHash } = await agreementTextOf(ports, await readable(contractId, caller), ports.clock.now());
      const { title, consent } = template;
      return {
        title: title.zh,
        titleEn: title.en,
        sections: sections.map(({ heading, paragraphs, paragraphsEn }) => ({
          heading: heading.zh,
          headingEn: heading.en,
          paragraphs,
          paragraphsEn,
        })),
        textHash,
        consentText: consent.zh,
        consentTextEn: consent.en,
      };
    },
    async signContract(request, caller) {
      return { contract: contractMessage(await signContract(ports, request, caller)) };
    },
    async downloadAgreement({ contractId }, caller) {
      // Its parties only: no support session, no other service. It shows the whole identity number, so not every clerk.
      requireActor(caller, 'adopter', 'staff');
      const contract = await readable(contractId, caller);
      requireRole(caller, 'owner', 'manager');
      return signedPdf(ports, contract);
    },
    async pauseContract(request, caller) {
      const { contract, inFlightPeriod } = await pauseContract(ports, request, caller);
      return { contract: contractMessage(contract), inFlightPeriod };
    },
    async resumeContract(request, caller) {
      const { contract, nextPlanDate } = await resumeContract(ports, request, caller);
      return { contract: contractMessage(contract), nextPlanDate };
    },
    async skipPeriod(request, caller) {
      const { contract, nextPlanDate } = await skipPeriod(ports, request, caller);
      return { contract: contractMessage(contract), nextPlanDate };
    },
    async previewEnding(request, caller) {
      return { settlement: settlementMessage(await previewEnding(ports, request, caller)) };
    },
    async endContract(request, caller) {
      return { contract: contractMessage(await endContract(ports, request, caller)) };
    },
    async bookHandover(request, caller) {
      return { contract: contractMessage(await book(ports, request, caller)) };
    },
    async confirmHandover({ contractId }, caller) {
      return { contract: contractMessage(await confirm(ports, contractId, caller)) };
    },
  };
}
