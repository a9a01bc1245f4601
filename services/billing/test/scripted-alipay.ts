import type { AgreementKey, AgreementRequest, FoundAgreement } from '@petpact/alipay/agreements';
import type { Alipay } from '@petpact/alipay/alipay';
import type { Answer, Refused, Unknown } from '@petpact/alipay/answer';
import type { FoundTrade, NewTrade, RefundRequest, Withholding } from '@petpact/alipay/trades';
import { type CivilDate, civilDate } from '@petpact/kit/civil-date';
import type { Clock } from '@petpact/kit/clock';
import { type Fen, fen, yuanFromFen } from '@petpact/kit/fen';
import { Agreement, type Behaviour, type Trade } from './plan-world.ts';

export const APP_ID = '2021000000000001';
export const SHOP = { merchantId: 'm-1', authAppId: '2021000000000101', sellerId: '2088000000000101', appAuthToken: 'token-m-1' };

const SILENCE: Unknown = { outcome: 'unknown', class: 'unknown', code: 'NO_ANSWER' };

interface SignedAgreement {
  no: string;
  externalNo: string;
  status: 'normal' | 'stop';
  dates: Agreement;
}

/** Alipay as a script: agreements and trades with its rules, and whatever behaviour a test asks for. */
export class ScriptedAlipay implements Alipay {
  readonly calls: string[] = [];
  readonly pages = new Map<string, AgreementRequest>();
  readonly agreements = new Map<string, SignedAgreement>();
  readonly refunds = new Map<string, Fen>();
  /** Trades that wait at the cashier, or were paid there. */
  readonly cashier = new Map<string, Trade>();
  /** What Alipay says to a new trade for the cashier. */
  cashierIs: 'open' | 'silent' | 'refusing' = 'open';
  /** Notifies Alipay would send, oldest first. */
  readonly notifies: Record<string, string>[] = [];
  behaviour: (outTradeNo: string) => Behaviour = () => 'pays';
  /** Runs while a charge is at Alipay, before its answer. */
  during: (call: string) => Promise<void> = async () => {};
  refundsAnswered = true;
  /** The order to end an agreement does not reach Alipay. */
  unsignIsLost = false;
  /** What Alipay says to a refund instead of refunding. */
  refundRefusal?: Refused;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The payer confirms on Alipay's page. */
  confirm(externalNo: string): void {
    const page = this.pages.get(externalNo)!;
    const no = `ag-${externalNo}`;
    this.agreements.set(externalNo, { no, externalNo, status: 'normal', dates: new Agreement(civilDate(page.executeDate)) });
    this.#notify({ notify_type: 'dut_user_sign', status: 'NORMAL', agreement_no: no, external_agreement_no: externalNo });
  }

  /** The payer ends the agreement inside Alipay. */
  unsignByUser(externalNo: string): void {
    this.agreements.get(externalNo)!.status = 'stop';
    this.#notify({ notify_type: 'dut_user_unsign', status: 'UNSIGN', external_agreement_no: externalNo });
  }

  trade(outTradeNo: string) {
    return this.#agreementOfTrade(outTradeNo)?.dates.trades.get(outTradeNo) ?? this.cashier.get(outTradeNo);
  }

  /** Every trade whose money is with the shop. */
  kept(): string[] {
    const all = [...[...this.agreements.values()].map(({ dates }) => dates.trades), this.cashier];
    return all.flatMap((trades) => [...trades].filter(([no, trade]) => trade.paidAt && !this.refunds.has(no)).map(([no]) => no));
  }

  /** The adopter pays at the cashier. */
  payAtCashier(outTradeNo: string): void {
    const trade = this.cashier.get(outTradeNo);
    if (!trade || trade.closed) throw new Error(`the cashier has no open trade ${outTradeNo}`);
    trade.paidAt = this.#clock.now();
    this.notifyPaid(outTradeNo, fen(trade.amountFen));
  }

