import { requireActor } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import { stateFrom } from '@petpact/kit/wire';
import type { ContractServiceService, DecideApplicationRequest } from '@petpact/proto/contract/v1/contract_service';
import type { Answers } from '../domain/application.ts';
import type { StaffDecision } from '../domain/review.ts';
import { answerApplication, checkCredit, decideApplication, submitApplication, withdrawApplication } from '../flows/applications.ts';
import { offerFor } from '../flows/offer.ts';
import type { ContractPorts } from '../ports.ts';
import { requireReader } from '../who.ts';
import { applicationMessage } from './views.ts';

type Applications = Pick<
  Rpcs<typeof ContractServiceService>,
  | 'submitApplication'
  | 'getApplication'
  | 'listApplications'
  | 'checkCredit'
  | 'decideApplication'
  | 'answerQuestion'
  | 'withdrawApplication'
  | 'getOffer'
>;

const NO_ANSWERS: Answers = { housing: '', experience: false, household: 0, hoursAlone: 0, reason: '' };

/** Applications: the adopter's way from a wish to an approval, and the shop's review. */
export function applicationRpcs(ports: ContractPorts): Applications {
  const { applications } = ports;
  return {
    async submitApplication({ petId, answers, requestId }, caller) {
      return {
        application: applicationMessage(await submitApplication(ports, { petId, answers: answers ?? NO_ANSWERS, requestId }, caller)),
      };
    },
    async getApplication({ applicationId }, caller) {
      const application = await applications.require(caller.merchantId, applicationId);
      requireReader(caller, application, 'APPLICATION_NOT_FOUND');
      return { application: applicationMessage(application) };
    },
    async listApplications({ state, pageSize, pageToken }, caller) {
      requireActor(caller, 'adopter', 'staff', 'operator', 'service');
      const only = stateFrom('STATE', state);
      const own = caller.actor.kind === 'adopter' ? { adopterId: caller.actor.id } : {};
      const page = { sort: { createdAt: -1 as const }, pageSize, pageToken };
      const { items, nextPageToken } = await applications.list(caller.merchantId, { ...own, ...(only ? { state: only } : {}) }, page);
      return { applications: items.map(applicationMessage), nextPageToken };
    },
    async checkCredit(request, caller) {
      return { application: applicationMessage(await checkCredit(ports, request, caller)) };
    },
    async decideApplication(request, caller) {
      const decision = staffDecision(request);
      return {
        application: applicationMessage(await decideApplication(ports, { applicationId: request.applicationId, decision }, caller)),
      };
    },
    async answerQuestion(request, caller) {
      return { application: applicationMessage(await answerApplication(ports, request, caller)) };
    },
    async withdrawApplication({ applicationId }, caller) {
      return { application: applicationMessage(await withdrawApplication(ports, applicationId, caller)) };
    },
    async getOffer({ applicationId }, caller) {
      const { limit, skus, planStart } = await offerFor(ports, applicationId, caller);
      const { tier, monthlyLimitFen, periods } = limit;
      const offered = skus.map(({ sku, maxQuantity }) => {
        const { skuId, name, spec, brand, planFen, retailFen, pictures } = sku;
        return { skuId, name, spec, brand, planFen, retailFen, maxQuantity, picture: pictures[0] ?? '' };
      });
      return { tier, monthlyLimitFen, periods, skus: offered, planStart };
    },
  };
}

function staffDecision({ decision, text }: DecideApplicationRequest): StaffDecision {
  const kind = stateFrom('DECISION', decision);
  if (kind === undefined) throw new Refusal('INVALID_INPUT', 'invalid', { field: 'decision' });
  return { kind, text };
}
