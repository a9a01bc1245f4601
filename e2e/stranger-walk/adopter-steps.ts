import type { Schemas } from '@petpact/api/client';
import { ANSWERS } from '@petpact/local/journey';
import { advance, askJson, dayBefore, until } from '../people.ts';
import type { Step } from './walk.ts';
import { staffSays, type World } from './world.ts';

const ADDRESS = {
  name: '沈甲乙',
  phone: '13900000000',
  region: '浙江省 杭州市 西湖区',
  detail: '文三路 1 号 2 幢 303 室',
  isDefault: true,
};
const contract = ({ contractId }: World) => ({ contractId });
const application = ({ applicationId }: World) => ({ applicationId });
const page = () => ({ pageSize: '100' });

/** An adopter's own record. */
export const OWN_RECORD_STEPS: Step<World>[] = [
  { operationId: 'getProfile', as: 'adopter' },
  {
    operationId: 'saveProfile',
    as: 'adopter',
    body: ({ person: { name, phone, certNo } }) => ({ name, phone, identityNumber: certNo }),
  },
  {
    operationId: 'addAddress',
    as: 'adopter',
    body: () => ADDRESS,
    keep(world, { addressId }: Schemas['Address']) {
      world.addressId = addressId;
    },
  },
  { operationId: 'listAddresses', as: 'adopter' },
  {
    operationId: 'changeAddress',
    as: 'adopter',
    params: ({ addressId }) => ({ addressId }),
    body: () => ({ ...ADDRESS, detail: '文三路 9 号' }),
  },
  {
    operationId: 'removeAddress',
    as: 'adopter',
    async before(world) {
      world.spareAddressId = (await world.adopter.post<Schemas['Address']>('/me/addresses', { ...ADDRESS, isDefault: false })).addressId;
      return [world.spareAddressId];
    },
    params: ({ spareAddressId }) => ({ addressId: spareAddressId }),
  },
  { operationId: 'recordConsent', as: 'adopter', body: () => ({ purpose: 'privacy', textVersion: 'v1', granted: true }) },
  { operationId: 'listConsents', as: 'adopter' },
  {
    operationId: 'getOptIns',
    as: 'adopter',
    keep(world, { items }: { items: Schemas['OptIn'][] }) {
      world.optIns = items.map(({ templateId }) => templateId);
    },
  },
  { operationId: 'saveOptIns', as: 'adopter', body: ({ optIns }) => ({ granted: optIns, refused: [] }) },
];

/** From the wish for a pet to a signed mandate. The shop's words in between are steps of its own (`shop-steps.ts`). */
export const APPLICATION_STEPS: Step<World>[] = [
  {
    operationId: 'submitApplication',
    as: 'adopter',
    body: ({ petId }) => ({ petId, answers: ANSWERS }),
    keep(world, { applicationId }: Schemas['Application']) {
      world.applicationId = applicationId;
    },
  },
  { operationId: 'listMyApplications', as: 'adopter', query: page },
  { operationId: 'getMyApplication', as: 'adopter', params: application },
  { operationId: 'checkCredit', as: 'adopter', params: application, body: () => ({ authorised: true }) },
];

export const CONTRACT_STEPS: Step<World>[] = [
  { operationId: 'answerQuestion', as: 'adopter', params: application, body: () => ({ answer: '阳台已经封好了。' }) },
  {
    operationId: 'getOffer',
    as: 'adopter',
    before: (world) => staffSays(world, { decision: 'approve' }),
    params: application,
    keep(world, { skus, periods }: Schemas['Offer']) {
      world.skuId = skus[0]!.skuId;
      world.periods = periods[0]!;
    },
  },
  {
    operationId: 'draftContract',
    as: 'adopter',
    params: application,
    body: ({ skuId, periods, addressId }) => ({ skuId, quantity: 1, periods, addressId }),
    keep(world, { contractId }: Schemas['Contract']) {
      world.contractId = contractId;
    },
  },
  { operationId: 'listMyContracts', as: 'adopter', query: page },
  {
    operationId: 'getAgreement',
    as: 'adopter',
    params: contract,
    keep(world, { textHash }: Schemas['Agreement']) {
      world.textHash = textHash;
    },
  },
  {
    operationId: 'signContract',
    as: 'adopter',
    params: contract,
    body: ({ textHash, signaturePng }) => ({ textHash, signaturePng, consent: true }),
  },
  { operationId: 'downloadAgreement', as: 'adopter', params: contract },
];