  /** Alipay takes the money now, whatever was said before. */
  payNow(outTradeNo: string, amountFen: Fen): void {
    const agreement = [...this.agreements.values()][0]!;
    agreement.dates.charge(outTradeNo, { amountFen, period: 0 }, 'pays', this.#clock.now());
    agreement.dates.trades.set(outTradeNo, { amountFen, period: 0, paidAt: this.#clock.now() });
    this.notifyPaid(outTradeNo, amountFen);
  }

  notifyPaid(outTradeNo: string, amountFen: Fen): void {
    this.#notify({
      notify_type: 'trade_status_sync',
      out_trade_no: outTradeNo,
      trade_no: `ali-${outTradeNo}`,
      trade_status: 'TRADE_SUCCESS',
      total_amount: yuanFromFen(amountFen),
      seller_id: SHOP.sellerId,
    });
  }

  #notify(fields: Record<string, string>): void {
    const ids = {
      notify_id: `n-${this.notifies.length + 1}`,
      app_id: APP_ID,
      auth_app_id: SHOP.authAppId,
      sign: 'genuine',
      sign_type: 'RSA2',
    };
    this.notifies.push({ ...ids, ...fields });
  }

  verifyNotify(form: Record<string, string>): boolean {
    return form.sign === 'genuine';
  }

  signString(token: string, agreement: AgreementRequest) {
    this.#said(token, `page.sign ${agreement.externalAgreementNo}`);
    this.pages.set(agreement.externalAgreementNo, agreement);
    return { signString: `sign-${agreement.externalAgreementNo}`, pageUrl: `https://alipay.test/${agreement.externalAgreementNo}` };
  }

