import { Refusal, Unavailable } from '@petpact/kit/refusal';
import type { Adopter } from '@petpact/proto/account/v1/account_service';
import type { Plan, StartPlanRequest } from '@petpact/proto/billing/v1/billing_service';
import type { Pet, Sku } from '@petpact/proto/catalog/v1/catalog_service';
import type { Assessment } from '@petpact/proto/credit/v1/credit_service';
import type { Neighbours } from '../src/ports.ts';
import { aFood, aShop } from './agreement.builder.ts';

const aSku = (skuId: string, change: Partial<Sku> = {}): Sku => ({
  skuId,
  skuCode: aFood.skuCode,
  name: aFood.skuName,
  brand: '团团',
  species: 'cat',
  spec: aFood.spec,
  description: '',
  costFen: 0,
  retailFen: aFood.retailFen,
  planFen: aFood.planFen,
  pointsPrice: 0,
  warehouseId: aFood.warehouseId,
  pictures: [],
  published: true,
  ...change,
});

const aPetOf = (petId: string): Pet => ({
  petId,
  name: '年糕',
  species: 'cat',
  breed: '中华田园猫',
  sex: 'female',
  birthDate: '2025-06-01',
  colour: '橘白',
  weightGrams: 3200,
  health: { vaccines: ['猫三联 2026-08-01'], dewormedDate: '2026-10-10', neutered: true, notes: '' },
  story: '',
  traits: [],
  pictures: ['m-1/cover'],
  state: 'STATE_AVAILABLE',
  holdUntilTime: undefined,
  holderId: '',
});

/** The services around contract, in memory: they keep what they are told and can be down. */
export class FakeNeighbours implements Neighbours {
  readonly profile: Adopter = {
    adopterId: 'adopter-1',
    openId: '',
    name: '林小满',
    phone: '13800001234',
    identityNumber: '330106199503124527',
    nickname: '',
    createdTime: undefined,
  };
  exhausted = false;
  outcome: Assessment['outcome'] = 'OUTCOME_PASSED';
  readonly holders = new Map<string, string>();
  readonly adopted = new Map<string, string>();
  readonly plans = new Map<string, Plan>();
  readonly started: StartPlanRequest[] = [];
  readonly consents: string[] = [];
  readonly calls: string[] = [];
  inFlightPeriod = 0;
  /** Services that do not answer; 'pausePlan:lost' does the work and loses the answer. */
  readonly down = new Set<string>();

