import { postponePlan, queryAgreement, unsignAgreement } from './agreement-manage.ts';
import { type Call, type Decision, type Moment, objectIn, textIn } from './call.ts';
import { sendMessage } from './message.ts';
import { userOf } from './numbers.ts';
import { oauthToken, shareUserInfo } from './oauth.ts';
import { queryRefund, refundTrade } from './refund.ts';
import { createTrade } from './trade-create.ts';
import { closeTrade, queryTrade } from './trade-manage.ts';
import { withhold } from './withholding.ts';
import { agreementFor, tradeFor, type World, within } from './world.ts';
import { zhimaBrief } from './zhima.ts';

export type Decide = (world: World, call: Call, moment: Moment) => Decision;

/** Every method answered at the gateway. `alipay.user.agreement.page.sign` is a page (ALIPAY §5.1). */
export const METHODS: ReadonlyMap<string, Decide> = new Map<string, Decide>([
  ['alipay.system.oauth.token', oauthToken],
  ['alipay.user.info.share', shareUserInfo],
  ['alipay.user.agreement.query', queryAgreement],
  ['alipay.user.agreement.unsign', unsignAgreement],
  ['alipay.user.agreement.executionplan.modify', postponePlan],
  ['alipay.trade.create', createTrade],
  ['alipay.trade.pay', withhold],
  ['alipay.trade.query', queryTrade],
  ['alipay.trade.close', closeTrade],
  ['alipay.trade.refund', refundTrade],
  ['alipay.trade.fastpay.refund.query', queryRefund],
  ['zhima.credit.score.brief.get', zhimaBrief],
  ['alipay.open.app.mini.templatemessage.send', sendMessage],
]);

/** ALIPAY §1.1: these methods have no biz_content; their own plain parameters are its content. */
export const PLAIN_METHODS: ReadonlySet<string> = new Set(['alipay.system.oauth.token', 'alipay.user.info.share']);

/** Whom a call is about, so that behaviour set for one person finds it. */
export function personIn(world: World, { merchant, content }: Call): string | undefined {
  const agreementNo = textIn(content, 'agreement_no') ?? textIn(objectIn(content, 'agreement_params') ?? {}, 'agreement_no');
  if (agreementNo !== undefined) return agreementFor(world, merchant, agreementNo)?.userId;
  const external = textIn(content, 'external_agreement_no');
  if (external !== undefined) {
    const number = world.agreementByExternal.get(within(merchant.authAppId, external));
    return number === undefined ? undefined : world.agreements.get(number)?.userId;
  }
  const token = textIn(content, 'auth_token') ?? textIn(content, 'code') ?? textIn(content, 'refresh_token');
  if (token !== undefined) return world.grants.get(token)?.userId;
  const openId = textIn(content, 'buyer_open_id') ?? textIn(content, 'to_open_id') ?? textIn(content, 'open_id');
  const userId = textIn(content, 'buyer_id') ?? textIn(content, 'to_user_id') ?? textIn(content, 'cert_no');
  const person = userOf(world, merchant.authAppId, { openId, userId });
  if (person) return person.userId;
  return tradeFor(world, merchant, { tradeNo: textIn(content, 'trade_no'), outTradeNo: textIn(content, 'out_trade_no') })?.buyerId;
}