  async queryAgreement(token: string, key: AgreementKey): Promise<Answer<FoundAgreement>> {
    this.#said(token, 'agreement.query');
    const found = [...this.agreements.values()].find(({ no, externalNo }) =>
      'agreementNo' in key ? no === key.agreementNo : externalNo === key.externalAgreementNo,
    );
    if (!found) return { outcome: 'refused', class: 'agreementGone', code: 'USER_AGREEMENT_NOT_EXIST' };
    found.dates.settle(this.#clock.now());
    const { no: agreementNo, externalNo: externalAgreementNo, status, dates } = found;
    return { outcome: 'succeeded', status, agreementNo, externalAgreementNo, payerId: 'payer-1', nextDeductDate: dates.date };
  }

  async unsign(token: string, agreementNo: string): Promise<Answer<object>> {
    this.#said(token, `unsign ${agreementNo}`);
    const agreement = [...this.agreements.values()].find(({ no }) => no === agreementNo);
    if (this.unsignIsLost || !agreement) return SILENCE;
    agreement.status = 'stop';
    return { outcome: 'succeeded' };
  }

  async modifyExecutionPlan(token: string, change: { agreementNo: string; deductDate: string }): Promise<Answer<object>> {
    this.#said(token, `postpone ${change.deductDate}`);
    const { dates } = [...this.agreements.values()].find(({ no }) => no === change.agreementNo)!;
    if (change.deductDate <= dates.date) return { outcome: 'refused', class: 'badRequest', code: 'ILLEGAL_EXECUTION_TIME' };
    dates.date = change.deductDate as CivilDate;
    return { outcome: 'succeeded' };
  }

  async pay(token: string, charge: Withholding): Promise<Answer<{ tradeNo: string }>> {
    this.#said(token, `pay ${charge.outTradeNo}`);
    const agreement = [...this.agreements.values()].find(({ no }) => no === charge.agreementNo);
    if (agreement?.status !== 'normal') return { outcome: 'refused', class: 'agreementGone', code: 'ACQ.AGREEMENT_NOT_EXIST' };
    const trade = { amountFen: charge.amountFen, period: Number(charge.outTradeNo.split('_')[1]) };
    const result = agreement.dates.charge(charge.outTradeNo, trade, this.behaviour(charge.outTradeNo), this.#clock.now());
    if (this.trade(charge.outTradeNo)?.paidAt) this.notifyPaid(charge.outTradeNo, charge.amountFen);
    await this.during(`pay ${charge.outTradeNo}`);
    if (result === 'succeeded') return { outcome: 'succeeded', tradeNo: `ali-${charge.outTradeNo}` };
    if (result === 'poor') return { outcome: 'refused', class: 'payerCannotPayNow', code: 'ACQ.BUYER_BALANCE_NOT_ENOUGH' };
    return result === 'dateNotMatch' ? { outcome: 'unknown', class: 'dateNotMatch', code: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH' } : SILENCE;
  }

  async queryTrade(token: string, outTradeNo: string): Promise<Answer<FoundTrade>> {
    this.#said(token, `query ${outTradeNo}`);
    const agreement = this.#agreementOfTrade(outTradeNo);
    agreement?.dates.settle(this.#clock.now());
    const trade = agreement?.dates.trades.get(outTradeNo) ?? this.cashier.get(outTradeNo);
    if (!trade) return { outcome: 'succeeded', status: 'notExist', paid: false };
    const status = trade.paidAt ? 'success' : trade.closed ? 'closed' : 'waitBuyerPay';
    return {
      outcome: 'succeeded',
      status,
      tradeNo: `ali-${outTradeNo}`,
      amountFen: fen(trade.amountFen),
      paid: trade.paidAt !== undefined,
    };
  }

  async closeTrade(token: string, outTradeNo: string): Promise<Answer<object>> {
    this.#said(token, `close ${outTradeNo}`);
    const trade = this.trade(outTradeNo);
    if (!trade) return { outcome: 'refused', class: 'notFound', code: 'ACQ.TRADE_NOT_EXIST' };
    if (trade.paidAt) return { outcome: 'unknown', class: 'unknown', code: 'ACQ.TRADE_STATUS_ERROR' };
    trade.closed = true;
    return { outcome: 'succeeded' };
  }

  async refund(token: string, refund: RefundRequest): Promise<Answer<{ refundedTotalFen: Fen; fundChanged: boolean }>> {
    this.#said(token, `refund ${refund.outRequestNo}`);
    if (this.refundRefusal) return this.refundRefusal;
    const repeated = this.refunds.has(refund.outTradeNo);
    this.refunds.set(refund.outTradeNo, refund.amountFen);
    if (!this.refundsAnswered) return SILENCE;
    return { outcome: 'succeeded', refundedTotalFen: refund.amountFen, fundChanged: !repeated };
  }

  async queryRefund(token: string, refund: { outTradeNo: string }): Promise<Answer<{ refunded: boolean; amountFen?: Fen }>> {
    this.#said(token, `refund.query ${refund.outTradeNo}`);
    return { outcome: 'succeeded', refunded: this.refunds.has(refund.outTradeNo), amountFen: this.refunds.get(refund.outTradeNo) };
  }

  async createTrade(token: string, { outTradeNo, amountFen, buyerOpenId, opAppId }: NewTrade): Promise<Answer<{ tradeNo: string }>> {
    this.#said(token, `create ${outTradeNo} ${amountFen} for ${buyerOpenId} in ${opAppId}`);
    if (this.cashierIs === 'refusing') return { outcome: 'refused', class: 'badRequest', code: 'ACQ.INVALID_PARAMETER' };
    if (this.cashierIs === 'silent') return SILENCE;
    this.cashier.set(outTradeNo, { amountFen, period: 0 });
    return { outcome: 'succeeded', tradeNo: `ali-${outTradeNo}` };
  }

  exchangeAuthCode = notAsked;
  userInfo = notAsked;
  zhimaBrief = notAsked;
  sendTemplateMessage = notAsked;

  #agreementOfTrade(outTradeNo: string): SignedAgreement | undefined {
    return [...this.agreements.values()].find(({ dates }) => dates.trades.has(outTradeNo));
  }

  #said(token: string, call: string): void {
    if (token !== SHOP.appAuthToken) throw new Error('another shop’s token');
    this.calls.push(call);
  }
}

async function notAsked(): Promise<never> {
  throw new Error('billing does not ask this');
}
