import { objectIn, textIn } from './call.ts';
import { civilDateOf, dayOfMonth, isCivilDate } from './civil-date.ts';
import type { Switches } from './switches.ts';
import type { PeriodRule } from './world.ts';
import { fenOf, isTradeAmount } from './yuan.ts';

/** A request for signing that the page can show. */
export interface SignRequest {
  productCode: string;
  personalProductCode: string;
  signScene: string;
  externalAgreementNo?: string;
  externalLogonId?: string;
  channel: string;
  /** `2m`, `30d`; absent = long-term. */
  validity?: string;
  rule?: PeriodRule;
}

/** A field the page cannot work with. The page shows it; no API error is answered (ALIPAY §5.1, "Missing rule fields"). */
export interface RequestProblem {
  field: string;
  problem: 'missing' | 'invalid';
}

const PERIOD_RULED = 'CYCLE_PAY_AUTH_P';
const FREE = 'GENERAL_WITHHOLDING_P';
const CHANNELS = ['ALIPAYAPP', 'QRCODE', 'QRCODEORSMS'];

/** Reads `alipay.user.agreement.page.sign` (ALIPAY §5.1). */
export function readSignRequest(content: Record<string, unknown>, switches: Switches, now: number): SignRequest | RequestProblem {
  const problem = signProblem(content, switches);
  if (problem) return problem;
  const personalProductCode = textIn(content, 'personal_product_code')!;
  const read = personalProductCode === FREE ? undefined : readPeriodRule(objectIn(content, 'period_rule_params') ?? {}, switches, now);
  if (read && 'problem' in read) return read;
  return {
    productCode: textIn(content, 'product_code')!,
    personalProductCode,
    signScene: textIn(content, 'sign_scene') ?? 'DEFAULT|DEFAULT',
    externalAgreementNo: textIn(content, 'external_agreement_no'),
    externalLogonId: textIn(content, 'external_logon_id'),
    channel: textIn(objectIn(content, 'access_params')!, 'channel')!,
    validity: textIn(content, 'sign_validity_period'),
    rule: read,
  };
}

function signProblem(content: Record<string, unknown>, switches: Switches): RequestProblem | undefined {
  const external = textIn(content, 'external_agreement_no');
  const scene = textIn(content, 'sign_scene');
  return (
    // ALIPAY §5.1, "Two product lines": product_code and personal_product_code.
    wrong('product_code', textIn(content, 'product_code'), (code) => switches.productCodes.includes(code)) ??
    wrong('personal_product_code', textIn(content, 'personal_product_code'), (code) => code === PERIOD_RULED || code === FREE) ??
    // ALIPAY §5.1: access_params.channel is one of three.
    wrong('access_params.channel', textIn(objectIn(content, 'access_params') ?? {}, 'channel'), (channel) => CHANNELS.includes(channel)) ??
    // ALIPAY §5.1: external_agreement_no has at most 32 letters and digits.
    (external === undefined ? undefined : wrong('external_agreement_no', external, (no) => /^[0-9A-Za-z]{1,32}$/.test(no))) ??
    // ALIPAY §5.1: with it sign_scene is mandatory and not DEFAULT|DEFAULT; scenes are assigned by contract.
    (external === undefined && scene === undefined
      ? undefined
      : wrong(
          'sign_scene',
          scene,
          (text) => /^[A-Z0-9_]+\|[A-Z0-9_]+$/.test(text) && text !== 'DEFAULT|DEFAULT' && assigned(switches, text),
        )) ??
    optional('sign_validity_period', textIn(content, 'sign_validity_period'), (text) => /^[1-9]\d{0,3}[dm]$/.test(text))
  );
}

function assigned(switches: Switches, scene: string): boolean {
  return switches.signScenes.length === 0 || switches.signScenes.includes(scene);
}

function readPeriodRule(rule: Record<string, unknown>, switches: Switches, now: number): PeriodRule | RequestProblem {
  const name = (field: string) => `period_rule_params.${field}`;
  const periodType = textIn(rule, 'period_type');
  const executeTime = textIn(rule, 'execute_time');
  const problem =
    // ALIPAY §5.1, period_rule_params: DAY | MONTH; DAY at least 7.
    wrong(name('period_type'), periodType, (type) => type === 'DAY' || type === 'MONTH') ??
    wrong(name('period'), textIn(rule, 'period'), (text) => /^[1-9]\d{0,2}$/.test(text) && (periodType === 'MONTH' || Number(text) >= 7)) ??
    // ALIPAY §5.1: execute_time is the first deduction; MONTH: day of month at most 28.
    wrong(name('execute_time'), executeTime, (date) => isCivilDate(date) && (periodType === 'DAY' || dayOfMonth(date) <= 28)) ??
    (switches.refusePastExecuteTime && executeTime! < civilDateOf(now) ? invalid(name('execute_time')) : undefined) ??
    // ALIPAY §5.1: single_amount is the cap of one deduction; total_amount and total_payments are optional.
    wrong(name('single_amount'), textIn(rule, 'single_amount'), isAmount) ??
    optional(name('total_amount'), textIn(rule, 'total_amount'), isAmount) ??
    optional(name('total_payments'), textIn(rule, 'total_payments'), (text) => /^[1-9]\d{0,3}$/.test(text));
  if (problem) return problem;
  const totalAmount = textIn(rule, 'total_amount');
  const totalPayments = textIn(rule, 'total_payments');
  return {
    periodType: periodType as 'DAY' | 'MONTH',
    period: Number(textIn(rule, 'period')),
    executeTime: executeTime!,
    singleAmountFen: fenOf(textIn(rule, 'single_amount')!)!,
    totalAmountFen: totalAmount === undefined ? undefined : fenOf(totalAmount),
    totalPayments: totalPayments === undefined ? undefined : Number(totalPayments),
  };
}

function isAmount(text: string): boolean {
  return isTradeAmount(fenOf(text));
}

function wrong(field: string, value: string | undefined, isRight: (value: string) => boolean): RequestProblem | undefined {
  if (value === undefined) return { field, problem: 'missing' };
  return isRight(value) ? undefined : invalid(field);
}

function optional(field: string, value: string | undefined, isRight: (value: string) => boolean): RequestProblem | undefined {
  return value === undefined || isRight(value) ? undefined : invalid(field);
}

function invalid(field: string): RequestProblem {
  return { field, problem: 'invalid' };
}
