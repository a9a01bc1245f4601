import type { Caller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Application, Contract } from '@petpact/proto/contract/v1/contract_service';
import type { components } from '../../../libs/api/gen/schema.ts';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { applicationView, contractView, offerView, planView, settlementView, shipmentView } from '../views/adoption.ts';
import { statementView } from '../views/statement.ts';

type Schemas = components['schemas'];
type Adoption = Pick<
  Handlers,
  | 'listMyApplications'
  | 'submitApplication'
  | 'getMyApplication'
  | 'checkCredit'
  | 'answerQuestion'
  | 'withdrawApplication'
  | 'getOffer'
  | 'draftContract'
  | 'listMyContracts'
  | 'getMyAdoption'
  | 'getAgreement'
  | 'downloadAgreement'
  | 'signContract'
  | 'startMandate'
  | 'confirmMandate'
  | 'getStatement'
  | 'skipMyPeriod'
  | 'startPayment'
  | 'confirmPayment'
  | 'pauseMyContract'
  | 'previewMyEnding'
  | 'endMyContract'
  | 'resumeMyContract'
  | 'confirmMyHandover'
  | 'getMyShipment'
>;

/** The way from an application to a running adoption, as its adopter walks it. */
export function adoptionOperations(ports: Ports): Adoption {
  const { contract, billing, fulfillment, points } = ports.services;
  return {
    async listMyApplications({ query, caller }) {
      const { pageSize = 20, pageToken = '' } = query;
      const page = await contract.listApplications({ state: 'STATE_UNSPECIFIED', pageSize, pageToken }, caller);
      return { items: page.applications.map((one) => applicationView(one)), nextPageToken: page.nextPageToken };
    },
    async submitApplication({ body, caller }) {
      return applied((await contract.submitApplication({ ...body, requestId: caller.requestId }, caller)).application);
    },
    async getMyApplication({ params, caller }) {
      return applied((await contract.getApplication(params, caller)).application);
    },
    async checkCredit({ params, body, caller }) {
      return applied((await contract.checkCredit({ ...params, ...body }, caller)).application);
    },
    async answerQuestion({ params, body, caller }) {
      return applied((await contract.answerQuestion({ ...params, ...body }, caller)).application);
    },
    async withdrawApplication({ params, caller }) {
      return applied((await contract.withdrawApplication(params, caller)).application);
    },
    async getOffer({ params, caller }) {
      return offerView(await contract.getOffer(params, caller));
    },
    async draftContract({ params, body, caller }) {
      return agreed((await contract.draftContract({ ...params, ...body, requestId: caller.requestId }, caller)).contract);
    },
    async listMyContracts({ query, caller }) {
      const { pageSize = 20, pageToken = '' } = query;
      const page = await contract.listContracts({ state: 'STATE_UNSPECIFIED', pageSize, pageToken }, caller);
      return { items: page.contracts.map((one) => contractView(one)), nextPageToken: page.nextPageToken };
    },
    getMyAdoption: ({ params, caller }) => adoption(ports, params.contractId, caller),
    async getAgreement({ params, caller }) {
      return contract.getAgreement(params, caller);
    },
    async downloadAgreement({ params, caller }) {
      const { pdf } = await contract.downloadAgreement(params, caller);
      return { bytes: pdf, contentType: 'application/pdf', headers: pdfHeaders(params.contractId) };
    },
    async signContract({ params, body, caller }) {
      const { signaturePng, textHash, consent } = body;
      return agreed(
        (await contract.signContract({ ...params, textHash, consent, signaturePng: Buffer.from(signaturePng, 'base64') }, caller)).contract,
      );
    },
    async startMandate({ params, body, caller, origin }) {
      return billing.startMandate({ ...params, returnUrl: atThisSite(body.returnUrl ?? '', origin) }, caller);
    },
    async confirmMandate({ params, caller }) {
      const { plan } = await billing.confirmMandate(params, caller);
      if (!plan) throw new Refusal('PLAN_NOT_FOUND', 'notFound');
      return planView(plan);
    },
    async getStatement({ params, caller }) {
      const { contractId } = params;
      const [ledger, earned, sent] = await Promise.all([
        billing.listLedgerEntries({ contractId, pageSize: 200, pageToken: '' }, caller),
        points.listEntries({ adopterId: '', contractId, pageSize: 100, pageToken: '' }, caller),
        fulfillment.listShipments(
          { contractId, state: 'STATE_UNSPECIFIED', work: 'WORK_UNSPECIFIED', pageSize: 100, pageToken: '' },
          caller,
        ),
      ]);
      return statementView({ ledger: ledger.entries, points: earned.entries, shipments: sent.shipments });
    },
    async skipMyPeriod({ params, body, caller }) {
      const skipped = await contract.skipPeriod({ ...params, ...body, requestId: caller.requestId }, caller);
      return { contract: agreed(skipped.contract), nextPlanDate: skipped.nextPlanDate };
    },
    async startPayment({ params, body, caller, origin }) {
      const returnUrl = atThisSite(body.returnUrl ?? '', origin);
      return billing.startPayment({ ...params, ...paying(body), returnUrl }, caller);
    },
    async confirmPayment({ params, body, caller }) {
      const { plan } = await billing.confirmPayment({ ...params, ...paying(body) }, caller);
      if (!plan) throw new Refusal('PLAN_NOT_FOUND', 'notFound');
      return planView(plan);
    },
    async pauseMyContract({ params, body, caller }) {
      const paused = await contract.pauseContract({ ...params, ...body, requestId: caller.requestId }, caller);
      return { contract: agreed(paused.contract), inFlightPeriod: paused.inFlightPeriod };
    },
    async previewMyEnding({ params, caller }) {
      return settlementView((await contract.previewEnding({ ...params, cause: 'adopterWish' }, caller)).settlement);
    },
    async endMyContract({ params, body, caller }) {
      const wish = { ...params, ...body, cause: 'adopterWish', reason: '', requestId: caller.requestId };
      return agreed((await contract.endContract(wish, caller)).contract);
    },
    async resumeMyContract({ params, caller }) {
      const resumed = await contract.resumeContract({ ...params, requestId: caller.requestId }, caller);
      return { contract: agreed(resumed.contract), nextPlanDate: resumed.nextPlanDate };
    },
    async confirmMyHandover({ params, caller }) {
      return agreed((await contract.confirmHandover(params, caller)).contract);
    },
    async getMyShipment({ params, caller }) {
      const { shipment } = await fulfillment.getShipment(params, caller);
      if (!shipment) throw new Refusal('SHIPMENT_NOT_FOUND', 'notFound');
      return shipmentView(shipment);
    },
  };
}

