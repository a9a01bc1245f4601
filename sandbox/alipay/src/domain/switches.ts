/**
 * What nobody could verify about Alipay (tag M in ALIPAY.md), or what is a limit of the contract: set by
 * `PUT /sandbox/switches`. A product that is right passes its tests with every setting.
 */
export interface Switches {
  /** ALIPAY §1.1 (M): how far a request's timestamp may be off from real time; 0 = not checked. */
  timestampToleranceMs: number;
  /** ALIPAY §1.1: slashes in answers may be escaped as `\/`. */
  escapeSlashes: boolean;
  /** ALIPAY §3 (M): how a person is named in answers and notifies. */
  identity: 'openId' | 'userId' | 'both';
  /** ALIPAY §3 (M): an auth code works once. */
  authCodeOnce: boolean;
  /** Real Alipay's codes live for minutes; business milliseconds (M). */
  authCodeLifeMs: number;
  /** ALIPAY §4 (M): the same create again answers the same trade; otherwise TRADE_HAS_EXIST-like refusal CONTEXT_INCONSISTENT. */
  createIdempotent: boolean;
  /** ALIPAY §4 (M): an unpaid trade is unknown to `query` until the buyer has opened the cashier. */
  queryHidesUnopened: boolean;
  /** ALIPAY §4 (M): a partial refund is notified as well. */
  notifyPartialRefund: boolean;
  /** ALIPAY §4: a close by `alipay.trade.close` is notified as a time-out is (M). */
  notifyMerchantClose: boolean;
  /** ALIPAY §4 (M): `fund_change` of a repeated refund. */
  repeatedRefundFundChange: 'N' | 'Y';
  /** ALIPAY §4: a refund shows in the refund query only so much later (M); business milliseconds. */
  refundVisibleAfterMs: number;
  /** ALIPAY §2: business time between resends is multiplied by this. */
  notifyTimeScale: number;
  /** ALIPAY §5.1: product codes taken. */
  productCodes: string[];
  /** ALIPAY §5.1: `sign_scene` is assigned by contract; empty = any. */
  signScenes: string[];
  /** ALIPAY §5.1: period agreements one user may have with one merchant. */
  maxAgreementsPerUser: number;
  /** Not in ALIPAY.md (M): the signing page refuses a first deduction date that has passed. */
  refusePastExecuteTime: boolean;
  /** ALIPAY §5.2: query of an agreement that was unsigned: an error, or the status (M). */
  unsignedQuery: 'error' | 'STOP';
  /** ALIPAY §5.1 (M): an unsign by the merchant is notified to the call's notify_url. */
  notifyMerchantUnsign: boolean;
  /** ALIPAY §5.2: how often the plan may be postponed; 0 = without limit (2024 text), 10 in the 2020 text. */
  maxPostponements: number;
  /** ALIPAY §5.2 (M): "postponing" to the same date is taken, so that a repeat is harmless. */
  postponeToSameDate: boolean;
  /** ALIPAY §5.3: civil days before the plan date on which money may be taken (5 in the 2024 text, 3 in the 2020 text). */
  windowBefore: number;
  /** ALIPAY §5.3: civil days after it; nothing seen allows any. */
  windowAfter: number;
  /** ALIPAY §5.3: the merchant contract's cap on one deduction; 0 = none. */
  contractSingleCapFen: number;
  /** ALIPAY §5.3 (M): code of a second deduction in a period that is already paid. */
  secondDeductionCode: string;
  /** ALIPAY §5.3 (M): refused tries in one period before OVER_MAX_DEDUCT_COUNT; 0 = without limit. */
  maxRefusedTries: number;
  /** ALIPAY §5.3 (M): what a refused deduction leaves behind under its number. */
  refusedPayLeaves: 'nothing' | 'waiting' | 'closed';
  /** ALIPAY §6: one Zhima transaction id gives the same answer, un-billed, for so many seconds. */
  zhimaRepeatSeconds: number;
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  timestampToleranceMs: 900_000,
  escapeSlashes: false,
  identity: 'openId',
  authCodeOnce: true,
  authCodeLifeMs: 86_400_000,
  createIdempotent: true,
  queryHidesUnopened: false,
  notifyPartialRefund: true,
  notifyMerchantClose: true,
  repeatedRefundFundChange: 'N',
  refundVisibleAfterMs: 0,
  notifyTimeScale: 1,
  productCodes: ['GENERAL_WITHHOLDING', 'CYCLE_PAY_AUTH'],
  signScenes: [],
  maxAgreementsPerUser: 10,
  refusePastExecuteTime: true,
  unsignedQuery: 'error',
  notifyMerchantUnsign: true,
  maxPostponements: 0,
  postponeToSameDate: true,
  windowBefore: 5,
  windowAfter: 0,
  contractSingleCapFen: 0,
  secondDeductionCode: 'ACQ.CYCLE_PAY_DATE_NOT_MATCH',
  maxRefusedTries: 0,
  refusedPayLeaves: 'closed',
  zhimaRepeatSeconds: 86_400,
};

const CHOICES: Partial<Record<keyof Switches, readonly unknown[]>> = {
  identity: ['openId', 'userId', 'both'],
  repeatedRefundFundChange: ['N', 'Y'],
  unsignedQuery: ['error', 'STOP'],
  refusedPayLeaves: ['nothing', 'waiting', 'closed'],
};

/** What is wrong with a wished change of switches, or undefined. */
export function switchProblem(change: Record<string, unknown>): string | undefined {
  for (const [name, value] of Object.entries(change)) {
    if (!Object.hasOwn(DEFAULT_SWITCHES, name)) return `no switch ${name}`;
    const standard = DEFAULT_SWITCHES[name as keyof Switches];
    const choices = CHOICES[name as keyof Switches];
    if (choices && !choices.includes(value)) return `${name} is one of ${choices.join(', ')}`;
    if (Array.isArray(standard)) {
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) return `${name} is a list of texts`;
    } else if (typeof value !== typeof standard) return `${name} is a ${typeof standard}`;
    else if (typeof value === 'number' && !(value >= 0)) return `${name} is not negative`;
  }
  return undefined;
}
