import { dateTimeOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { queueNotify } from './notify.ts';
import { identityFields, maskedLogonId } from './numbers.ts';
import type { Channel, Refund, Trade, World } from './world.ts';
import { yuanOf } from './yuan.ts';

/** `fundChannel` names of the three ways to pay (ALIPAY §4). */
export const FUND_CHANNELS: Record<Channel, string> = { balance: 'ALIPAYACCOUNT', bankCard: 'BANKCARD', huabei: 'PCREDIT' };

/** trade_status_sync (ALIPAY §4, list of fields). A refund adds refund_fee, gmt_refund and out_biz_no; a time-out has none of them. */
export function notifyTrade(world: World, trade: Trade, moment: { now: number; sequence: number; refund?: Refund }): SimEvent[] {
  const { refund } = moment;
  const buyer = world.users.get(trade.buyerId)!;
  const identity = identityFields(world, trade.authAppId, trade.buyerId, { openId: 'buyer_open_id', userId: 'buyer_id' });
  const paid = trade.paidAt !== undefined;
  const amount = yuanOf(trade.amountFen);
  const queued = queueNotify(
    world,
    {
      type: 'trade_status_sync',
      url: trade.notifyUrl,
      authAppId: trade.authAppId,
      userId: trade.buyerId,
      about: trade.tradeNo,
      fields: {
        trade_no: trade.tradeNo,
        out_trade_no: trade.outTradeNo,
        out_biz_no: refund?.outRequestNo,
        trade_status: trade.status,
        total_amount: amount,
        ...(paid && { receipt_amount: amount, buyer_pay_amount: amount, invoice_amount: amount, point_amount: '0.00' }),
        refund_fee: refund && yuanOf(trade.refundedFen),
        subject: trade.subject,
        body: trade.body,
        gmt_create: dateTimeOf(trade.createdAt),
        gmt_payment: timeOf(trade.paidAt),
        gmt_refund: timeOf(refund?.at),
        gmt_close: timeOf(trade.closedAt),
        seller_id: trade.sellerId,
        ...identity.fields,
        buyer_logon_id: maskedLogonId(buyer.logonId),
        fund_bill_list: paid ? JSON.stringify([{ amount, fundChannel: FUND_CHANNELS[trade.channel ?? 'balance'] }]) : undefined,
        passback_params: trade.passbackParams,
      },
    },
    moment.now,
    moment.sequence,
  );
  return queued.length === 0 ? [] : [...identity.events, ...queued];
}

function timeOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : dateTimeOf(instant);
}
