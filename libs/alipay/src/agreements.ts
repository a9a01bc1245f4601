import { type Fen, yuanFromFen } from '@petpact/kit/fen';
import { type Answer, MalformedAnswer, optionalText, textOf } from './answer.ts';
import type { Gateway, GatewayRequest } from './gateway.ts';

/** The withholding products the shop's contract with Alipay names (ALIPAY §5.1). */
export interface WithholdingProduct {
  productCode: string;
  personalProductCode: string;
  signScene: string;
}

export interface AgreementRequest extends WithholdingProduct {
  /** At most 32 letters and digits, unique. */
  externalAgreementNo: string;
  /** The first day on which money is taken, `YYYY-MM-DD`, day of month at most 28. */
  executeDate: string;
  singleCapFen: Fen;
  /** Cap on the sum of all deductions. */
  totalCapFen?: Fen;
  /** Cap on the number of successful deductions. */
  totalPayments?: number;
  notifyUrl: string;
  /** Where a browser goes afterwards; the mini-program ignores it. */
  returnUrl?: string;
}

export type AgreementKey = { agreementNo: string } | ({ externalAgreementNo: string } & WithholdingProduct);

export interface FoundAgreement {
  status: 'temp' | 'normal' | 'stop';
  agreementNo: string;
  externalAgreementNo?: string;
  /** Who pays: `open_id`, or the older `2088…` user id. */
  payerId?: string;
  /** The payer's log-in name as Alipay masks it. */
  payerLogon?: string;
  /** `YYYY-MM-DD`; absent where Alipay names none. */
  nextDeductDate?: string;
  lastDeductDate?: string;
}

export interface Agreements {
  /** What the client opens to sign: `signString` for `my.paySignCenter`, `pageUrl` for a browser. Sends nothing. */
  signString(appAuthToken: string, agreement: AgreementRequest): { signString: string; pageUrl: string };
  queryAgreement(appAuthToken: string, key: AgreementKey): Promise<Answer<FoundAgreement>>;
  unsign(appAuthToken: string, agreementNo: string): Promise<Answer<object>>;
  /** Postpones the next deduction to `deductDate` (`YYYY-MM-DD`, day at most 28); Alipay never brings it forward (ALIPAY §5.2). */
  modifyExecutionPlan(appAuthToken: string, change: { agreementNo: string; deductDate: string; memo: string }): Promise<Answer<object>>;
}

const STATUSES: Record<string, FoundAgreement['status']> = { TEMP: 'temp', NORMAL: 'normal', STOP: 'stop' };

export function agreementsOf(gateway: Gateway): Agreements {
  return {
    signString: (appAuthToken, agreement) => {
      const request: GatewayRequest = {
        appAuthToken,
        notifyUrl: agreement.notifyUrl,
        returnUrl: agreement.returnUrl,
        bizContent: agreementContent(agreement),
      };
      return {
        // The client takes the signed string encoded once more as a whole (ALIPAY §5.1).
        signString: encodeURIComponent(gateway.signedString('alipay.user.agreement.page.sign', request)),
        pageUrl: gateway.signedPage('alipay.user.agreement.page.sign', request),
      };
    },

    queryAgreement: (appAuthToken, key) =>
      gateway.call('alipay.user.agreement.query', { appAuthToken, bizContent: keyContent(key) }, foundAgreement),

    unsign: (appAuthToken, agreementNo) =>
      gateway.call('alipay.user.agreement.unsign', { appAuthToken, bizContent: { agreement_no: agreementNo } }, () => ({})),

    modifyExecutionPlan: (appAuthToken, change) =>
      gateway.call(
        'alipay.user.agreement.executionplan.modify',
        { appAuthToken, bizContent: { agreement_no: change.agreementNo, deduct_time: change.deductDate, memo: change.memo } },
        () => ({}),
      ),
  };
}

function agreementContent(agreement: AgreementRequest): Record<string, unknown> {
  return {
    product_code: agreement.productCode,
    personal_product_code: agreement.personalProductCode,
    sign_scene: agreement.signScene,
    external_agreement_no: agreement.externalAgreementNo,
    access_params: { channel: 'ALIPAYAPP' },
    period_rule_params: {
      period_type: 'MONTH',
      period: '1',
      execute_time: agreement.executeDate,
      single_amount: yuanFromFen(agreement.singleCapFen),
      total_amount: agreement.totalCapFen === undefined ? undefined : yuanFromFen(agreement.totalCapFen),
      total_payments: agreement.totalPayments === undefined ? undefined : String(agreement.totalPayments),
    },
  };
}

function keyContent(key: AgreementKey): Record<string, unknown> {
  if ('agreementNo' in key) return { agreement_no: key.agreementNo };
  return {
    external_agreement_no: key.externalAgreementNo,
    personal_product_code: key.personalProductCode,
    sign_scene: key.signScene,
  };
}

function foundAgreement(body: Record<string, unknown>): FoundAgreement {
  const status = STATUSES[textOf(body, 'status')];
  if (!status) throw new MalformedAnswer('status is not a known one');
  return {
    status,
    agreementNo: textOf(body, 'agreement_no'),
    externalAgreementNo: optionalText(body, 'external_agreement_no'),
    payerId: optionalText(body, 'principal_open_id') ?? optionalText(body, 'principal_id'),
    payerLogon: optionalText(body, 'alipay_logon_id'),
    nextDeductDate: optionalText(body, 'next_deduct_time')?.slice(0, 10),
    lastDeductDate: optionalText(body, 'last_deduct_time')?.slice(0, 10),
  };
}