export const MANDATE_STEPS: Step<World>[] = [
  {
    operationId: 'startMandate',
    as: 'adopter',
    before: async ({ adopter, contractId }) => {
      const plan = async () => (await adopter.get<Schemas['Adoption']>(`/me/contracts/${contractId}`)).plan;
      await until('the plan is open', plan);
    },
    params: contract,
    body: () => ({}),
    async keep({ e2e, person }, { signStr }: { signStr: string }) {
      await askJson(`${e2e.urls.alipay}/sandbox/sign`, { signString: signStr, user: person.key });
    },
  },
  { operationId: 'confirmMandate', as: 'adopter', params: contract },
  { operationId: 'confirmMyHandover', as: 'adopter', params: contract },
];

/** A period that nobody could withhold is paid at the cashier. */
export const ARREARS_STEPS: Step<World>[] = [
  {
    operationId: 'startPayment',
    as: 'adopter',
    async before(world) {
      const { e2e, person, adopter, contractId } = world;
      const empty = { balanceFen: 0, bankCardFen: 0, huabeiFen: 0 };
      await askJson(`${e2e.urls.alipay}/sandbox/users/${person.key}`, empty, 'PATCH');
      const { plan } = await adopter.get<Schemas['Adoption']>(`/me/contracts/${contractId}`);
      const { period, planDate } = plan!.instalments.find(({ state }) => state === 'scheduled')!;
      await advance(e2e, { until: `${dayBefore(planDate, -1)}T10:00:00+08:00` });
      world.overduePeriod = period;
    },
    params: contract,
    body: ({ overduePeriod }) => ({ period: overduePeriod }),
  },
  { operationId: 'confirmPayment', as: 'adopter', params: contract, body: ({ overduePeriod }) => ({ period: overduePeriod }) },
];

/** The adopter leaves. */
export const LEAVING_STEPS: Step<World>[] = [
  {
    operationId: 'previewMyEnding',
    as: 'adopter',
    params: contract,
    keep: (world, { settlementId }: Schemas['Settlement']) => {
      world.settlementId = settlementId;
    },
  },
  { operationId: 'endMyContract', as: 'adopter', params: contract, body: ({ settlementId }) => ({ settlementId }) },
];

/** What an adopter sees and does while the adoption runs. */
export const RUNNING_STEPS: Step<World>[] = [
  { operationId: 'getMyAdoption', as: 'adopter', params: contract },
  { operationId: 'getMyShipment', as: 'adopter', params: ({ shipmentId }) => ({ shipmentId }) },
  { operationId: 'getStatement', as: 'adopter', params: contract },
  { operationId: 'getPoints', as: 'adopter' },
  { operationId: 'listPointsEntries', as: 'adopter', query: page },
  { operationId: 'listMessages', as: 'adopter', query: page },
  { operationId: 'markMessagesRead', as: 'adopter', body: () => ({ untilTime: '2099-01-01T00:00:00Z' }) },
  {
    operationId: 'skipMyPeriod',
    as: 'adopter',
    async before({ adopter, contractId }) {
      const next = async () => {
        const { plan } = await adopter.get<Schemas['Adoption']>(`/me/contracts/${contractId}`);
        return plan?.state === 'active' ? plan : undefined;
      };
      await until('the plan runs', next);
    },
    params: contract,
    body: () => ({ period: 2 }),
  },
  { operationId: 'pauseMyContract', as: 'adopter', params: contract, body: () => ({ reason: '出差' }) },
  { operationId: 'resumeMyContract', as: 'adopter', params: contract },
  {
    operationId: 'withdrawApplication',
    as: 'adopter',
    async before(world) {
      const wish = { petId: world.secondPetId, answers: ANSWERS };
      world.secondApplicationId = (await world.adopter.post<Schemas['Application']>('/me/applications', wish)).applicationId;
      return [world.secondApplicationId];
    },
    params: ({ secondApplicationId }) => ({ applicationId: secondApplicationId }),
  },
];
