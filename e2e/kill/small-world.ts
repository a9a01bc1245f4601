import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Caller, PLATFORM, serviceCaller } from '@petpact/kit/caller';
import { CallerSigner } from '@petpact/kit/caller-token';
import { grpcClient } from '@petpact/kit/grpc-client';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import { FulfillmentServiceService } from '@petpact/proto/fulfillment/v1/fulfillment_service';
import { adopt, type Person, type Visitor } from '../../deploy/local/journey.ts';
import type { Platform } from '../../deploy/local/supervisor.ts';

/** Two shops, in each one adopter with two pets and one with a third. */
const SHOPS = [
  { slug: 'shop-a', people: ['an', 'an', 'bo'] },
  { slug: 'shop-b', people: ['ci', 'ci', 'di'] },
] as const;
export const PRICE_FEN = 12_900;
/** Enough for twenty seeds, and what a good score may choose. */
const PERIODS = 24;

export interface Shop {
  slug: string;
  merchantId: string;
  caller: Caller;
}

export interface Running {
  shop: Shop;
  contractId: string;
  adopter: Visitor;
}

export type Clients = ReturnType<typeof clientsOf>;

/** What only the services themselves tell, asked as the seeding service. */
export function clientsOf({ urls, keysDir }: Platform) {
  const signer = CallerSigner.fromPem('seed', readFileSync(join(keysDir, 'seed.key.pem'), 'utf8'));
  const to = { signer, deadlineMs: 10_000 };
  const account = grpcClient(AccountServiceService, { ...to, address: urls.grpc.account });
  const billing = grpcClient(BillingServiceService, { ...to, address: urls.grpc.billing, retry: ['getPlan', 'listLedgerBalances'] });
  const catalog = grpcClient(CatalogServiceService, { ...to, address: urls.grpc.catalog });
  const fulfillment = grpcClient(FulfillmentServiceService, { ...to, address: urls.grpc.fulfillment, retry: ['listShipments'] });
  const close = () => {
    for (const client of [account, billing, catalog, fulfillment]) client.close();
  };
  return { account, billing, catalog, fulfillment, close };
}

const callerOf = (merchantId: string, requestId: string): Caller => serviceCaller('seed', merchantId, { requestId });

/** Opens the shops and lets the adopters adopt: six contracts whose first period is paid. */
export async function openSmallWorld(platform: Platform, clients: Clients): Promise<Running[]> {
  const running: Running[] = [];
  for (const { slug, people } of SHOPS) {
    const shop = await openShop(platform, clients, slug);
    for (const [n, key] of people.entries()) {
      const person = await openPerson(platform, key);
      const petId = await addPet(clients, shop, `${slug} ${n}`);
      const { adopter, contractId } = await adopt(platform.urls, slug, { person, petId, periods: PERIODS });
      running.push({ shop, contractId, adopter });
    }
  }
  return running;
}

/** A shop with one warehouse and one food, on the platform's own policy. */
export async function openShop({ urls }: Platform, { account, catalog }: Clients, slug: string): Promise<Shop> {
  const alipay = await post<{ authAppId: string; appAuthToken: string; sellerId: string }>(`${urls.alipay}/sandbox/merchants`, {
    key: slug,
    name: slug,
  });
  const { authAppId, sellerId, appAuthToken } = alipay;
  const details = { merchantId: '', slug, name: '试验领养馆', intro: '', city: '杭州市', phone: '0571-88880000', address: '文三路 1 号' };
  const firm = { legalName: '杭州试验宠物服务有限公司', creditCode: '91330106MA2KJ0XX0X', state: '' };
  const onboard = { merchant: { ...details, ...firm, authAppId, sellerId }, appAuthToken };
  const { merchant } = await account.onboardMerchant(onboard, callerOf(PLATFORM, slug));
  const merchantId = merchant?.merchantId ?? '';
  const caller = callerOf(merchantId, `open-${slug}`);
  const signing = { keyId: `wh-${slug}`, secret: `sandbox-secret-of-${slug}-warehouse` };
  const warehouse = { key: slug, name: slug, ...signing, callbackUrl: urls.partner, habits: { city: '嘉兴' } };
  await post(`${urls.warehouse}/sandbox/warehouses`, warehouse);
  await account.saveConnector({ connector: { warehouseId: 'main', name: slug, baseUrl: urls.warehouse, ...signing } }, caller);
  const food = { skuId: '', skuCode: `${slug}-food`, name: '成犬粮', brand: '试验', species: 'dog', spec: '2 kg', description: '试验用粮' };
  const prices = { costFen: 6_000, retailFen: 15_900, planFen: PRICE_FEN, pointsPrice: 0 };
  await catalog.saveSku({ sku: { ...food, ...prices, warehouseId: 'main', pictures: [], published: true }, requestId: slug }, caller);
  return { slug, merchantId, caller };
}

export async function addPet({ catalog }: Clients, { caller }: Shop, requestId: string): Promise<string> {
  const health = { vaccines: ['狂犬'], neutered: true, dewormedDate: '2026-10-15', notes: '' };
  const looks = { name: '豆豆', species: 'dog', breed: '柴犬', sex: 'male', birthDate: '2025-06-01', colour: '赤色', weightGrams: 8_000 };
  const rest = { story: '', traits: [], pictures: [], state: 'STATE_AVAILABLE' as const, holdUntilTime: undefined, holderId: '' };
  const { pet } = await catalog.savePet({ pet: { petId: '', ...looks, ...rest, health }, requestId }, caller);
  return pet?.petId ?? '';
}

/** Somebody with money and the best of scores at Alipay. */
export async function openPerson({ urls }: Platform, key: string): Promise<Person> {
  const n = key.charCodeAt(0) - 96;
  const certNo = '330106199203150027';
  const person = { key, name: `试验${'甲乙丙丁'[n - 1]}`, phone: `1380000010${n}`, certNo };
  await post(`${urls.alipay}/sandbox/users`, { ...person, zhimaScore: 760, balanceFen: 100_000_000 });
  return { ...person, address: { region: '浙江省 杭州市 西湖区', detail: `文三路 ${n} 号` } };
}

export async function post<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} → ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}
