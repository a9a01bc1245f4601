import type { AgreementKey } from '@petpact/alipay/agreements';
import type { Alipay } from '@petpact/alipay/alipay';
import type { Answer } from '@petpact/alipay/answer';
import { civilDate } from '@petpact/kit/civil-date';
import type { Clock } from '@petpact/kit/clock';
import { SpanKind, withSpan } from '@petpact/kit/trace';
import { CASHIER_MINUTES } from '../domain/cashier.ts';
import type { ChargeOrder } from '../domain/charging.ts';
import type { AgreementFound, WithholdingProduct } from '../domain/mandate.ts';
import type { Mandate } from '../domain/plan.ts';
import { isWindowOpen } from '../domain/window.ts';
import type { Withholding } from '../ports.ts';

export interface WithholdingOptions {
  alipay: Alipay;
  appId: string;
  product: WithholdingProduct;
  /** Where Alipay sends its notifies. */
  notifyUrl: string;
  /** Alipay's cashier for browsers, where there is one: the simulator's. */
  cashierUrl?: string;
  /** Business time, for the last look at the window. */
  clock: Clock;
}

/** Turns billing's words into Alipay's and its answers back. */
export function alipayWithholding({ alipay, appId, product, notifyUrl, cashierUrl, clock }: WithholdingOptions): Withholding {
  return {
    appId,
    product,
    isGenuine: (form) => alipay.verifyNotify({ ...form }),

    mandatePage: ({ appAuthToken }, mandate, returnUrl) =>
      alipay.signString(appAuthToken, {
        productCode: mandate.productCode,
        personalProductCode: mandate.personalProductCode,
        signScene: mandate.signScene,
        externalAgreementNo: mandate.externalAgreementNo,
        executeDate: mandate.firstDate,
        singleCapFen: mandate.singleCapFen,
        totalCapFen: mandate.totalCapFen,
        totalPayments: mandate.totalPayments,
        notifyUrl,
        returnUrl,
      }),

    async findAgreement({ appAuthToken }, mandate) {
      const answer = await traced('alipay.user.agreement.query', () => alipay.queryAgreement(appAuthToken, keyOf(mandate)));
      if (answer.outcome === 'refused') return answer.class === 'agreementGone' ? 'gone' : 'unanswered';
      if (answer.outcome === 'unknown') return 'unanswered';
      const { status, agreementNo, payerId, payerLogon, nextDeductDate, externalAgreementNo } = answer;
      if (externalAgreementNo !== undefined && externalAgreementNo !== mandate.externalAgreementNo) return 'unanswered';
      const found: AgreementFound = { status, agreementNo, payerId, payerLogon };
      return nextDeductDate ? { ...found, nextDeductDate: civilDate(nextDeductDate) } : found;
    },

    async postpone({ appAuthToken }, agreementNo, date) {
      const change = { agreementNo, deductDate: date, memo: '月付计划顺延' };
      await traced('alipay.user.agreement.executionplan.modify', () => alipay.modifyExecutionPlan(appAuthToken, change));
    },

    async createTrade({ appAuthToken, authAppId: opAppId }, { tradeNo: outTradeNo, amountFen, subject }, buyerOpenId) {
      const trade = { outTradeNo, amountFen, subject, buyerOpenId, opAppId, notifyUrl, timeoutExpress: `${CASHIER_MINUTES}m` };
      const answer = await traced('alipay.trade.create', () => alipay.createTrade(appAuthToken, trade));
      if (answer.outcome === 'succeeded') return { payNo: answer.tradeNo };
      return answer.outcome === 'refused' ? 'refused' : 'unanswered';
    },

    cashierPage(payNo, returnUrl) {
      if (!cashierUrl) return '';
      const page = new URL(cashierUrl);
      page.searchParams.set('trade_no', payNo);
      if (returnUrl) page.searchParams.set('return_url', returnUrl);
      return page.href;
    },

    async unsign({ appAuthToken }, agreementNo) {
      await traced('alipay.user.agreement.unsign', () => alipay.unsign(appAuthToken, agreementNo));
    },

    async charge({ appAuthToken }, order) {
      if (breaksCap(order)) return { outcome: 'refused', refusal: 'ruleBroken', code: 'LAST_GATE' };
      if (!mayBeSentAt(order, clock.now())) return { outcome: 'closed' };
      const { tradeNo: outTradeNo, amountFen, subject, productCode, agreementNo } = order;
      const charge = { outTradeNo, amountFen, subject, productCode, agreementNo, notifyUrl };
      const answer = await traced('alipay.trade.pay', () => alipay.pay(appAuthToken, charge));
      if (answer.outcome === 'succeeded') return { outcome: 'succeeded', alipayTradeNo: answer.tradeNo };
      if (answer.outcome === 'unknown') return { outcome: 'unknown', refusal: answer.class };
      return { outcome: 'refused', refusal: answer.class, code: answer.code };
    },

    async findTrade({ appAuthToken }, tradeNo) {
      const answer = await traced('alipay.trade.query', () => alipay.queryTrade(appAuthToken, tradeNo));
      if (answer.outcome !== 'succeeded') return 'unanswered';
      return { status: answer.status, paid: answer.paid, alipayTradeNo: answer.tradeNo, amountFen: answer.amountFen };
    },

    async closeTrade({ appAuthToken }, tradeNo) {
      const answer = await traced('alipay.trade.close', () => alipay.closeTrade(appAuthToken, tradeNo));
      return answer.outcome === 'succeeded' || (answer.outcome === 'refused' && answer.class === 'notFound');
    },

    async refund({ appAuthToken }, { tradeNo, requestNo, amountFen, reason }) {
      const request = { outTradeNo: tradeNo, outRequestNo: requestNo, amountFen, reason };
      const answer = await traced('alipay.trade.refund', () => alipay.refund(appAuthToken, request));
      if (answer.outcome === 'succeeded') return { outcome: answer.fundChanged ? 'refunded' : 'unproved' };
      if (answer.outcome === 'unknown') return { outcome: 'unproved' };
      return { outcome: 'refused', refusal: answer.class, code: answer.code };
    },

    async findRefund({ appAuthToken }, { tradeNo, requestNo, amountFen }) {
      const request = { outTradeNo: tradeNo, outRequestNo: requestNo };
      const answer = await traced('alipay.trade.fastpay.refund.query', () => alipay.queryRefund(appAuthToken, request));
      return answer.outcome === 'succeeded' && answer.refunded && (answer.amountFen ?? amountFen) === amountFen;
    },
  };
}

/** The last gate before money moves (RELIABILITY F22): what the order itself says must hold once more. */
function breaksCap({ amountFen, singleCapFen }: ChargeOrder): boolean {
  return amountFen <= 0 || amountFen > singleCapFen;
}

/** A process that stood still after it wrote the charge down comes too late, which is nobody's fault: nothing is sent. */
function mayBeSentAt({ planDate, sendBefore }: ChargeOrder, now: Date): boolean {
  return isWindowOpen(planDate, now) && now < sendBefore;
}

function keyOf({ agreementNo, externalAgreementNo, productCode, personalProductCode, signScene }: Mandate): AgreementKey {
  return agreementNo ? { agreementNo } : { externalAgreementNo, productCode, personalProductCode, signScene };
}

function traced<T>(method: string, call: () => Promise<Answer<T>>): Promise<Answer<T>> {
  return withSpan(method, { kind: SpanKind.CLIENT, attributes: { 'peer.service': 'alipay' } }, call);
}
