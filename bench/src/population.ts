import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallerSigner } from '@petpact/kit/caller-token';
import type { Collection, Document } from '@petpact/kit/collection';
import { grpcClient } from '@petpact/kit/grpc-client';
import { openMongo } from '@petpact/kit/mongo';
import { naturalId } from '@petpact/kit/natural-id';
import { adopt, fillProfile, logIn, Visitor } from '@petpact/local/journey';
import type { Urls } from '@petpact/local/processes';
import { PEOPLE } from '@petpact/local/seed/shops';
import { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';

export const AMOUNT_FEN = 12_900;
const MERCHANT = 'm-tuantuan';
/** Alipay allows ten period agreements of one person at one shop (ALIPAY §5.1). */
const PLANS_A_PERSON = 10;
const AT_ONCE = 12;

/**
 * Makes running plans in bulk: people log in and give their address as anybody does; their contracts are copies of one that
 * was really signed, their plans are opened at billing directly, and the mandate is signed at the simulator. Everything that
 * the measured loop touches is as it would be.
 */
export async function populate(urls: Urls, keysDir: string, count: number, say: (done: number) => void): Promise<string[]> {
  const key = (issuer: string) => CallerSigner.fromPem(issuer, readFileSync(join(keysDir, `${issuer}.key.pem`), 'utf8'));
  const asContract = grpcClient(BillingServiceService, { address: urls.grpc.billing, signer: key('contract'), deadlineMs: 20_000 });
  const asGateway = grpcClient(BillingServiceService, { address: urls.grpc.billing, signer: key('gateway'), deadlineMs: 20_000 });
  const contractStore = await openMongo({ uri: urls.store, database: 'contract', indexes: [] });
  const signed = contractStore.collection<SignedContract>('contracts');
  const pattern = await signOne(urls, signed);
  const people = Math.ceil(count / PLANS_A_PERSON);
  const contracts: string[] = [];

  const openOne = async (adopterId: string, addressId: string, userKey: string, contractId: string): Promise<void> => {
    const goods = {
      skuId: 'bench-sku',
      skuCode: 'TT-DOG-CHICKEN-2KG',
      skuName: '鲜鸡肉全价幼犬粮',
      quantity: 1,
      warehouseId: 'hz1',
      addressId,
    };
    const terms = {
      amountFen: AMOUNT_FEN,
      periods: 12,
      termsVersion: 1,
      planStart: 'signing',
      handoverDate: '',
      lateFeeFen: 0,
      suspendAfterOverdue: 0,
      graceDays: 7,
      title: '团团领养馆 月付计划',
    };
    await signed.insertOne({ ...pattern, _id: contractId, adopterId, addressId });
    const service = { merchantId: MERCHANT, actor: { kind: 'service' as const, id: 'contract' }, requestId: `bench-${contractId}` };
    await asContract.openPlan({ contractId, adopterId, ...goods, ...terms }, service);
    const adopter = { merchantId: MERCHANT, actor: { kind: 'adopter' as const, id: adopterId }, requestId: `bench-${contractId}` };
    const { signStr } = await asGateway.startMandate({ contractId, returnUrl: '' }, adopter);
    await postJson(`${urls.alipay}/sandbox/sign`, { signString: signStr, user: userKey });
    contracts.push(contractId);
    if (contracts.length % 200 === 0) say(contracts.length);
  };

  const onePerson = async (n: number): Promise<void> => {
    const person = {
      key: `bench-${n}`,
      name: '本齐',
      phone: `139${String(10_000_000 + n)}`,
      certNo: '11010519491231002X',
      address: { region: '浙江省 杭州市 西湖区', detail: `文三路 ${n} 号` },
    };
    await postJson(`${urls.alipay}/sandbox/users`, {
      key: person.key,
      name: person.name,
      phone: person.phone,
      zhimaScore: 700,
      balanceFen: 1_000_000_000,
    });
    const adopter = await logIn({ gateway: urls.gateway, alipay: urls.alipay }, 'tuantuan', person.key);
    const addressId = await fillProfile(adopter, person);
    const { adopterId } = await adopter.get<{ adopterId: string }>('/me');
    for (let plan = 0; plan < PLANS_A_PERSON && n * PLANS_A_PERSON + plan < count; plan += 1) {
      await openOne(adopterId, addressId, person.key, naturalId('bench', String(n), String(plan)));
    }
  };

  const queue = Array.from({ length: people }, (_, n) => n);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await onePerson(next);
    }),
  );
  await contractStore.close();
  asContract.close();
  asGateway.close();
  return contracts;
}

interface SignedContract extends Document {
  merchantId: string;
  adopterId: string;
  addressId: string;
  heardVersion: number;
  planVersion: number;
}

/** One adoption as anybody makes it; its contract, running and at rest, is the pattern of all others. */
async function signOne(urls: Urls, contracts: Collection<SignedContract>): Promise<SignedContract> {
  const world = { gateway: urls.gateway, alipay: urls.alipay };
  const { items } = await new Visitor(urls.gateway).get<{ items: { petId: string; state: string }[] }>('/shops/tuantuan/pets');
  const pet = items.find(({ state }) => state === 'available');
  const [person] = PEOPLE;
  if (!pet || !person) throw new Error('the seeds have no pet or nobody who could adopt it');
  const { contractId } = await adopt(world, 'tuantuan', { person, petId: pet.petId });
  await postJson(`${urls.clock}/clock/advance`, { seconds: 0 });
  const contract = await contracts.findOne({ _id: contractId, merchantId: MERCHANT });
  if (!contract) throw new Error(`contract ${contractId} is not in the store`);
  return { ...contract, heardVersion: 0, planVersion: 0 };
}

export async function postJson(url: string, body: object): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} → ${response.status} ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