  #reach(service: string, call: string): void {
    this.calls.push(call);
    if (this.down.has(service)) throw new Unavailable(service);
  }

  readonly account: Neighbours['account'] = {
    getMerchant: async () => {
      const { name, legalName, creditCode, address, phone } = aShop;
      const rest = { merchantId: 'm-1', slug: 'miao', intro: '', city: '杭州', authAppId: '', sellerId: '', state: 'live' };
      return { merchant: { name, legalName, creditCode, address, phone, ...rest } };
    },
    getAdopter: async () => ({ adopter: this.profile }),
    getAddress: async ({ addressId }) => {
      if (addressId !== 'address-1') throw new Refusal('ADDRESS_NOT_FOUND', 'notFound');
      return { address: undefined };
    },
    getDataKey: async ({ subjectId }) => ({ key: Buffer.alloc(32, subjectId) }),
    recordConsent: async ({ consent }) => {
      this.consents.push(`${consent?.purpose}:${consent?.textVersion}`);
      return {};
    },
  };

  readonly credit: Neighbours['credit'] = {
    assess: async ({ adopterId, authorised }) => {
      this.#reach('credit', 'assess');
      if (this.exhausted) throw new Refusal('CREDIT_CALLS_EXHAUSTED', 'precondition');
      const outcome = authorised ? this.outcome : 'OUTCOME_NOT_AUTHORISED';
      const tier =
        outcome === 'OUTCOME_PASSED'
          ? { tier: 'gold', admittanceScore: 650, monthlyLimitFen: 30_000, periods: [12, 24], depositFen: 0 }
          : undefined;
      return { assessment: { assessmentId: 'as-1', adopterId, outcome, tier, atTime: undefined, validUntilTime: undefined } };
    },
    getTiers: async () => ({
      tiers: [
        { tier: 'gold', admittanceScore: 650, monthlyLimitFen: 30_000, periods: [12, 24], depositFen: 0 },
        { tier: 'manual', admittanceScore: 0, monthlyLimitFen: 15_000, periods: [12], depositFen: 0 },
      ],
    }),
  };

  readonly catalog: Neighbours['catalog'] = {
    getPet: async ({ petId }) => ({ pet: aPetOf(petId) }),
    holdPet: async ({ petId, holderId }) => {
      this.#reach('catalog', `holdPet ${petId} ${holderId}`);
      const holder = this.holders.get(petId);
      if (holder !== undefined && holder !== holderId) throw new Refusal('PET_HELD', 'precondition');
      this.holders.set(petId, holderId);
      return { pet: aPetOf(petId) };
    },
    releasePet: async ({ petId, holderId }) => {
      this.#reach('catalog', 'releasePet');
      if (this.holders.get(petId) === holderId) this.holders.delete(petId);
      return {};
    },
    adoptPet: async ({ petId, holderId, contractId }) => {
      this.#reach('catalog', 'adoptPet');
      if (this.holders.get(petId) !== holderId) throw new Refusal('PET_HELD', 'precondition');
      this.adopted.set(petId, contractId);
      return {};
    },
    returnPet: async ({ petId, contractId }) => {
      this.#reach('catalog', 'returnPet');
      if (this.adopted.get(petId) === contractId) this.adopted.delete(petId);
      return {};
    },
    getSku: async ({ skuId }) => ({ sku: aSku(skuId, { published: skuId !== 'sku-off' }) }),
    listSkus: async () => ({
      skus: [aSku('sku-1'), aSku('sku-dear', { planFen: 40_000 }), aSku('sku-off', { published: false })],
      nextPageToken: '',
    }),
  };

  readonly billing: Neighbours['billing'] = {
    openPlan: async (request) => {
      this.#reach('billing', 'openPlan');
      const { contractId } = request;
      this.opened.set(contractId, request);
      if (!this.plans.has(contractId)) this.plans.set(contractId, aPlan(contractId));
      return { plan: this.plans.get(contractId) };
    },
    getPlan: async ({ contractId }) => {
      const plan = this.plans.get(contractId);
      if (!plan) throw new Refusal('PLAN_NOT_FOUND', 'notFound');
      return { plan };
    },
    pausePlan: async ({ contractId, pauseId }) => {
      this.#reach('billing', `pausePlan ${pauseId}`);
      const plan = this.#step(contractId, 'STATE_ACTIVE', 'STATE_PAUSED', 'PLAN_NOT_ACTIVE');
      if (this.down.delete('pausePlan:lost')) throw new Unavailable('billing');
      return { plan, inFlightPeriod: this.inFlightPeriod };
    },
    resumePlan: async ({ contractId, pauseId }) => {
      this.#reach('billing', `resumePlan ${pauseId}`);
      return { plan: this.#step(contractId, 'STATE_PAUSED', 'STATE_ACTIVE', 'PLAN_NOT_PAUSED'), nextPlanDate: '2027-01-23' };
    },
    endPlan: async ({ contractId, reason, feeFen, feeKind }) => {
      this.#reach('billing', `endPlan ${reason} ${feeKind} ${feeFen}`);
      const plan = this.plans.get(contractId);
      if (!plan) throw new Refusal('PLAN_NOT_FOUND', 'notFound');
      const ended: Plan = { ...plan, state: 'STATE_ENDED', reason, version: plan.version + 1 };
      this.plans.set(contractId, ended);
      if (this.down.delete('endPlan:lost')) throw new Unavailable('billing');
      return { plan: ended, inFlightPeriod: this.inFlightPeriod };
    },
    skipPeriod: async ({ contractId, period, skipId }) => {
      this.#reach('billing', `skipPeriod ${period} ${skipId}`);
      const plan = this.plans.get(contractId);
      if (plan?.state !== 'STATE_ACTIVE' || period !== 2) throw new Refusal('PERIOD_NOT_NEXT', 'precondition');
      if (this.down.delete('skipPeriod:lost')) throw new Unavailable('billing');
      return { plan, nextPlanDate: '2027-01-23' };
    },
    startPlan: async (request) => {
      this.#reach('billing', 'startPlan');
      this.started.push(request);
      return { plan: this.plans.get(request.contractId) };
    },
  };
  readonly opened = new Map<string, Parameters<Neighbours['billing']['openPlan']>[0]>();

  /** The adopter signed the mandate at Alipay. */
  activatePlan(contractId: string): number {
    return this.#step(contractId, 'STATE_AWAITING_MANDATE', 'STATE_ACTIVE', 'PLAN_NOT_FOUND').version;
  }

  #step(contractId: string, from: Plan['state'], to: Plan['state'], reason: string): Plan {
    const plan = this.plans.get(contractId);
    if (plan?.state !== from) throw new Refusal(reason, 'precondition');
    const next = { ...plan, state: to, version: plan.version + 1 };
    this.plans.set(contractId, next);
    return next;
  }
}

function aPlan(contractId: string): Plan {
  const money = { totalFen: 154_800, paidFen: 0 };
  return {
    contractId,
    adopterId: 'adopter-1',
    state: 'STATE_AWAITING_MANDATE',
    mandate: undefined,
    instalments: [],
    ...money,
    nextStep: 'none',
    nextStepTime: undefined,
    version: 1,
    reason: '',
    dues: [],
  };
}
