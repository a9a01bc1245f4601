import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Caller, PLATFORM, serviceCaller } from '@petpact/kit/caller';
import { CallerSigner } from '@petpact/kit/caller-token';
import { grpcClient } from '@petpact/kit/grpc-client';
import { Refusal } from '@petpact/kit/refusal';
import { AccountServiceService } from '@petpact/proto/account/v1/account_service';
import { CatalogServiceService } from '@petpact/proto/catalog/v1/catalog_service';
import { ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import { CreditServiceService } from '@petpact/proto/credit/v1/credit_service';
import { PointsServiceService } from '@petpact/proto/points/v1/points_service';
import { adopt, apply, fillProfile, logIn } from '../journey.ts';
import { drawPicture } from './pictures.ts';
import { OPERATOR, PEOPLE, SANDBOX_PASSWORD, type SeedFood, type SeedPet, type SeedShop, SHOPS } from './shops.ts';

/** Where the platform to be seeded is. */
export interface SeedTarget {
  keysDir: string;
  addresses: { account: string; catalog: string; contract: string; credit: string; points: string };
  gateway: string;
  alipay: string;
  warehouse: string;
  partner: string;
  say: (line: string) => void;
}

/** Shared secrets of the local sandbox's warehouse connections: they open nothing but the simulator. */
export const sandboxSecret = (warehouseId: string): string => `sandbox-secret-of-${warehouseId}-warehouse`;

/**
 * Fills a fresh platform with two believable shops. Every step goes by a natural key, so seeding again, or going on after a
 * crash, adds nothing twice.
 */
export async function seed(target: SeedTarget): Promise<void> {
  const signer = CallerSigner.fromPem('seed', readFileSync(join(target.keysDir, 'seed.key.pem'), 'utf8'));
  const to = { signer, deadlineMs: 10_000 };
  const account = grpcClient(AccountServiceService, { ...to, address: target.addresses.account });
  const catalog = grpcClient(CatalogServiceService, { ...to, address: target.addresses.catalog });
  const contract = grpcClient(ContractServiceService, { ...to, address: target.addresses.contract });
  const credit = grpcClient(CreditServiceService, { ...to, address: target.addresses.credit });
  const points = grpcClient(PointsServiceService, { ...to, address: target.addresses.points });
  const clients = { account, catalog, contract, credit, points };
  try {
    await unlessTaken(account.addOperator({ ...OPERATOR, password: SANDBOX_PASSWORD }, callerOf(PLATFORM, 'operator')));
    for (const person of PEOPLE)
      await postJson(`${target.alipay}/sandbox/users`, {
        key: person.key,
        name: person.name,
        phone: person.phone,
        zhimaScore: person.zhimaScore,
        certNo: person.certNo,
        balanceFen: 1_000_000,
      });
    for (const shop of SHOPS) await seedShop(shop, target, clients);
    await seedLife(target);
  } finally {
    for (const client of Object.values(clients)) client.close();
  }
}

interface Clients {
  account: ReturnType<typeof grpcClient<typeof AccountServiceService>>;
  catalog: ReturnType<typeof grpcClient<typeof CatalogServiceService>>;
  contract: ReturnType<typeof grpcClient<typeof ContractServiceService>>;
  credit: ReturnType<typeof grpcClient<typeof CreditServiceService>>;
  points: ReturnType<typeof grpcClient<typeof PointsServiceService>>;
}

const callerOf = (merchantId: string, requestId: string): Caller => serviceCaller('seed', merchantId, { requestId: `seed-${requestId}` });

async function seedShop(shop: SeedShop, target: SeedTarget, { account, catalog, contract, credit, points }: Clients): Promise<void> {
  target.say(`店铺 ${shop.name}`);
  const { slug, name, intro, city, phone, address, legalName, creditCode } = shop;
  const alipay = await postJson<{ authAppId: string; appAuthToken: string; sellerId: string }>(`${target.alipay}/sandbox/merchants`, {
    key: slug,
    name,
  });
  const details = {
    merchantId: '',
    slug,
    name,
    intro,
    city,
    phone,
    address,
    legalName,
    creditCode,
    state: '',
    authAppId: alipay.authAppId,
    sellerId: alipay.sellerId,
  };
  const { merchant } = await account.onboardMerchant(
    { merchant: details, appAuthToken: alipay.appAuthToken },
    callerOf(PLATFORM, `shop-${slug}`),
  );
  const caller = callerOf(merchant?.merchantId ?? '', slug);
  for (const staff of shop.staff)
    await unlessTaken(account.addStaff({ staff: { staffId: '', ...staff }, password: SANDBOX_PASSWORD }, caller));
  await seedWarehouse(shop, target, account, caller);
  const { policy } = await contract.getPolicy({}, caller);
  if (policy && policy.version <= 1 && (policy.autoApprove !== shop.autoApprove || policy.planStart !== shop.planStart)) {
    await contract.savePolicy({ policy: { ...policy, autoApprove: shop.autoApprove, planStart: shop.planStart } }, caller);
  }
  await credit.saveTiers({ tiers: shop.tiers }, caller);
  await points.saveRules({ rules: shop.points }, caller);
  for (const food of shop.foods) await seedFood(food, shop, catalog, caller);
  for (const pet of shop.pets) await seedPet(pet, catalog, caller);
}

async function seedWarehouse(shop: SeedShop, target: SeedTarget, account: Clients['account'], caller: Caller): Promise<void> {
  const { id, name, city } = shop.warehouse;
  const keyId = `wh-${shop.slug}-${id}`;
  const secret = sandboxSecret(id);
  await postJson(`${target.warehouse}/sandbox/warehouses`, {
    key: keyId,
    name,
    keyId,
    secret,
    callbackUrl: target.partner,
    habits: { city },
  });
  await account.saveConnector({ connector: { warehouseId: id, name, baseUrl: target.warehouse, keyId, secret } }, caller);
}

async function seedFood(food: SeedFood, shop: SeedShop, catalog: Clients['catalog'], caller: Caller): Promise<void> {
  const { art, ...details } = food;
  const background =
    food.species === 'dog'
      ? (['#FFF1DC', '#FFD9A6'] as const)
      : food.species === 'cat'
        ? (['#E2F1FF', '#B8DBFF'] as const)
        : (['#EAF7E2', '#C8E8B4'] as const);
  const { picture } = await catalog.addPicture({ content: await drawPicture(art, background) }, caller);
  await catalog.saveSku(
    {
      sku: { skuId: '', ...details, pointsPrice: 0, warehouseId: shop.warehouse.id, pictures: [picture], published: true },
      requestId: food.skuCode,
    },
    caller,
  );
}

async function seedPet(pet: SeedPet, catalog: Clients['catalog'], caller: Caller): Promise<void> {
  const { art, background, vaccines, neutered, ...details } = pet;
  const { picture } = await catalog.addPicture({ content: await drawPicture(art, background) }, caller);
  const health = { vaccines, neutered, dewormedDate: '2026-10-15', notes: '到店后由合作医院全身体检，未见异常。' };
  const wish = {
    petId: '',
    ...details,
    health,
    pictures: [picture],
    state: 'STATE_AVAILABLE' as const,
    holdUntilTime: undefined,
    holderId: '',
  };
  await catalog.savePet({ pet: wish, requestId: `pet-${pet.name}` }, caller);
}

/** Some life: an adoption that runs, and applications that wait for the staff. */
async function seedLife(target: SeedTarget): Promise<void> {
  const personOf = (key: string) => PEOPLE.find((one) => one.key === key)!;
  const petOf = async (shop: string, name: string): Promise<string | undefined> => {
    const response = await fetch(`${target.gateway}/api/v1/shops/${shop}/pets?pageSize=100`);
    const { items } = (await response.json()) as { items: { petId: string; name: string; state: string }[] };
    return items.find((one) => one.name === name && one.state === 'available')?.petId;
  };
  const su = await petOf('tuantuan', '阿福');
  if (su !== undefined) {
    target.say('苏晴领养阿福');
    await adopt(target, 'tuantuan', { person: personOf('su'), petId: su });
  }
  for (const [shop, key, name] of [
    ['tuantuan', 'xu', '芝麻'],
    ['maoyu', 'zhou', '奶盖'],
  ] as const) {
    const pet = await petOf(shop, name);
    if (pet === undefined) continue;
    target.say(`${personOf(key).name}申请领养${name}`);
    const adopter = await logIn(target, shop, key);
    await fillProfile(adopter, personOf(key));
    await apply(adopter, pet);
  }
}

async function postJson<T>(url: string, body: object): Promise<T> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} → ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A log-in that exists already was seeded before. */
async function unlessTaken(adding: Promise<unknown>): Promise<void> {
  await adding.catch((error: unknown) => {
    if (!(error instanceof Refusal && error.reason === 'LOGIN_TAKEN')) throw error;
  });
}
