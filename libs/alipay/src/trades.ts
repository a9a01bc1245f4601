import { type Fen, fenFromYuan, yuanFromFen } from '@petpact/kit/fen';
import { type Answer, MalformedAnswer, optionalText, textOf } from './answer.ts';
import type { Gateway } from './gateway.ts';

export interface Withholding {
  outTradeNo: string;
  amountFen: Fen;
  subject: string;
  /** GENERAL_WITHHOLDING or CYCLE_PAY_AUTH (ALIPAY §5.1). */
  productCode: string;
  agreementNo: string;
  notifyUrl?: string;
}

export interface NewTrade {
  outTradeNo: string;
  amountFen: Fen;
  subject: string;
  buyerOpenId: string;
  opAppId: string;
  notifyUrl?: string;
  /** How long the cashier stays open, such as `15m`. */
  timeoutExpress?: string;
}

export interface RefundRequest {
  outTradeNo: string;
  /** The same number refunds once, however often it is sent (ALIPAY §4). */
  outRequestNo: string;
  amountFen: Fen;
  reason: string;
}

/** `notExist` may also be said of a trade that is still on its way; `closed` of one that was paid and wholly refunded: see `paid`. */
export type TradeStatus = 'notExist' | 'waitBuyerPay' | 'success' | 'finished' | 'closed';

export interface FoundTrade {
  status: TradeStatus;
  tradeNo?: string;
  amountFen?: Fen;
  /** The buyer's money moved at some time, also when it went back since. */
  paid: boolean;
}

export interface Trades {
  /** Takes one instalment from a signed agreement (`alipay.trade.pay`). */
  pay(appAuthToken: string, charge: Withholding): Promise<Answer<{ tradeNo: string }>>;
  createTrade(appAuthToken: string, trade: NewTrade): Promise<Answer<{ tradeNo: string }>>;
  queryTrade(appAuthToken: string, outTradeNo: string): Promise<Answer<FoundTrade>>;
  /** Closes an unpaid trade. Refused `notFound` where Alipay never saw it. */
  closeTrade(appAuthToken: string, outTradeNo: string): Promise<Answer<object>>;
  /** `fundChanged` false: nothing moved by this call, which a repeat says too; `queryRefund` tells which. */
  refund(appAuthToken: string, refund: RefundRequest): Promise<Answer<{ refundedTotalFen: Fen; fundChanged: boolean }>>;
  /** Ask no sooner than ten seconds after refunding (ALIPAY §4). */
  queryRefund(
    appAuthToken: string,
    refund: { outTradeNo: string; outRequestNo: string },
  ): Promise<Answer<{ refunded: boolean; amountFen?: Fen }>>;
}

const STATUSES: Record<string, TradeStatus> = {
  WAIT_BUYER_PAY: 'waitBuyerPay',
  TRADE_SUCCESS: 'success',
  TRADE_FINISHED: 'finished',
  TRADE_CLOSED: 'closed',
};

export function tradesOf(gateway: Gateway): Trades {
  return {
    pay: (appAuthToken, charge) =>
      gateway.call(
        'alipay.trade.pay',
        {
          appAuthToken,
          notifyUrl: charge.notifyUrl,
          bizContent: {
            out_trade_no: charge.outTradeNo,
            total_amount: yuanFromFen(charge.amountFen),
            subject: subjectText(charge.subject),
            product_code: charge.productCode,
            agreement_params: { agreement_no: charge.agreementNo },
          },
        },
        (body) => paidTrade(body, charge),
      ),

    createTrade: (appAuthToken, trade) =>
      gateway.call(
        'alipay.trade.create',
        {
          appAuthToken,
          notifyUrl: trade.notifyUrl,
          bizContent: {
            out_trade_no: trade.outTradeNo,
            total_amount: yuanFromFen(trade.amountFen),
            subject: subjectText(trade.subject),
            product_code: 'JSAPI_PAY',
            op_app_id: trade.opAppId,
            buyer_open_id: trade.buyerOpenId,
            timeout_express: trade.timeoutExpress,
          },
        },
        (body) => ({ tradeNo: sameTrade(body, trade.outTradeNo) }),
      ),

    queryTrade: async (appAuthToken, outTradeNo) => {
      const request = { appAuthToken, bizContent: { out_trade_no: outTradeNo } };
      const answer = await gateway.call('alipay.trade.query', request, (body) => foundTrade(body, outTradeNo));
      if (answer.outcome === 'refused' && answer.class === 'notFound') return { outcome: 'succeeded', status: 'notExist', paid: false };
      return answer;
    },

    closeTrade: (appAuthToken, outTradeNo) =>
      gateway.call('alipay.trade.close', { appAuthToken, bizContent: { out_trade_no: outTradeNo } }, () => ({})),

    refund: (appAuthToken, refund) =>
      gateway.call(
        'alipay.trade.refund',
        {
          appAuthToken,
          bizContent: {
            out_trade_no: refund.outTradeNo,
            out_request_no: refund.outRequestNo,
            refund_amount: yuanFromFen(refund.amountFen),
            refund_reason: refund.reason,
          },
        },
        (body) => ({ refundedTotalFen: moneyOf(textOf(body, 'refund_fee')), fundChanged: optionalText(body, 'fund_change') === 'Y' }),
      ),

    queryRefund: (appAuthToken, refund) =>
      gateway.call(
        'alipay.trade.fastpay.refund.query',
        { appAuthToken, bizContent: { out_trade_no: refund.outTradeNo, out_request_no: refund.outRequestNo } },
        foundRefund,
      ),
  };
}

/** A success is believed only for the trade and the amount that were asked for. */
function paidTrade(body: Record<string, unknown>, asked: { outTradeNo: string; amountFen: Fen }): { tradeNo: string } {
  const amount = optionalText(body, 'total_amount');
  if (amount !== undefined && moneyOf(amount) !== asked.amountFen) throw new MalformedAnswer('total_amount is another one');
  return { tradeNo: sameTrade(body, asked.outTradeNo) };
}

function sameTrade(body: Record<string, unknown>, outTradeNo: string): string {
  if (textOf(body, 'out_trade_no') !== outTradeNo) throw new MalformedAnswer('out_trade_no is another one');
  return textOf(body, 'trade_no');
}

function foundTrade(body: Record<string, unknown>, outTradeNo: string): FoundTrade {
  const tradeNo = sameTrade(body, outTradeNo);
  const status = STATUSES[textOf(body, 'trade_status')];
  if (!status) throw new MalformedAnswer('trade_status is not a known one');
  const paid = status === 'success' || status === 'finished' || optionalText(body, 'send_pay_date') !== undefined;
  return { status, tradeNo, amountFen: moneyOf(textOf(body, 'total_amount')), paid };
}

function foundRefund(body: Record<string, unknown>): { refunded: boolean; amountFen?: Fen } {
  if (optionalText(body, 'refund_status') !== 'REFUND_SUCCESS') return { refunded: false };
  const amount = optionalText(body, 'refund_amount');
  return { refunded: true, amountFen: amount === undefined ? undefined : moneyOf(amount) };
}

function moneyOf(yuan: string): Fen {
  try {
    return fenFromYuan(yuan);
  } catch {
    throw new MalformedAnswer('an amount is not in yuan and fen');
  }
}

/** Alipay refuses `/`, `=` and `&` in a subject (ALIPAY §4). */
function subjectText(subject: string): string {
  return subject.replace(/[/=&]/g, ' ').slice(0, 128);
}
