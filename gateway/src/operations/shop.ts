import { PLATFORM } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';
import { petView, shopView, skuView } from '../views/shop.ts';

type Shop = Pick<Handlers, 'getShop' | 'listPets' | 'getPet' | 'listFoods' | 'getPicture'>;

/** What anybody may see of a shop, before any log-in. */
export function shopOperations({ services, shops, authUrl }: Ports): Shop {
  return {
    async getShop({ params, caller, origin }) {
      const merchant = await shops.bySlug(params.shop);
      const visitor = { ...caller, merchantId: merchant.merchantId };
      const [skus, policy, tiers, pets] = await Promise.all([
        services.catalog.listSkus({ species: '', includeAll: false, pageSize: 100, pageToken: '' }, visitor),
        services.contract.getPolicy({}, visitor),
        services.credit.getTiers({}, visitor),
        services.catalog.listPets({ species: '', includeAll: false, pageSize: 100, pageToken: '' }, visitor),
      ]);
      const periods = Math.max(0, ...tiers.tiers.flatMap((tier) => tier.periods).filter((count) => count <= 12));
      if (!policy.policy) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      return shopView({
        merchant,
        skus: skus.skus,
        policy: policy.policy,
        periods,
        petCount: pets.pets.length,
        authUrl: authUrl(merchant.authAppId, origin),
      });
    },
    async listPets({ params, query, caller }) {
      const { merchantId } = await shops.bySlug(params.shop);
      const { species = '', pageSize = 20, pageToken = '' } = query;
      const page = await services.catalog.listPets({ species, includeAll: false, pageSize, pageToken }, { ...caller, merchantId });
      return { items: page.pets.map(petView), nextPageToken: page.nextPageToken };
    },
    async getPet({ params, caller }) {
      const { merchantId } = await shops.bySlug(params.shop);
      const { pet } = await services.catalog.getPet({ petId: params.petId }, { ...caller, merchantId });
      if (!pet) throw new Refusal('PET_NOT_FOUND', 'notFound');
      return petView(pet);
    },
    async listFoods({ params, query, caller }) {
      const { merchantId } = await shops.bySlug(params.shop);
      const { species = '', pageSize = 20, pageToken = '' } = query;
      const page = await services.catalog.listSkus({ species, includeAll: false, pageSize, pageToken }, { ...caller, merchantId });
      return { items: page.skus.map(skuView), nextPageToken: page.nextPageToken };
    },
    async getPicture({ params, caller }) {
      const { merchantId, hash } = params;
      if (merchantId === PLATFORM) throw new Refusal('PICTURE_NOT_FOUND', 'notFound');
      const { content, contentType } = await services.catalog.getPicture({ picture: `${merchantId}/${hash}` }, { ...caller, merchantId });
      return { bytes: content, contentType, headers: { 'cache-control': 'public, max-age=31536000, immutable' } };
    },
  };
}
