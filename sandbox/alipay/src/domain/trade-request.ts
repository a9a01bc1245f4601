import { type Answer, refused } from './answer.ts';
import { type Call, textIn } from './call.ts';
import { type Trade, type TradeStatus, tradeFor, type World } from './world.ts';
import { fenOf, isTradeAmount, yuanOf } from './yuan.ts';

/** What every request that makes a trade names (ALIPAY §4). */
export interface TradeRequest {
  outTradeNo: string;
  amountFen: number;
  subject: string;
  body?: string;
  passbackParams?: string;
}

export function readTradeRequest({ content }: Call): TradeRequest | { problem: Answer } {
  const outTradeNo = textIn(content, 'out_trade_no');
  const amountFen = fenOf(textIn(content, 'total_amount') ?? '');
  const subject = textIn(content, 'subject');
  // ALIPAY §4: out_trade_no has at most 64 letters, digits or underscores.
  if (outTradeNo === undefined || !/^[0-9A-Za-z_]{1,64}$/.test(outTradeNo)) return { problem: invalidParameter('out_trade_no') };
  // ALIPAY §4: 0.01 to 100,000,000 yuan.
  if (amountFen === undefined) return { problem: invalidParameter('total_amount') };
  if (!isTradeAmount(amountFen)) return { problem: refused('ACQ.TOTAL_FEE_EXCEED', '订单总金额不在允许范围内') };
  // ALIPAY §4: no `/`, `=`, `&` in the subject.
  if (subject === undefined || subject.length > 256 || /[/=&]/.test(subject)) return { problem: invalidParameter('subject') };
  return { outTradeNo, amountFen, subject, body: textIn(content, 'body'), passbackParams: textIn(content, 'passback_params') };
}

export function invalidParameter(field: string): Answer {
  return refused('ACQ.INVALID_PARAMETER', `参数有误: ${field}`);
}

/** Why a number that was used before cannot be used again, or undefined where it still waits with the same data (ALIPAY §5.3 "number reused"). */
export function reuseProblem(trade: Trade, request: TradeRequest, payer: { buyerId: string; agreementNo?: string }): Answer | undefined {
  // ALIPAY §4: a different amount or subject under one number is CONTEXT_INCONSISTENT; so is another payer.
  const samePayer = trade.buyerId === payer.buyerId && trade.agreementNo === payer.agreementNo;
  if (trade.amountFen !== request.amountFen || trade.subject !== request.subject || !samePayer)
    return refused('ACQ.CONTEXT_INCONSISTENT', '交易信息被篡改');
  return statusProblem(trade.status);
}

function statusProblem(status: TradeStatus): Answer | undefined {
  if (status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED') return refused('ACQ.TRADE_HAS_SUCCESS', '交易已被支付');
  if (status === 'TRADE_CLOSED') return refused('ACQ.TRADE_HAS_CLOSE', '交易已经关闭');
  return undefined;
}

/** The trade a call names, of this merchant only; else the answer. */
export function namedTrade(world: World, { merchant, content }: Call): Trade | { problem: Answer } {
  const numbers = { tradeNo: textIn(content, 'trade_no'), outTradeNo: textIn(content, 'out_trade_no') };
  if (numbers.tradeNo === undefined && numbers.outTradeNo === undefined) return { problem: invalidParameter('out_trade_no') };
  return tradeFor(world, merchant, numbers) ?? { problem: refused('ACQ.TRADE_NOT_EXIST', '交易不存在') };
}

/** The fields in which query and pay agree. */
export function tradeFields(trade: Trade): Record<string, string> {
  return { trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo, total_amount: yuanOf(trade.amountFen) };
}
