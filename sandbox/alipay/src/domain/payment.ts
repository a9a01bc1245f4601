import type { SimEvent } from './event.ts';
import { notifyTrade } from './trade-notify.ts';
import type { Channel, Trade, User, World } from './world.ts';

/** A trade as it is opened, unpaid. */
export function openTrade(trade: Omit<Trade, 'status' | 'opened' | 'refunds' | 'refundedFen'>): Trade {
  return { ...trade, status: 'WAIT_BUYER_PAY', opened: false, refunds: [], refundedFen: 0 };
}

export function canPay(user: User, channel: Channel, amountFen: number): boolean {
  return user.funds[channel] >= amountFen;
}

/** The trade is paid: state, both sides of the money, and the notify, in one write. */
export function payTrade(
  world: World,
  trade: Trade,
  payment: { channel: Channel; now: number; sequence: number },
): { trade: Trade; events: SimEvent[] } {
  const paid: Trade = { ...trade, status: 'TRADE_SUCCESS', opened: true, paidAt: payment.now, channel: payment.channel };
  const { buyerId: userId, authAppId, amountFen, tradeNo } = trade;
  return {
    trade: paid,
    events: [
      { type: 'trade', trade: paid, sequence: payment.sequence },
      { type: 'money', userId, channel: payment.channel, authAppId, amountFen, tradeNo },
      ...notifyTrade(world, paid, { now: payment.now, sequence: payment.sequence + 1 }),
    ],
  };
}
