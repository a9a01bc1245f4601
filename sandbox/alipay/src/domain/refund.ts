import { type Answer, refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { dateTimeOf } from './civil-date.ts';
import { identityFields, maskedLogonId } from './numbers.ts';
import { notifyTrade } from './trade-notify.ts';
import { invalidParameter, namedTrade } from './trade-request.ts';
import type { Refund, Trade, World } from './world.ts';
import { fenOf, isTradeAmount, yuanOf } from './yuan.ts';

/** alipay.trade.refund: the same out_request_no refunds once (ALIPAY §4). */
export function refundTrade(world: World, call: Call, { now }: Moment): Decision {
  const trade = namedTrade(world, call);
  if ('problem' in trade) return says(trade.problem);
  const amountFen = fenOf(textIn(call.content, 'refund_amount') ?? '');
  if (!isTradeAmount(amountFen)) return says(invalidParameter('refund_amount'));
  const given = textIn(call.content, 'out_request_no');
  if (given !== undefined && !/^[0-9A-Za-z_-]{1,64}$/.test(given)) return says(invalidParameter('out_request_no'));
  // ALIPAY §4: mandatory for a partial refund; without it the trade's own number stands in (fastpay.refund.query line).
  if (given === undefined && amountFen < trade.amountFen) return says(invalidParameter('out_request_no'));
  const outRequestNo = given ?? trade.outTradeNo;

  const before = trade.refunds.find((refund) => refund.outRequestNo === outRequestNo);
  if (before) return repeated(world, trade, before, amountFen);
  const problem = refundProblem(world, trade, amountFen);
  if (problem) return says(problem);
  const refund: Refund = { outRequestNo, amountFen, reason: textIn(call.content, 'refund_reason'), at: now };
  return refundOnce(world, trade, refund);
}

function repeated(world: World, trade: Trade, before: Refund, amountFen: number): Decision {
  // ALIPAY §4: DISCORDANT_REPEAT_REQUEST where the same number asks for something else.
  if (before.amountFen !== amountFen) return says(refused('ACQ.DISCORDANT_REPEAT_REQUEST', '请求信息不一致'));
  return refundAnswer(world, trade, world.switches.repeatedRefundFundChange);
}

function refundProblem(world: World, trade: Trade, amountFen: number): Answer | undefined {
  // ALIPAY §4: TRADE_HAS_FINISHED, TRADE_STATUS_ERROR.
  if (trade.status === 'TRADE_FINISHED') return refused('ACQ.TRADE_HAS_FINISHED', '交易已结束');
  if (trade.status !== 'TRADE_SUCCESS') return refused('ACQ.TRADE_STATUS_ERROR', '交易状态不合法');
  // ALIPAY §4: REFUND_AMT_NOT_EQUAL_TOTAL: more than what is left.
  if (trade.refundedFen + amountFen > trade.amountFen) return refused('ACQ.REFUND_AMT_NOT_EQUAL_TOTAL', '退款金额超限');
  // ALIPAY §4: SELLER_BALANCE_NOT_ENOUGH: the shop's own account pays.
  if (world.merchants.get(trade.authAppId)!.balanceFen < amountFen) return refused('ACQ.SELLER_BALANCE_NOT_ENOUGH', '商户余额不足');
  return undefined;
}

/** ALIPAY §4: a full refund closes the trade; a partial one leaves TRADE_SUCCESS and is notified too (M). */
function refundOnce(world: World, trade: Trade, refund: Refund): Decision {
  const refundedFen = trade.refundedFen + refund.amountFen;
  const full = refundedFen === trade.amountFen;
  const after: Trade = {
    ...trade,
    refunds: [...trade.refunds, refund],
    refundedFen,
    ...(full && { status: 'TRADE_CLOSED' as const, closedAt: refund.at, closedBy: 'refund' as const }),
  };
  const notified = full || world.switches.notifyPartialRefund;
  const { events, answer } = refundAnswer(world, after, 'Y');
  return says(
    answer,
    ...events,
    { type: 'trade', trade: after },
    {
      type: 'money',
      userId: trade.buyerId,
      channel: trade.channel ?? 'balance',
      authAppId: trade.authAppId,
      amountFen: -refund.amountFen,
      tradeNo: trade.tradeNo,
    },
    ...(notified ? notifyTrade(world, after, { now: refund.at, sequence: world.sequence + 1, refund }) : []),
  );
}

/** ALIPAY §4: refund_fee is the cumulative sum. */
function refundAnswer(world: World, trade: Trade, fundChange: 'Y' | 'N'): Decision {
  const identity = identityFields(world, trade.authAppId, trade.buyerId, { openId: 'buyer_open_id', userId: 'buyer_user_id' });
  const fields = {
    trade_no: trade.tradeNo,
    out_trade_no: trade.outTradeNo,
    buyer_logon_id: maskedLogonId(world.users.get(trade.buyerId)!.logonId),
    ...identity.fields,
    fund_change: fundChange,
    refund_fee: yuanOf(trade.refundedFen),
    gmt_refund_pay: dateTimeOf(trade.refunds.at(-1)!.at),
  };
  return says(succeeded(fields), ...identity.events);
}

/** alipay.trade.fastpay.refund.query: a refund that is not found answers success without a status (ALIPAY §4). */
export function queryRefund(world: World, call: Call, { now }: Moment): Decision {
  const trade = namedTrade(world, call);
  if ('problem' in trade) return says(trade.problem);
  const outRequestNo = textIn(call.content, 'out_request_no');
  if (outRequestNo === undefined) return says(invalidParameter('out_request_no'));
  const refund = trade.refunds.find((one) => one.outRequestNo === outRequestNo);
  if (!refund || refund.at + world.switches.refundVisibleAfterMs > now) return says(succeeded());
  const { query_options: options } = call.content;
  return says(
    succeeded({
      trade_no: trade.tradeNo,
      out_trade_no: trade.outTradeNo,
      out_request_no: refund.outRequestNo,
      total_amount: yuanOf(trade.amountFen),
      refund_amount: yuanOf(refund.amountFen),
      refund_status: 'REFUND_SUCCESS',
      refund_reason: refund.reason,
      gmt_refund_pay: Array.isArray(options) && options.includes('gmt_refund_pay') ? dateTimeOf(refund.at) : undefined,
    }),
  );
}
