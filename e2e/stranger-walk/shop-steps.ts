import type { Schemas } from '@petpact/api/client';
import { NEW_PET, newPet, until } from '../people.ts';
import type { Step } from './walk.ts';
import { today, type World } from './world.ts';

const contract = ({ contractId }: World) => ({ contractId });
const application = ({ applicationId }: World) => ({ applicationId });
const pet = ({ petId }: World) => ({ petId });
const page = () => ({ pageSize: '100' });

/** The shop keeps its pets. */
export const SHOP_KEEPING_STEPS: Step<World>[] = [
  { operationId: 'getOwnShop', as: 'staff' },
  { operationId: 'addPicture', as: 'staff', body: ({ signaturePng }) => ({ content: signaturePng }) },
  {
    operationId: 'addPet',
    as: 'staff',
    body: () => NEW_PET,
    async keep(world, { petId }: Schemas['Pet']) {
      world.petId = petId;
      world.secondPetId = (await newPet(world.staff)).petId;
    },
  },
  { operationId: 'getShopPet', as: 'staff', params: pet },
  { operationId: 'changePet', as: 'staff', params: pet, body: () => ({ ...NEW_PET, name: '大满' }) },
  { operationId: 'listShopPets', as: 'staff', query: page },
  { operationId: 'listShopFoods', as: 'staff', query: page },
  {
    operationId: 'getPolicy',
    as: 'staff',
    keep(world, policy: Schemas['Policy']) {
      world.policy = policy;
    },
  },
  {
    operationId: 'savePolicy',
    as: 'staff',
    async before(world) {
      world.foreignPolicy = await world.foreignStaff.get('/shop/policy');
    },
    // The walk pauses twice and skips once.
    body: ({ policy: { version: _, rules, ...policy } }) => ({ ...policy, rules: { ...rules, pauseTimesMax: 6 } }),
    async after({ foreignStaff, foreignPolicy: { version: _, ...policy } }) {
      await foreignStaff.put('/shop/policy', policy);
    },
  },
  { operationId: 'getTiers', as: 'staff' },
  { operationId: 'listStaff', as: 'staff' },
];

export const REVIEW_STEPS: Step<World>[] = [
  { operationId: 'listApplications', as: 'staff', query: page },
  { operationId: 'getApplication', as: 'staff', params: application },
  { operationId: 'decideApplication', as: 'staff', params: application, body: () => ({ decision: 'ask', text: '阳台封了吗？' }) },
];

export const BOOKING_STEPS: Step<World>[] = [
  {
    operationId: 'bookHandover',
    as: 'staff',
    params: contract,
    before: async (world) => {
      world.handoverDate = await today(world.e2e);
    },
    body: ({ handoverDate }) => ({ date: handoverDate }),
  },
];

export const HANDOVER_STEPS: Step<World>[] = [{ operationId: 'confirmHandover', as: 'staff', params: contract }];

/** What the shop sees and does while the adoption runs. */
export const SHOP_RUNNING_STEPS: Step<World>[] = [
  {
    operationId: 'listShipments',
    as: 'staff',
    query: page,
    async before(world) {
      const shipment = async () => (await world.staff.get<Schemas['Adoption']>(`/shop/contracts/${world.contractId}`)).shipments[0];
      world.shipmentId = (await until('the first parcel is under way', shipment)).shipmentId;
    },
  },
  { operationId: 'getShipment', as: 'staff', params: ({ shipmentId }) => ({ shipmentId }) },
  { operationId: 'getToday', as: 'staff' },
  { operationId: 'listContracts', as: 'staff', query: page },
  { operationId: 'getAdoption', as: 'staff', params: contract },
  { operationId: 'downloadShopAgreement', as: 'staff', params: contract },
  { operationId: 'listLedger', as: 'staff', query: ({ contractId }) => ({ contractId, ...page() }) },
  { operationId: 'listAudit', as: 'staff', query: ({ contractId }) => ({ subjectId: contractId, ...page() }) },
  { operationId: 'getChargingStop', as: 'staff' },
  { operationId: 'stopCharging', as: 'staff', body: () => ({ reason: '账目核对' }) },
  { operationId: 'resumeCharging', as: 'staff' },
  { operationId: 'pauseContract', as: 'staff', params: contract, body: () => ({ reason: '仓库盘点' }) },
  { operationId: 'resumeContract', as: 'staff', params: contract },
];

/** The shop gives notice: the adoption goes on, so that its adopter may still leave by himself. */
export const NOTICE_STEPS: Step<World>[] = [
  {
    operationId: 'previewEnding',
    as: 'staff',
    params: contract,
    query: () => ({ cause: 'shopWish' }),
    keep: (world, { settlementId }: Schemas['Settlement']) => {
      world.settlementId = settlementId;
    },
  },
  {
    operationId: 'endContract',
    as: 'staff',
    params: contract,
    body: ({ settlementId }) => ({ cause: 'shopWish', reason: '门店搬迁', settlementId }),
  },
];

export const PLATFORM_STEPS: Step<World>[] = [{ operationId: 'listMerchants', as: 'operator', query: page }];
