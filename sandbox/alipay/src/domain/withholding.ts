import { type Answer, refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, objectIn, says, textIn } from './call.ts';
import { addDays, addMonths, civilDateOf, dateTimeOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { identityFields, maskedLogonId, tradeNumber } from './numbers.ts';
import { canPay, openTrade, payTrade } from './payment.ts';
import { FUND_CHANNELS } from './trade-notify.ts';
import { invalidParameter, readTradeRequest, reuseProblem, type TradeRequest, tradeFields } from './trade-request.ts';
import { type Agreement, agreementFor, type PeriodRule, type Trade, tradeFor, type User, type World } from './world.ts';
import { yuanOf } from './yuan.ts';

/** alipay.trade.pay with agreement_params: one deduction (ALIPAY §5.3). */
export function withhold(world: World, call: Call, { now }: Moment): Decision {
  const request = readTradeRequest(call);
  if ('problem' in request) return says(request.problem);
  const agreementNo = textIn(objectIn(call.content, 'agreement_params') ?? {}, 'agreement_no');
  if (agreementNo === undefined) return says(invalidParameter('agreement_params.agreement_no'));
  const agreement = agreementFor(world, call.merchant, agreementNo);
  // ALIPAY §5.3, row "agreement gone/odd"; §7: another shop's agreement is not found.
  if (!agreement) return says(refused('ACQ.AGREEMENT_NOT_EXIST', '用户协议不存在'));

  const before = tradeFor(world, call.merchant, { outTradeNo: request.outTradeNo });
  const reused = before && reuseProblem(before, request, { buyerId: agreement.userId, agreementNo });
  if (reused) return says(reused);

  const user = world.users.get(agreement.userId)!;
  const problem = agreementProblem(world, call, agreement, now) ?? ruleProblem(world, agreement, request, now);
  if (problem) return says(problem);
  const deduction: Deduction = {
    now,
    call,
    request,
    agreement,
    user,
    trade: before ?? newTrade(world, { call, request, agreement, now }),
  };
  const refusal = payerProblem(deduction);
  return refusal ? refuseDeduction(world, deduction, refusal) : deduct(world, deduction);
}

interface Deduction {
  now: number;
  call: Call;
  request: TradeRequest;
  agreement: Agreement;
  user: User;
  trade: Trade;
}

function agreementProblem(world: World, { content }: Call, agreement: Agreement, now: number): Answer | undefined {
  const productCode = textIn(content, 'product_code');
  // ALIPAY §5.3: product_code CYCLE_PAY_AUTH | GENERAL_WITHHOLDING, and the one that was signed.
  if (productCode === undefined || !world.switches.productCodes.includes(productCode)) return invalidParameter('product_code');
  if (productCode !== agreement.productCode) return refused('ACQ.AGREEMENT_ERROR', '协议信息异常: product_code 与签约时不一致');
  // ALIPAY §5.3, row "agreement gone/odd".
  if (agreement.status !== 'NORMAL') return refused('ACQ.AGREEMENT_STATUS_NOT_NORMAL', '用户协议状态非 NORMAL');
  if (now > agreement.invalidTime) return refused('ACQ.AGREEMENT_INVALID', '用户协议已失效');
  return undefined;
}

function ruleProblem(world: World, agreement: Agreement, { amountFen }: TradeRequest, now: number): Answer | undefined {
  const { rule, nextDate } = agreement;
  const { switches } = world;
  // ALIPAY §5.3: the merchant contract may cap a single amount.
  if (switches.contractSingleCapFen > 0 && amountFen > switches.contractSingleCapFen)
    return refused('ACQ.TOTAL_FEE_EXCEED', '超过商户签约的单笔限额');
  if (!rule || nextDate === undefined) return undefined;
  // ALIPAY §5.1 period_rule_params, §5.3 row "breaks the signed rule".
  if (amountFen > rule.singleAmountFen) return refused('ACQ.CYCLE_PAY_SINGLE_FEE_EXCEED', '周期扣款金额超过签约时设置的单次最大限额');
  if (rule.totalPayments !== undefined && agreement.paidCount >= rule.totalPayments)
    return refused('ACQ.CYCLE_PAY_TOTAL_TIMES_EXCEED', '周期扣款次数超过签约时设置的总次数');
  if (rule.totalAmountFen !== undefined && agreement.paidFen + amountFen > rule.totalAmountFen)
    return refused('ACQ.CYCLE_PAY_TOTAL_FEE_EXCEED', '周期扣款总金额超过签约时设置的总金额');
  return windowProblem(world, agreement, nextDate, civilDateOf(now)) ?? triesProblem(world, agreement);
}

/** ALIPAY §5.3, "Window": some days before the plan date through the day, Asia/Shanghai; nothing seen allows days after it. */
function windowProblem({ switches }: World, agreement: Agreement, nextDate: string, today: string): Answer | undefined {
  if (today >= addDays(nextDate, -switches.windowBefore) && today <= addDays(nextDate, switches.windowAfter)) return undefined;
  // ALIPAY §5.3, "One successful deduction per agreement per period": the date has moved on, so it does not match any more (M).
  const paidAlready =
    agreement.lastPaidDate !== undefined &&
    today >= addDays(agreement.lastPaidDate, -switches.windowBefore) &&
    today <= agreement.lastPaidDate;
  return refused(
    paidAlready ? switches.secondDeductionCode : 'ACQ.CYCLE_PAY_DATE_NOT_MATCH',
    `当前日期不在扣款时间范围内，下次扣款日 ${nextDate}`,
  );
}

/** ALIPAY §5.3, row "retry/volume limits" (M). */
function triesProblem({ switches }: World, agreement: Agreement): Answer | undefined {
  if (switches.maxRefusedTries === 0 || agreement.refusedTries < switches.maxRefusedTries) return undefined;
  return refused('ACQ.OVER_MAX_DEDUCT_COUNT', '超过本期最大扣款尝试次数');
}

function payerProblem({ user, request }: Deduction): Answer | undefined {
  // ALIPAY §5.3, row "risk or contract".
  if (!user.enabled) return refused('ACQ.BUYER_ENABLE_STATUS_FORBID', '买家状态非法');
  // ALIPAY §5.3, row "payer cannot pay now". Withholding takes from the balance.
  if (!canPay(user, 'balance', request.amountFen)) return refused('ACQ.BUYER_BALANCE_NOT_ENOUGH', '买家余额不足');
  return undefined;
}

function newTrade(world: World, from: { call: Call; request: TradeRequest; agreement: Agreement; now: number }): Trade {
  const { call, request, agreement, now } = from;
  return openTrade({
    tradeNo: tradeNumber(now, world.sequence + 1),
    ...request,
    authAppId: call.merchant.authAppId,
    sellerId: call.merchant.sellerId,
    buyerId: agreement.userId,
    kind: 'withholding',
    productCode: agreement.productCode,
    createdAt: now,
    agreementNo: agreement.agreementNo,
    planDate: agreement.nextDate,
    notifyUrl: call.notifyUrl,
  });
}

/** ALIPAY §5.3, last line: a refused pay may leave a waiting or a closed trade under its number (M). The plan date stays. */
function refuseDeduction(world: World, { agreement, trade, now }: Deduction, refusal: Answer): Decision {
  const events: SimEvent[] = [{ type: 'agreement', agreement: { ...agreement, refusedTries: agreement.refusedTries + 1 } }];
  const { refusedPayLeaves } = world.switches;
  const left: Trade = { ...trade, refusal: refusal.ok ? undefined : refusal.subCode };
  if (refusedPayLeaves === 'waiting') events.push({ type: 'trade', trade: left, sequence: world.sequence + 1 });
  if (refusedPayLeaves === 'closed') {
    const closed: Trade = { ...left, status: 'TRADE_CLOSED', closedAt: now, closedBy: 'refusal' };
    events.push({ type: 'trade', trade: closed, sequence: world.sequence + 1 });
  }
  return says(refusal, ...events);
}

function deduct(world: World, { call, agreement, trade, user, now }: Deduction): Decision {
  const paid = payTrade(world, { ...trade, planDate: agreement.nextDate }, { channel: 'balance', now, sequence: world.sequence + 1 });
  const moved: SimEvent = { type: 'agreement', agreement: afterSuccess(agreement, trade.amountFen, now) };
  const identity = identityFields(world, call.merchant.authAppId, user.userId, { openId: 'buyer_open_id', userId: 'buyer_user_id' });
  const amount = yuanOf(trade.amountFen);
  // ALIPAY §5.3: with is_async_pay the result comes by notify or query only.
  const asynchronous = String(call.content.is_async_pay) === 'true';
  const fields = asynchronous
    ? { ...tradeFields(paid.trade), async_payment_mode: 'NORMAL_ASYNC_PAY', async_pay_apply_status: 'S' }
    : {
        ...tradeFields(paid.trade),
        buyer_logon_id: maskedLogonId(user.logonId),
        ...identity.fields,
        receipt_amount: amount,
        buyer_pay_amount: amount,
        invoice_amount: amount,
        gmt_payment: dateTimeOf(now),
        fund_bill_list: [{ amount, fund_channel: FUND_CHANNELS.balance }],
      };
  return says(succeeded(fields), ...identity.events, moved, ...paid.events);
}

/** ALIPAY §5.3: a success moves the plan date one period, from the plan date and not from the day of payment (§5.3 "Month steps"). */
function afterSuccess(agreement: Agreement, amountFen: number, now: number): Agreement {
  const paid = {
    ...agreement,
    paidCount: agreement.paidCount + 1,
    paidFen: agreement.paidFen + amountFen,
    lastDeductTime: now,
    refusedTries: 0,
  };
  const { rule, nextDate } = agreement;
  return rule && nextDate ? { ...paid, lastPaidDate: nextDate, nextDate: nextPlanDate(rule, nextDate) } : paid;
}

function nextPlanDate(rule: PeriodRule, date: string): string {
  return rule.periodType === 'MONTH' ? addMonths(date, rule.period) : addDays(date, rule.period);
}
