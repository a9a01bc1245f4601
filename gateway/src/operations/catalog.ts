import { Refusal } from '@petpact/kit/refusal';
import { enumFrom } from '@petpact/kit/wire';
import type { Pet } from '@petpact/proto/catalog/v1/catalog_service';
import type { components } from '../../../libs/api/gen/schema.ts';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { merchantView, pictureUrl, policyView, staffPetView, staffSkuView } from '../views/shop.ts';

type Schemas = components['schemas'];
type Shop = Pick<
  Handlers,
  | 'listShopPets'
  | 'addPet'
  | 'getShopPet'
  | 'changePet'
  | 'addPicture'
  | 'listShopFoods'
  | 'getPolicy'
  | 'savePolicy'
  | 'getTiers'
  | 'listLedger'
  | 'listAudit'
  | 'listStaff'
  | 'listMerchants'
  | 'getOwnShop'
>;

/** What a shop keeps: pets, foods, policy, books; and the operators' list of shops. */
export function shopKeepingOperations({ services }: Ports): Shop {
  const { account, catalog, contract, credit, billing } = services;
  return {
    async listShopPets({ query, caller }) {
      const { species = '', pageSize = 20, pageToken = '' } = query;
      const page = await catalog.listPets({ species, includeAll: true, pageSize, pageToken }, caller);
      return { items: page.pets.map(staffPetView), nextPageToken: page.nextPageToken };
    },
    async addPet({ body, caller }) {
      return petOf((await catalog.savePet({ pet: petMessage('', body), requestId: caller.requestId }, caller)).pet);
    },
    async getShopPet({ params, caller }) {
      return petOf((await catalog.getPet(params, caller)).pet);
    },
    async changePet({ params, body, caller }) {
      return petOf((await catalog.savePet({ pet: petMessage(params.petId, body), requestId: caller.requestId }, caller)).pet);
    },
    async addPicture({ body, caller }) {
      const { picture } = await catalog.addPicture({ content: Buffer.from(body.content, 'base64') }, caller);
      return { picture, url: pictureUrl(picture) };
    },
    async listShopFoods({ query, caller }) {
      const { species = '', pageSize = 20, pageToken = '' } = query;
      const page = await catalog.listSkus({ species, includeAll: true, pageSize, pageToken }, caller);
      return { items: page.skus.map(staffSkuView), nextPageToken: page.nextPageToken };
    },
    async getPolicy({ caller }) {
      const { policy } = await contract.getPolicy({}, caller);
      if (!policy) throw new Refusal('POLICY_NOT_FOUND', 'notFound');
      return policyView(policy);
    },
    async savePolicy({ body, caller }) {
      const { policy } = await contract.savePolicy({ policy: { version: 0, ...body } }, caller);
      if (!policy) throw new Refusal('POLICY_NOT_FOUND', 'notFound');
      return policyView(policy);
    },
    async getTiers({ caller }) {
      return { items: (await credit.getTiers({}, caller)).tiers, nextPageToken: '' };
    },
    async listLedger({ query, caller }) {
      const { contractId = '', pageSize = 20, pageToken = '' } = query;
      const [page, sums] = await Promise.all([
        billing.listLedgerEntries({ contractId, pageSize, pageToken }, caller),
        billing.listLedgerBalances({}, caller),
      ]);
      const items = page.entries.map(({ atTime, ...entry }) => ({ ...entry, atTime: (atTime ?? new Date(0)).toISOString() }));
      return { items, nextPageToken: page.nextPageToken, balances: sums.balances };
    },
    async listAudit({ query, caller }) {
      const { subjectId = '', pageSize = 20, pageToken = '' } = query;
      const page = await account.listAudit({ subjectId, pageSize, pageToken }, caller);
      const items = page.entries.map(({ atTime, ...entry }) => ({ ...entry, atTime: (atTime ?? new Date(0)).toISOString() }));
      return { items, nextPageToken: page.nextPageToken };
    },
    async listStaff({ caller }) {
      return { items: (await account.listStaff({}, caller)).staff, nextPageToken: '' };
    },
    async listMerchants({ query, caller }) {
      const { pageSize = 20, pageToken = '' } = query;
      const page = await account.listMerchants({ pageSize, pageToken }, caller);
      return { items: page.merchants.map(merchantView), nextPageToken: page.nextPageToken };
    },
    async getOwnShop({ caller }) {
      const { merchant } = await account.getMerchant({}, caller);
      if (!merchant) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      return merchantView(merchant);
    },
  };
}

function petMessage(petId: string, { pictureKeys, state, petId: _, ...pet }: Schemas['PetInput']): Pet {
  return { ...pet, petId, pictures: pictureKeys, state: enumFrom('STATE', state), holdUntilTime: undefined, holderId: '' };
}

function petOf(pet: Pet | undefined): Schemas['Pet'] {
  if (!pet) throw new Refusal('PET_NOT_FOUND', 'notFound');
  return staffPetView(pet);
}
