import type { Moment } from './call.ts';
import type { SimEvent } from './event.ts';
import { accountNumber, appNumber } from './numbers.ts';
import type { Channel, Merchant, User, World } from './world.ts';

/** The ISV's own app: who acts when a call carries no app_auth_token. */
export function ownApp(appId: string): SimEvent {
  const merchant = {
    key: 'isv',
    name: 'ISV',
    authAppId: appId,
    appAuthToken: '',
    sellerId: accountNumber(1),
    balanceFen: 0,
    paidFen: 0,
    refundedFen: 0,
  };
  return { type: 'merchant', merchant, sequence: 1 };
}

/** A shop gives the ISV's app its authority: a mini-program app, a token and a seller account. The same key again is the same shop. */
export function openMerchant(
  world: World,
  wish: { key: string; name: string },
  { entropy }: Moment,
): { merchant: Merchant; events: SimEvent[] } {
  const known = world.merchantByKey.get(wish.key);
  if (known !== undefined) return { merchant: world.merchants.get(known)!, events: [] };
  const sequence = world.sequence + 2;
  const merchant: Merchant = {
    key: wish.key,
    name: wish.name,
    authAppId: appNumber(sequence - 1),
    appAuthToken: `202611BB${entropy.slice(0, 32)}`,
    sellerId: accountNumber(sequence),
    balanceFen: 0,
    paidFen: 0,
    refundedFen: 0,
  };
  return { merchant, events: [{ type: 'merchant', merchant, sequence }] };
}

export interface UserWish {
  key: string;
  name: string;
  phone: string;
  logonId?: string;
  zhimaScore?: number | null;
  balanceFen?: number;
  password?: string;
  certNo?: string;
}

const PLENTY_FEN = 100_000_000;
const HUABEI_FEN = 500_000;

/** Opens a person's account; the same key again is the same person, unchanged. Undefined where the log-in belongs to another. */
export function openUser(world: World, wish: UserWish): { user: User; events: SimEvent[] } | undefined {
  const known = world.userByKey.get(wish.key);
  if (known !== undefined) return { user: world.users.get(known)!, events: [] };
  const logonId = wish.logonId ?? wish.phone;
  if (world.userByLogonId.has(logonId)) return undefined;
  const sequence = world.sequence + 1;
  const user: User = {
    key: wish.key,
    userId: accountNumber(sequence),
    logonId,
    name: wish.name,
    phone: wish.phone,
    certNo: wish.certNo,
    password: wish.password ?? '123456',
    wrongPasswords: 0,
    zhimaScore: wish.zhimaScore ?? null,
    zhimaMember: true,
    zhimaRefused: false,
    enabled: true,
    messagesRefused: false,
    funds: { balance: wish.balanceFen ?? 0, bankCard: PLENTY_FEN, huabei: HUABEI_FEN },
  };
  return { user, events: [{ type: 'user', user, sequence }] };
}

export type UserChange = Partial<
  Pick<User, 'name' | 'zhimaScore' | 'zhimaMember' | 'zhimaRefused' | 'enabled' | 'messagesRefused' | 'password' | 'wrongPasswords'>
> & {
  balanceFen?: number;
  bankCardFen?: number;
  huabeiFen?: number;
};

export function changeUser(user: User, { balanceFen, bankCardFen, huabeiFen, ...rest }: UserChange): { user: User; events: SimEvent[] } {
  const set: [Channel, number | undefined][] = [
    ['balance', balanceFen],
    ['bankCard', bankCardFen],
    ['huabei', huabeiFen],
  ];
  const funds = { ...user.funds };
  for (const [channel, fen] of set) if (fen !== undefined) funds[channel] = fen;
  const after: User = { ...user, ...rest, funds };
  return { user: after, events: [{ type: 'user', user: after }] };
}

/** Finds a shop by its key, app id or seller id. */
export function merchantNamed(world: World, name: string): Merchant | undefined {
  const known = world.merchants.get(name) ?? world.merchants.get(world.merchantByKey.get(name) ?? '');
  return known ?? [...world.merchants.values()].find(({ sellerId }) => sellerId === name);
}

/** Finds a person by key, user id, log-in or open_id. */
export function userNamed(world: World, name: string): User | undefined {
  const id = world.userByKey.get(name) ?? world.userByLogonId.get(name) ?? world.openIds.get(name)?.userId ?? name;
  return world.users.get(id);
}
