import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { enumFrom } from '@petpact/kit/wire';
import type { Application_State, Contract_State } from '@petpact/proto/contract/v1/contract_service';
import type { Shipment_State } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { applicationView, contractView, settlementView, shipmentView, stopView } from '../views/adoption.ts';
import { adoption, agreed, pdfHeaders } from './adoption.ts';

type Console = Pick<
  Handlers,
  | 'getToday'
  | 'listApplications'
  | 'getApplication'
  | 'decideApplication'
  | 'listContracts'
  | 'getAdoption'
  | 'downloadShopAgreement'
  | 'getChargingStop'
  | 'stopCharging'
  | 'resumeCharging'
  | 'pauseContract'
  | 'previewEnding'
  | 'endContract'
  | 'resumeContract'
  | 'bookHandover'
  | 'confirmHandover'
  | 'listShipments'
  | 'getShipment'
>;

const WORK = { waiting: 'WORK_WAITING', exceptions: 'WORK_EXCEPTIONS' } as const;
const DECISIONS = { approve: 'DECISION_APPROVE', decline: 'DECISION_DECLINE', ask: 'DECISION_ASK' } as const;

/** The work of a shop's staff on applications, contracts and parcels. */
export function consoleOperations(ports: Ports): Console {
  const { contract, billing, fulfillment, account } = ports.services;
  const namesOf = async (adopterIds: string[], caller: Caller): Promise<Map<string, string>> => {
    const ids = [...new Set(adopterIds)];
    if (ids.length === 0) return new Map();
    const { names } = await account.listAdopterNames({ adopterIds: ids }, caller);
    return new Map(names.map((one) => [one.adopterId, one.name]));
  };
  /** Billing knows which plans are overdue, contract knows the rest. */
  const overdueContracts = async (page: { pageSize: number; pageToken: string }, caller: Caller) => {
    const { plans, nextPageToken } = await billing.listPlans({ contractIds: [], overdueOnly: true, ...page }, caller);
    const found = await Promise.all(plans.map(({ contractId }) => contract.getContract({ contractId }, caller)));
    return { contracts: found.flatMap((one) => one.contract ?? []), nextPageToken };
  };

  return {
    async getToday({ caller }) {
      const [work, parcels, overdue] = await Promise.all([
        contract.getWorkload({}, caller),
        fulfillment.getWorkload({}, caller),
        billing.listPlans({ contractIds: [], overdueOnly: true, pageSize: 100, pageToken: '' }, caller),
      ]);
      const { underReview, asked, awaitingMandate, awaitingHandover, active, paused } = work;
      return {
        underReview,
        asked,
        awaitingMandate,
        awaitingHandover,
        active,
        paused,
        overduePlans: overdue.plans.length,
        shipmentsWaiting: parcels.waiting,
        shipmentsAccepted: parcels.accepted,
        shipmentsShipped: parcels.shipped,
        shipmentsRefused: parcels.refused,
        parcelExceptions: parcels.exceptions,
        now: ports.clock.now().toISOString(),
      };
    },
    async getChargingStop({ caller }) {
      return stopView((await billing.getChargingStop({}, caller)).stop);
    },
    async stopCharging({ body, caller }) {
      return stopView((await billing.stopCharging(body, caller)).stop);
    },
    async resumeCharging({ caller }) {
      return stopView((await billing.resumeCharging({}, caller)).stop);
    },
    async listApplications({ query, caller }) {
      const { state, pageSize = 20, pageToken = '' } = query;
      const page = await contract.listApplications({ state: stateOf<Application_State>(state), pageSize, pageToken }, caller);
      const names = await namesOf(
        page.applications.map((one) => one.adopterId),
        caller,
      );
      return {
        items: page.applications.map((one) => applicationView(one, names.get(one.adopterId) ?? '')),
        nextPageToken: page.nextPageToken,
      };
    },
    async getApplication({ params, caller }) {
      const { application } = await contract.getApplication(params, caller);
      if (!application) throw new Refusal('APPLICATION_NOT_FOUND', 'notFound');
      const names = await namesOf([application.adopterId], caller);
      return applicationView(application, names.get(application.adopterId) ?? '');
    },
    async decideApplication({ params, body, caller }) {
      const { application } = await contract.decideApplication(
        { ...params, decision: DECISIONS[body.decision], text: body.text ?? '' },
        caller,
      );
      if (!application) throw new Refusal('APPLICATION_NOT_FOUND', 'notFound');
      return applicationView(application);
    },
    async listContracts({ query, caller }) {
      const { state, overdue = false, pageSize = 20, pageToken = '' } = query;
      const page = overdue
        ? await overdueContracts({ pageSize, pageToken }, caller)
        : await contract.listContracts({ state: stateOf<Contract_State>(state), pageSize, pageToken }, caller);
      const names = await namesOf(
        page.contracts.map((one) => one.adopterId),
        caller,
      );
      return { items: page.contracts.map((one) => contractView(one, names.get(one.adopterId) ?? '')), nextPageToken: page.nextPageToken };
    },
    async getAdoption({ params, caller }) {
      const found = await adoption(ports, params.contractId, caller);
      const names = await namesOf([found.contract.adopterId], caller);
      return { ...found, contract: { ...found.contract, adopterName: names.get(found.contract.adopterId) ?? '' } };
    },
    async downloadShopAgreement({ params, caller }) {
      const { pdf } = await contract.downloadAgreement(params, caller);
      return { bytes: pdf, contentType: 'application/pdf', headers: pdfHeaders(params.contractId) };
    },
    async pauseContract({ params, body, caller }) {
      const paused = await contract.pauseContract({ ...params, ...body, requestId: caller.requestId }, caller);
      return { contract: agreed(paused.contract), inFlightPeriod: paused.inFlightPeriod };
    },
    async previewEnding({ params, query, caller }) {
      return settlementView((await contract.previewEnding({ ...params, ...query }, caller)).settlement);
    },
    async endContract({ params, body, caller }) {
      return agreed((await contract.endContract({ ...params, ...body, requestId: caller.requestId }, caller)).contract);
    },
    async resumeContract({ params, caller }) {
      const resumed = await contract.resumeContract({ ...params, requestId: caller.requestId }, caller);
      return { contract: agreed(resumed.contract), nextPlanDate: resumed.nextPlanDate };
    },
    async bookHandover({ params, body, caller }) {
      return agreed((await contract.bookHandover({ ...params, ...body }, caller)).contract);
    },
    async confirmHandover({ params, caller }) {
      return agreed((await contract.confirmHandover(params, caller)).contract);
    },
    async listShipments({ query, caller }) {
      const { state, pageSize = 20, pageToken = '' } = query;
      const work = query.work ? WORK[query.work] : ('WORK_UNSPECIFIED' as const);
      const wanted = { contractId: '', state: stateOf<Shipment_State>(state), work, pageSize, pageToken };
      const page = await fulfillment.listShipments(wanted, caller);
      return { items: page.shipments.map(shipmentView), nextPageToken: page.nextPageToken };
    },
    async getShipment({ params, caller }) {
      const { shipment } = await fulfillment.getShipment(params, caller);
      if (!shipment) throw new Refusal('SHIPMENT_NOT_FOUND', 'notFound');
      return shipmentView(shipment);
    },
  };
}

/** A state filter of the contract as the proto's enum; a word that is no state finds nothing the services know. */
function stateOf<S extends string>(state: string | undefined): S {
  if (state !== undefined && !/^[a-z][A-Za-z]{1,30}$/.test(state)) throw new Refusal('INVALID_STATE', 'invalid');
  return (state === undefined ? 'STATE_UNSPECIFIED' : enumFrom('STATE', state)) as S;
}
