import { refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says } from './call.ts';
import { dateTimeOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { identityFields, maskedLogonId } from './numbers.ts';
import { notifyTrade } from './trade-notify.ts';
import { namedTrade, tradeFields } from './trade-request.ts';
import type { Trade, World } from './world.ts';
import { yuanOf } from './yuan.ts';

/** alipay.trade.query (ALIPAY §4). */
export function queryTrade(world: World, call: Call): Decision {
  const trade = namedTrade(world, call);
  if ('problem' in trade) return says(trade.problem);
  // ALIPAY §4: TRADE_NOT_EXIST while the buyer has not opened the cashier, for some products (M).
  if (world.switches.queryHidesUnopened && trade.kind === 'cashier' && !trade.opened)
    return says(refused('ACQ.TRADE_NOT_EXIST', '交易不存在'));
  const identity = identityFields(world, trade.authAppId, trade.buyerId, { openId: 'buyer_open_id', userId: 'buyer_user_id' });
  const paid = trade.paidAt !== undefined;
  const amount = yuanOf(trade.amountFen);
  const fields = {
    ...tradeFields(trade),
    trade_status: trade.status,
    buyer_logon_id: maskedLogonId(world.users.get(trade.buyerId)!.logonId),
    ...identity.fields,
    buyer_pay_amount: paid ? amount : '0.00',
    receipt_amount: paid ? amount : '0.00',
    invoice_amount: paid ? amount : '0.00',
    point_amount: '0.00',
    send_pay_date: paid ? dateTimeOf(trade.paidAt!) : undefined,
    unpaid_reason: paid ? undefined : trade.refusal,
  };
  return says(succeeded(fields), ...identity.events);
}

/** alipay.trade.close, for unpaid trades only (ALIPAY §4). */
export function closeTrade(world: World, call: Call, { now }: Moment): Decision {
  const trade = namedTrade(world, call);
  if ('problem' in trade) return says(trade.problem);
  if (trade.status !== 'WAIT_BUYER_PAY') return says(refused('ACQ.TRADE_STATUS_ERROR', '交易状态不合法'));
  const notified = world.switches.notifyMerchantClose;
  return says(
    succeeded({ trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo }),
    ...closed(world, trade, { now, by: 'merchant', notified }),
  );
}

/** An unpaid trade whose time is over closes and is notified, without refund fields (ALIPAY §4, "Tell them apart"). */
export function expireTrade(world: World, trade: Trade, now: number): SimEvent[] {
  if (trade.status !== 'WAIT_BUYER_PAY' || trade.expiresAt === undefined || trade.expiresAt > now) return [];
  return closed(world, trade, { now: trade.expiresAt, by: 'timeout', notified: true });
}

function closed(world: World, trade: Trade, how: { now: number; by: 'merchant' | 'timeout'; notified: boolean }): SimEvent[] {
  const after: Trade = { ...trade, status: 'TRADE_CLOSED', closedAt: how.now, closedBy: how.by };
  const notifies = how.notified ? notifyTrade(world, after, { now: how.now, sequence: world.sequence + 1 }) : [];
  return [{ type: 'trade', trade: after }, ...notifies];
}

/** The time for refunds is over: TRADE_FINISHED (ALIPAY §4). Only the control API does this. */
export function finishTrade(world: World, trade: Trade, now: number): SimEvent[] {
  if (trade.status !== 'TRADE_SUCCESS') return [];
  const after: Trade = { ...trade, status: 'TRADE_FINISHED' };
  return [{ type: 'trade', trade: after }, ...notifyTrade(world, after, { now, sequence: world.sequence + 1 })];
}
