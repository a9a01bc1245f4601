/**
 * Alipay's error codes and what each one says about what happened (ALIPAY §3, §4, §5.2, §5.3, §7).
 *
 * The question every class answers first is: did it happen? `mayHaveHappened` classes
 * leave that open and are answered by a query, never by a new trade number (ARCHITECTURE, rule 3).
 * A code that is not listed is `unknown`.
 */
export const MAY_HAVE_HAPPENED = ['unknown', 'dateNotMatch', 'numberReused'] as const;

/** Classes of an answer that is certainly a "no": nothing moved. */
export const CERTAINLY_NOT = [
  /** The payer has no money or no means now: try again inside the window. */
  'payerCannotPayNow',
  /** The charge breaks the rule that was signed (cap, sum, count): our bug, or the plan is at its end. */
  'ruleBroken',
  /** The agreement is not there or not in force any more: ask for a new signature. */
  'agreementGone',
  /** Retry or volume limits: no further try in this period. */
  'limits',
  /** Risk or contract trouble that a person has to settle. */
  'stopManual',
  /** The request itself is wrong: fix it. */
  'badRequest',
  /** The thing asked for does not exist. */
  'notFound',
] as const;

export type UncertainClass = (typeof MAY_HAVE_HAPPENED)[number];
export type RefusalClass = (typeof CERTAINLY_NOT)[number];
export type ErrorClass = UncertainClass | RefusalClass;

const CODES: Record<ErrorClass, readonly string[]> = {
  payerCannotPayNow: [
    'BUYER_BALANCE_NOT_ENOUGH',
    'BUYER_BANKCARD_BALANCE_NOT_ENOUGH',
    'NO_PAYMENT_INSTRUMENTS_AVAILABLE',
    'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR',
    'BUYER_PAYMENT_AMOUNT_MONTH_LIMIT_ERROR',
    'ERROR_BALANCE_PAYMENT_DISABLE',
    'PAYMENT_FAIL',
  ],
  unknown: [
    'SYSTEM_ERROR',
    'USER_AGREEMENT_UNSIGN_FAIL',
    // A trade whose state does not allow closing or refunding may just have been paid: ask.
    'TRADE_STATUS_ERROR',
    'REASON_TRADE_STATUS_INVALID',
    'isp.unknow-error',
    'isp.unknown-error',
  ],
  dateNotMatch: ['CYCLE_PAY_DATE_NOT_MATCH'],
  numberReused: ['TRADE_HAS_SUCCESS', 'TRADE_HAS_CLOSE', 'CONTEXT_INCONSISTENT', 'DISCORDANT_REPEAT_REQUEST'],
  ruleBroken: ['CYCLE_PAY_SINGLE_FEE_EXCEED', 'CYCLE_PAY_TOTAL_FEE_EXCEED', 'CYCLE_PAY_TOTAL_TIMES_EXCEED'],
  agreementGone: [
    'AGREEMENT_NOT_EXIST',
    'AGREEMENT_INVALID',
    'AGREEMENT_STATUS_NOT_NORMAL',
    'AGREEMENT_ERROR',
    'PAYER_UNMATCHED',
    'USER_AGREEMENT_NOT_EXIST',
    'AGREEMENT_HAS_UNSIGNED',
    'USER_AGREEMENT_STATUS_NOT_NORMAL',
    'ILLEGAL_AGREEMENT',
  ],
  limits: ['OVER_MAX_DEDUCT_COUNT', 'OVER_MAX_UNDER_WAY_DEDUCT_COUNT', 'OVER_DEDUCT_PERIOD', 'OVER_MERCHANT_DAILY_DEDUCT_AMOUNT'],
  stopManual: [
    'PAYMENT_REQUEST_HAS_RISK',
    'BUYER_ENABLE_STATUS_FORBID',
    'MERCHANT_STATUS_NOT_NORMAL',
    'MERCHANT_AGREEMENT_NOT_EXIST',
    'MERCHANT_AGREEMENT_INVALID',
    'SELLER_BEEN_BLOCKED',
    'ACCESS_FORBIDDEN',
    'SELLER_BALANCE_NOT_ENOUGH',
    'TRADE_HAS_FINISHED',
    'TRADE_NOT_ALLOW_REFUND',
    'TRADE_CANCEL_TIME_OUT',
    'CANCEL_NOT_ALLOWED',
    'isv.insufficient-isv-permissions',
  ],
  badRequest: [
    'INVALID_PARAMETER',
    'TOTAL_FEE_EXCEED',
    'EXIST_FORBIDDEN_WORD',
    'BUYER_SELLER_EQUAL',
    'BUYER_NOT_EXIST',
    'OPEN_ID_NOT_TINY_APP',
    'UNBOUND_APPLICATION',
    'PRODUCT_NOT_SUPPORT_IN_TINY_APP',
    'REFUND_AMT_NOT_EQUAL_TOTAL',
    'REFUND_FEE_ERROR',
    'ILLEGAL_EXECUTION_TIME',
    'USER_NOT_EXIST_ERROR',
    'isv.invalid-signature',
    'isv.invalid-timestamp',
    'isv.invalid-app-auth-token',
    'isv.grant-type-invalid',
    'isv.code-invalid',
    'isv.refresh-token-invalid',
    'isv.refresh-token-time-out',
    'isv.unmatched-app-id',
    'MSG_UNSUBSCRIBED',
    'MSG_REJECTED',
    'USER_TEMPLATE_ILLEGAL',
    'USER_TEMPLATE_LACK_KEYWORD',
    'FORM_ID_INVALID',
    'FORM_ID_OVER_TIME',
    'MSG_SINGLE_SD_OVER',
    'NO_RECENT_VISIT_RECORD',
    'DATA_SENSITIVE',
  ],
  notFound: ['TRADE_NOT_EXIST'],
};

const classByCode = new Map<string, ErrorClass>();
for (const [errorClass, codes] of Object.entries(CODES) as [ErrorClass, readonly string[]][]) {
  for (const code of codes) classByCode.set(code, errorClass);
}

/** Every listed code, without the `ACQ.` prefix that trade errors carry and agreement errors do not (ALIPAY §5.3). */
export const LISTED_CODES: readonly [code: string, errorClass: ErrorClass][] = Object.entries(CODES).flatMap(([errorClass, codes]) =>
  codes.map((code): [string, ErrorClass] => [code, errorClass as ErrorClass]),
);

/** The one class of an Alipay sub_code; a code that is not listed is `unknown`. */
export function classOf(subCode: string): ErrorClass {
  return classByCode.get(subCode.replace(/^ACQ\./, '')) ?? 'unknown';
}

export function isUncertain(errorClass: ErrorClass): errorClass is UncertainClass {
  return (MAY_HAVE_HAPPENED as readonly string[]).includes(errorClass);
}
