import { randomInt, randomUUID } from 'node:crypto';
import type { Schemas } from '@petpact/api/client';
import { logInStaff, type Person, Visitor } from '@petpact/local/journey';
import { OPERATOR, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import type { E2e } from './platform.ts';

/** JSON over HTTP to a simulator or the test clock; throws with the answer when it refuses. */
export async function askJson<T>(url: string, body?: object, method = body ? 'POST' : 'GET'): Promise<T> {
  const init = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  const response = await fetch(url, { method, ...init });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} → ${response.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** A well-formed identity number of an adult (GB 11643: the last character is a checksum modulo 11). */
export function identityNumber(): string {
  const first17 = `33010619${randomInt(70, 99)}0${randomInt(1, 10)}${randomInt(10, 28)}${String(randomInt(0, 1000)).padStart(3, '0')}`;
  const sum = [...first17].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at]!, 0);
  return first17 + '10X98765432'[sum % 11];
}

/** Somebody new with an Alipay account, whom no other test knows. */
export async function newPerson(
  { urls }: { urls: Pick<E2e['urls'], 'alipay'> },
  wish: { zhimaScore?: number | null; balanceFen?: number } = {},
): Promise<Person> {
  const key = `e2e-${randomUUID().slice(0, 12)}`;
  const name = `沈${[...key.slice(4, 6)].map((hex) => '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[Number.parseInt(hex, 16)]).join('')}`;
  const phone = `139${String(randomInt(0, 100_000_000)).padStart(8, '0')}`;
  const certNo = identityNumber();
  await askJson(`${urls.alipay}/sandbox/users`, { key, name, phone, certNo, zhimaScore: 720, balanceFen: 100_000_000, ...wish });
  return { key, name, phone, certNo, address: { region: '浙江省 杭州市 西湖区', detail: '文三路 1 号 2 幢 303 室' } };
}

export const NEW_PET: Schemas['PetInput'] = {
  name: '小满',
  species: 'cat',
  breed: '橘猫',
  sex: 'female',
  birthDate: '2026-03-01',
  colour: '橘色',
  weightGrams: 3_000,
  health: { vaccines: ['猫三联三针'], dewormedDate: '2026-10-01', neutered: true, notes: '' },
  story: '一只为测试而来的猫，却被认真地领养了。',
  traits: ['亲人'],
  pictureKeys: [],
  state: 'available',
};

/** A pet that no other test wants. */
export async function newPet(staff: Visitor): Promise<Schemas['Pet']> {
  return staff.post<Schemas['Pet']>('/shop/pets', NEW_PET);
}

export const staffOf = ({ urls }: E2e, shop: 'tuantuan' | 'maoyu'): Promise<Visitor> =>
  logInStaff(urls.gateway, `owner@${shop}`, SANDBOX_PASSWORD);

interface Advance {
  now: string;
  steps: number;
}

const STRIDE_MS = 20 * 86_400_000;

/**
 * Moves business time on and waits until everything is quiet; zero seconds only wait. In strides, so that no single answer
 * takes minutes on a busy machine.
 */
export async function advance({ urls }: E2e, to: { seconds: number } | { until: string }): Promise<Advance> {
  const { now } = await askJson<{ now: string }>(`${urls.clock}/clock`);
  const target = 'until' in to ? Date.parse(to.until) : Date.parse(now) + to.seconds * 1000;
  let [at, steps] = [now, 0];
  do {
    const stride = new Date(Math.min(target, Date.parse(at) + STRIDE_MS)).toISOString();
    const done = await askJson<Advance>(
      `${urls.clock}/clock/advance`,
      Date.parse(stride) > Date.parse(at) ? { until: stride } : { seconds: 0 },
    );
    [at, steps] = [done.now, steps + done.steps];
  } while (Date.parse(at) < target);
  return { now: at, steps };
}

/** Asks until the answer is there; gives up after some seconds with what it waited for. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>, withinMs = 20_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The civil date so many days before another one (after it, when negative). */
export function dayBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** An operator of the platform. */
export async function operatorOf({ urls }: E2e): Promise<Visitor> {
  const visitor = new Visitor(urls.gateway);
  const { accessToken } = await visitor.post<Schemas['Session']>('/operator-sessions', {
    login: OPERATOR.login,
    password: SANDBOX_PASSWORD,
  });
  return new Visitor(urls.gateway, accessToken);
}
