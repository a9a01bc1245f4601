import type { Behaviour } from './behaviour.ts';
import type { Notify } from './notify.ts';
import type { Switches } from './switches.ts';
import type { Agreement, Channel, Grant, LateEffect, Merchant, Message, Trade, User, World, ZhimaCheck } from './world.ts';

/**
 * What is written to the journal. A thing travels whole, so that reading the journal back
 * needs no rule; only money travels as a movement, booked on both sides at once.
 * `sequence` is the last number the event used up.
 */
export type SimEvent = { sequence?: number } & (
  | { type: 'appGatewaySet'; url: string }
  | { type: 'switchesSet'; change: Partial<Switches> }
  | { type: 'merchant'; merchant: Merchant }
  | { type: 'user'; user: User }
  | { type: 'openId'; openId: string; appId: string; userId: string }
  | { type: 'grant'; grant: Grant }
  | { type: 'agreement'; agreement: Agreement }
  | { type: 'trade'; trade: Trade }
  /** From the user to the seller; a refund is negative. */
  | { type: 'money'; userId: string; channel: Channel; authAppId: string; amountFen: number; tradeNo: string }
  | { type: 'zhimaCheck'; check: ZhimaCheck }
  | { type: 'message'; message: Message }
  | { type: 'notify'; notify: Notify }
  | { type: 'behaviour'; behaviour: Behaviour }
  | { type: 'behaviourRemoved'; behaviourId: string }
  | { type: 'effect'; effect: LateEffect }
  | { type: 'effectDone'; effectId: string }
);

type Keepers = { [Type in SimEvent['type']]: (world: World, event: Extract<SimEvent, { type: Type }>) => void };

const KEEPERS: Keepers = {
  appGatewaySet: (world, { url }) => {
    world.appGatewayUrl = url;
  },
  switchesSet: (world, { change }) => {
    world.switches = { ...world.switches, ...change };
  },
  merchant: (world, { merchant }) => keepMerchant(world, merchant),
  user: (world, { user }) => keepUser(world, user),
  openId: (world, { openId, appId, userId }) => {
    world.openIds.set(openId, { appId, userId });
    world.openIdOf.set(`${appId}|${userId}`, openId);
  },
  grant: (world, { grant }) => void world.grants.set(grant.value, grant),
  agreement: (world, { agreement }) => keepAgreement(world, agreement),
  trade: (world, { trade }) => keepTrade(world, trade),
  money: moveMoney,
  zhimaCheck: (world, { check }) => void world.zhimaChecks.set(`${check.authAppId}|${check.transactionId}`, check),
  message: (world, { message }) => void world.messages.push(message),
  notify: (world, { notify }) => keepNotify(world, notify),
  behaviour: (world, { behaviour }) => {
    if (behaviour.remaining > 0) world.behaviours.set(behaviour.behaviourId, behaviour);
    else world.behaviours.delete(behaviour.behaviourId);
  },
  behaviourRemoved: (world, { behaviourId }) => void world.behaviours.delete(behaviourId),
  effect: (world, { effect }) => void world.effects.set(effect.effectId, effect),
  effectDone: (world, { effectId }) => void world.effects.delete(effectId),
};

/** Applies one event, in place: copying maps of a hundred thousand trades for each payment would be the simulator's whole work. */
export function evolve(world: World, event: SimEvent): void {
  if (event.sequence !== undefined) world.sequence = Math.max(world.sequence, event.sequence);
  const keep = KEEPERS[event.type] as (world: World, event: SimEvent) => void;
  keep(world, event);
}

function keepNotify(world: World, notify: Notify): void {
  world.notifies.set(notify.notifyId, notify);
  if (notify.nextAt === undefined) world.openNotifies.delete(notify.notifyId);
  else world.openNotifies.add(notify.notifyId);
}

function keepMerchant(world: World, merchant: Merchant): void {
  world.merchants.set(merchant.authAppId, merchant);
  world.merchantByKey.set(merchant.key, merchant.authAppId);
  if (merchant.appAuthToken !== '') world.merchantByToken.set(merchant.appAuthToken, merchant.authAppId);
}

function keepUser(world: World, user: User): void {
  world.users.set(user.userId, user);
  world.userByKey.set(user.key, user.userId);
  world.userByLogonId.set(user.logonId, user.userId);
}

function keepAgreement(world: World, agreement: Agreement): void {
  if (!world.agreements.has(agreement.agreementNo)) listed(world.agreementsOfUser, agreement.userId).push(agreement.agreementNo);
  world.agreements.set(agreement.agreementNo, agreement);
  if (agreement.externalAgreementNo)
    world.agreementByExternal.set(`${agreement.authAppId}|${agreement.externalAgreementNo}`, agreement.agreementNo);
}

function keepTrade(world: World, trade: Trade): void {
  if (!world.trades.has(trade.tradeNo) && trade.agreementNo) listed(world.tradesOfAgreement, trade.agreementNo).push(trade.tradeNo);
  world.trades.set(trade.tradeNo, trade);
  world.tradeByNumber.set(`${trade.authAppId}|${trade.outTradeNo}`, trade.tradeNo);
  if (trade.status === 'WAIT_BUYER_PAY' && trade.expiresAt !== undefined) world.expiries.set(trade.tradeNo, trade.expiresAt);
  else world.expiries.delete(trade.tradeNo);
}

function listed(map: Map<string, string[]>, key: string): string[] {
  const list = map.get(key) ?? [];
  if (list.length === 0) map.set(key, list);
  return list;
}

function moveMoney(world: World, move: { userId: string; channel: Channel; authAppId: string; amountFen: number }): void {
  const user = world.users.get(move.userId)!;
  const merchant = world.merchants.get(move.authAppId)!;
  world.users.set(user.userId, { ...user, funds: { ...user.funds, [move.channel]: user.funds[move.channel] - move.amountFen } });
  world.merchants.set(merchant.authAppId, {
    ...merchant,
    balanceFen: merchant.balanceFen + move.amountFen,
    paidFen: merchant.paidFen + Math.max(move.amountFen, 0),
    refundedFen: merchant.refundedFen + Math.max(-move.amountFen, 0),
  });
}
