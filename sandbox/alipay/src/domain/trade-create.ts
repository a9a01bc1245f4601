import { refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { instantOf } from './civil-date.ts';
import { tradeNumber, userOf } from './numbers.ts';
import { openTrade } from './payment.ts';
import { invalidParameter, readTradeRequest, reuseProblem } from './trade-request.ts';
import { type Trade, tradeFor, type World } from './world.ts';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** ALIPAY §4: timeout_express 1m..15d. */
const LONGEST_MS = 15 * 86_400_000;

/** alipay.trade.create for the mini-program's cashier (ALIPAY §4). */
export function createTrade(world: World, call: Call, { now }: Moment): Decision {
  const request = readTradeRequest(call);
  if ('problem' in request) return says(request.problem);
  const { merchant, content } = call;
  // ALIPAY §4: product_code=JSAPI_PAY, op_app_id.
  if (textIn(content, 'product_code') !== 'JSAPI_PAY') return says(invalidParameter('product_code'));
  const opAppId = textIn(content, 'op_app_id');
  if (opAppId === undefined) return says(invalidParameter('op_app_id'));
  if (opAppId !== merchant.authAppId) return says(refused('ACQ.UNBOUND_APPLICATION', '小程序与商户未绑定'));
  const expiresAt = expiryOf(content, now);
  if (expiresAt === 'invalid') return says(invalidParameter('timeout_express'));
  const who = { openId: textIn(content, 'buyer_open_id') ?? textIn(content, 'op_buyer_open_id'), userId: textIn(content, 'buyer_id') };
  if (who.openId === undefined && who.userId === undefined) return says(invalidParameter('buyer_open_id'));
  const buyer = userOf(world, opAppId, who);
  if (!buyer) return says(refused('ACQ.BUYER_NOT_EXIST', '买家不存在'));
  // ALIPAY §4: BUYER_SELLER_EQUAL.
  if (buyer.userId === merchant.sellerId) return says(refused('ACQ.BUYER_SELLER_EQUAL', '买卖家不能相同'));

  const before = tradeFor(world, merchant, { outTradeNo: request.outTradeNo });
  if (before) {
    const problem = reuseProblem(before, request, { buyerId: buyer.userId });
    if (problem) return says(problem);
    // ALIPAY §4: the same number with the same data is idempotent (M).
    return says(world.switches.createIdempotent ? created(before) : refused('ACQ.CONTEXT_INCONSISTENT', '商户订单号已存在'));
  }
  const sequence = world.sequence + 1;
  const trade = openTrade({
    tradeNo: tradeNumber(now, sequence),
    ...request,
    authAppId: merchant.authAppId,
    sellerId: merchant.sellerId,
    buyerId: buyer.userId,
    kind: 'cashier',
    productCode: 'JSAPI_PAY',
    createdAt: now,
    expiresAt,
    notifyUrl: call.notifyUrl,
  });
  return says(created(trade), { type: 'trade', trade, sequence });
}

function created(trade: Trade) {
  return succeeded({ trade_no: trade.tradeNo, out_trade_no: trade.outTradeNo });
}

/** ALIPAY §4: time_expire | timeout_express; time_expire wins. Without either the trade stays open for 15 days. */
function expiryOf(content: Record<string, unknown>, now: number): number | 'invalid' {
  const until = textIn(content, 'time_expire');
  if (until !== undefined) {
    const instant = instantOf(until);
    return instant === undefined || instant <= now ? 'invalid' : instant;
  }
  const span = textIn(content, 'timeout_express');
  if (span === undefined) return now + LONGEST_MS;
  const match = /^([1-9]\d{0,4})([mhd])$/.exec(span);
  const length = match ? Number(match[1]) * UNITS[match[2]!]! : 0;
  return length > 0 && length <= LONGEST_MS ? now + length : 'invalid';
}