const paying = ({ period = 0, due = '' }: { period?: number; due?: string }) => ({ period, dueKind: due });

/** Alipay's page sends the adopter back here: only to this site, never to one that a link could name. */
function atThisSite(returnUrl: string, origin: string): string {
  if (returnUrl === '') return '';
  const url = URL.parse(returnUrl, origin);
  if (url?.origin !== origin) throw new Refusal('RETURN_URL_FOREIGN', 'invalid');
  return url.href;
}

export const pdfHeaders = (contractId: string) => ({
  'content-disposition': `inline; filename="petpact-${contractId}.pdf"`,
  'cache-control': 'private, no-store',
});

export function applied(application: Application | undefined): Schemas['Application'] {
  if (!application) throw new Refusal('APPLICATION_NOT_FOUND', 'notFound');
  return applicationView(application);
}

export function agreed(contract: Contract | undefined): Schemas['Contract'] {
  if (!contract) throw new Refusal('CONTRACT_NOT_FOUND', 'notFound');
  return contractView(contract);
}

/** One adoption from four services at once. The contract's own answer is the owner check; the others make theirs too. */
export async function adoption({ services }: Ports, contractId: string, caller: Caller): Promise<Schemas['Adoption']> {
  const [{ contract }, plan, shipments] = await Promise.all([
    services.contract.getContract({ contractId }, caller),
    services.billing.getPlan({ contractId }, caller).catch(noneYet),
    services.fulfillment.listShipments(
      { contractId, state: 'STATE_UNSPECIFIED', pageSize: 100, pageToken: '', work: 'WORK_UNSPECIFIED' },
      caller,
    ),
  ]);
  if (!contract) throw new Refusal('CONTRACT_NOT_FOUND', 'notFound');
  const points = await services.points.getAccount({ adopterId: contract.adopterId, contractId }, caller);
  return {
    contract: contractView(contract),
    ...(plan?.plan ? { plan: planView(plan.plan) } : {}),
    shipments: shipments.shipments.map(shipmentView),
    points: { balance: points.balance, earnedHere: points.earnedForContract },
  };
}

/** A contract that is not signed has no plan; anything else is an error. */
function noneYet(error: unknown): undefined {
  if (error instanceof Refusal && error.kind === 'notFound') return undefined;
  throw error;
}
