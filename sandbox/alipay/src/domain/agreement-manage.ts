import { notifyAgreement } from './agreement-sign.ts';
import { refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { civilDateOf, dateTimeOf, dayOfMonth, isCivilDate } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { identityFields, maskedLogonId } from './numbers.ts';
import { type Agreement, agreementFor, type World, within } from './world.ts';
import { yuanOf } from './yuan.ts';

/** alipay.user.agreement.query (ALIPAY §5.2). */
export function queryAgreement(world: World, call: Call): Decision {
  const found = namedAgreement(world, call);
  if (found === 'incomplete') return says(refused('INVALID_PARAMETER', 'agreement_no 与 external_agreement_no 不能同时为空'));
  if (!found) return says(refused('USER_AGREEMENT_NOT_EXIST', '用户协议不存在'));
  // ALIPAY §5.2: an unsigned agreement answers AGREEMENT_HAS_UNSIGNED (or STOP, by switch).
  if (found.status === 'STOP' && world.switches.unsignedQuery === 'error') return says(refused('AGREEMENT_HAS_UNSIGNED', '协议已解约'));
  const { fields, events } = agreementFields(world, found);
  return says(succeeded(fields), ...events);
}

function agreementFields(world: World, agreement: Agreement) {
  const { rule } = agreement;
  const identity = identityFields(world, agreement.authAppId, agreement.userId, { openId: 'principal_open_id', userId: 'principal_id' });
  const ended = rule?.totalPayments !== undefined && agreement.paidCount >= rule.totalPayments;
  const fields = {
    agreement_no: agreement.agreementNo,
    external_agreement_no: agreement.externalAgreementNo,
    status: agreement.status,
    ...identity.fields,
    principal_type: 'CARD',
    alipay_logon_id: maskedLogonId(world.users.get(agreement.userId)!.logonId),
    external_logon_id: agreement.externalLogonId,
    personal_product_code: agreement.personalProductCode,
    sign_scene: agreement.signScene,
    sign_time: dateTimeOf(agreement.signTime),
    valid_time: dateTimeOf(agreement.validTime),
    invalid_time: dateTimeOf(agreement.invalidTime),
    next_deduct_time: ended ? undefined : agreement.nextDate,
    last_deduct_time: agreement.lastDeductTime === undefined ? undefined : civilDateOf(agreement.lastDeductTime),
    single_quota: rule && yuanOf(rule.singleAmountFen),
    execution_plans:
      rule && !ended
        ? [
            {
              period_id: String(agreement.paidCount + 1),
              execute_time: agreement.nextDate,
              latest_execute_time: agreement.nextDate,
              single_amount: yuanOf(rule.singleAmountFen),
            },
          ]
        : undefined,
  };
  return { fields, events: identity.events };
}

/** agreement_no, or external_agreement_no + personal_product_code + sign_scene (ALIPAY §5.2). */
function namedAgreement(world: World, { merchant, content }: Call): Agreement | undefined | 'incomplete' {
  const agreementNo = textIn(content, 'agreement_no');
  if (agreementNo !== undefined) return agreementFor(world, merchant, agreementNo);
  const external = textIn(content, 'external_agreement_no');
  const product = textIn(content, 'personal_product_code');
  const scene = textIn(content, 'sign_scene');
  if (external === undefined || product === undefined || scene === undefined) return 'incomplete';
  const number = world.agreementByExternal.get(within(merchant.authAppId, external));
  const agreement = number === undefined ? undefined : world.agreements.get(number);
  return agreement?.personalProductCode === product && agreement.signScene === scene ? agreement : undefined;
}

/** alipay.user.agreement.unsign: an empty success (ALIPAY §5.2). */
export function unsignAgreement(world: World, call: Call, { now }: Moment): Decision {
  const found = namedAgreement(world, call);
  if (found === 'incomplete') return says(refused('INVALID_PARAMETER', 'agreement_no 与 external_agreement_no 不能同时为空'));
  if (!found) return says(refused('AGREEMENT_NOT_EXIST', '协议不存在'));
  if (found.status !== 'NORMAL') return says(refused('USER_AGREEMENT_STATUS_NOT_NORMAL', '用户协议状态不正常'));
  const url = world.switches.notifyMerchantUnsign ? call.notifyUrl : undefined;
  return says(succeeded(), ...unsigned(world, found, { now, by: 'merchant', url }));
}

/** The user unsigns inside Alipay: told to the app gateway, never to a notify_url (ALIPAY §2, last line). */
export function unsignByUser(world: World, agreement: Agreement, now: number): SimEvent[] {
  if (agreement.status !== 'NORMAL') return [];
  return unsigned(world, agreement, { now, by: 'user', url: world.appGatewayUrl });
}

function unsigned(world: World, agreement: Agreement, how: { now: number; by: 'user' | 'merchant'; url: string | undefined }): SimEvent[] {
  const after: Agreement = { ...agreement, status: 'STOP', unsignTime: how.now, unsignedBy: how.by };
  return [
    { type: 'agreement', agreement: after },
    ...notifyAgreement(world, after, { now: how.now, sequence: world.sequence + 1, url: how.url }),
  ];
}

/** alipay.user.agreement.executionplan.modify: postpone only (ALIPAY §5.2). */
export function postponePlan(world: World, { merchant, content }: Call, { now }: Moment): Decision {
  const agreement = agreementFor(world, merchant, textIn(content, 'agreement_no') ?? '');
  const date = textIn(content, 'deduct_time');
  // ALIPAY §5.2: ILLEGAL_AGREEMENT where there is none, it has ended, or it has no plan.
  if (agreement?.status !== 'NORMAL' || !agreement.rule || !agreement.nextDate)
    return says(refused('ILLEGAL_AGREEMENT', '协议不存在或状态不合法'));
  const illegal = (why: string) => says(refused('ILLEGAL_EXECUTION_TIME', why));
  if (date === undefined || !isCivilDate(date)) return illegal('deduct_time 格式应为 yyyy-MM-dd');
  // ALIPAY §5.2: MONTH: day 1..28.
  if (agreement.rule.periodType === 'MONTH' && dayOfMonth(date) > 28) return illegal('按月扣款的日期须在 1 到 28 日之间');
  // ALIPAY §5.2: never bring forward.
  if (date < agreement.nextDate || (date === agreement.nextDate && !world.switches.postponeToSameDate))
    return illegal('扣款时间只能推迟，不能提前');
  if (date < civilDateOf(now)) return illegal('扣款时间已过');
  if (date === agreement.nextDate) return says(succeeded());
  // ALIPAY §5.2: 10 times in the 2020 text, without limit in 2024's.
  const { maxPostponements } = world.switches;
  if (maxPostponements > 0 && agreement.postponements >= maxPostponements) return illegal(`扣款计划最多修改 ${maxPostponements} 次`);
  const after: Agreement = { ...agreement, nextDate: date, postponements: agreement.postponements + 1, refusedTries: 0 };
  return says(succeeded(), { type: 'agreement', agreement: after });
}
