import type { SignRequest } from './agreement-rules.ts';
import { addDays, addMonths, civilDateOf, dateTimeOf, instantOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { queueNotify } from './notify.ts';
import { agreementNumber, identityFields, maskedLogonId } from './numbers.ts';
import { type Agreement, type Merchant, type User, type World, within } from './world.ts';

export interface Signing {
  merchant: Merchant;
  user: User;
  request: SignRequest;
  notifyUrl?: string;
}

export type SigningResult =
  | { outcome: 'signed'; agreement: Agreement; events: SimEvent[] }
  /** The same person opened the same page again. */
  | { outcome: 'alreadySigned'; agreement: Agreement; events: SimEvent[] }
  | { outcome: 'numberTaken' | 'tooManyAgreements'; events: SimEvent[] };

/** The user gave the right password: the agreement is in force at once and notified (ALIPAY §5.1, dut_user_sign). */
export function signAgreement(world: World, signing: Signing, now: number): SigningResult {
  const { merchant, user, request } = signing;
  // ALIPAY §5.1: external_agreement_no is unique (with one merchant; two merchants do not meet).
  const taken = request.externalAgreementNo && world.agreementByExternal.get(within(merchant.authAppId, request.externalAgreementNo));
  if (taken) {
    const agreement = world.agreements.get(taken)!;
    const same = agreement.userId === user.userId && agreement.status === 'NORMAL';
    return same ? { outcome: 'alreadySigned', agreement, events: [] } : { outcome: 'numberTaken', events: [] };
  }
  // ALIPAY §5.1: at most 10 period agreements per user per merchant.
  if (request.rule && periodAgreements(world, user, merchant) >= world.switches.maxAgreementsPerUser)
    return { outcome: 'tooManyAgreements', events: [] };

  const sequence = world.sequence + 1;
  const agreement = newAgreement(signing, now, sequence);
  const events: SimEvent[] = [{ type: 'agreement', agreement, sequence }];
  return {
    outcome: 'signed',
    agreement,
    events: [...events, ...notifyAgreement(world, agreement, { now, sequence: sequence + 1, url: signing.notifyUrl })],
  };
}

function periodAgreements(world: World, user: User, merchant: Merchant): number {
  return (world.agreementsOfUser.get(user.userId) ?? [])
    .map((no) => world.agreements.get(no)!)
    .filter(({ authAppId, status, rule }) => authAppId === merchant.authAppId && status === 'NORMAL' && rule).length;
}

function newAgreement({ merchant, user, request, notifyUrl }: Signing, now: number, sequence: number): Agreement {
  const { productCode, personalProductCode, signScene, channel, externalAgreementNo, externalLogonId, rule } = request;
  return {
    agreementNo: agreementNumber(now, sequence),
    externalAgreementNo,
    authAppId: merchant.authAppId,
    userId: user.userId,
    productCode,
    personalProductCode,
    signScene,
    channel,
    externalLogonId,
    status: 'NORMAL',
    signTime: now,
    validTime: now,
    invalidTime: endOfValidity(request.validity, now),
    rule,
    nextDate: rule?.executeTime,
    paidCount: 0,
    paidFen: 0,
    refusedTries: 0,
    postponements: 0,
    notifyUrl,
  };
}

/** Long-term agreements carry 2115-02-01 00:00:00 (ALIPAY §5.1, real sample). */
function endOfValidity(validity: string | undefined, now: number): number {
  if (validity === undefined) return instantOf('2115-02-01 00:00:00')!;
  const count = Number(validity.slice(0, -1));
  const today = civilDateOf(now);
  const last = validity.endsWith('m') ? addMonths(today, count) : addDays(today, count);
  return instantOf(`${last} 23:59:59`)!;
}

/** dut_user_sign and dut_user_unsign: same keys (ALIPAY §5.1). */
export function notifyAgreement(
  world: World,
  agreement: Agreement,
  moment: { now: number; sequence: number; url: string | undefined },
): SimEvent[] {
  const user = world.users.get(agreement.userId)!;
  const identity = identityFields(world, agreement.authAppId, user.userId, { openId: 'alipay_open_id', userId: 'alipay_user_id' });
  const signed = agreement.status === 'NORMAL';
  const queued = queueNotify(
    world,
    {
      type: signed ? 'dut_user_sign' : 'dut_user_unsign',
      url: moment.url,
      authAppId: agreement.authAppId,
      userId: user.userId,
      about: agreement.agreementNo,
      fields: {
        status: signed ? 'NORMAL' : 'UNSIGN',
        agreement_no: agreement.agreementNo,
        external_agreement_no: agreement.externalAgreementNo,
        external_logon_id: agreement.externalLogonId,
        personal_product_code: agreement.personalProductCode,
        sign_scene: agreement.signScene,
        ...identity.fields,
        alipay_logon_id: maskedLogonId(user.logonId),
        sign_time: dateTimeOf(agreement.signTime),
        valid_time: dateTimeOf(agreement.validTime),
        invalid_time: dateTimeOf(agreement.invalidTime),
        // ALIPAY §5.1: unsign_time was only seen in an older gateway's list (M).
        unsign_time: agreement.unsignTime === undefined ? undefined : dateTimeOf(agreement.unsignTime),
      },
    },
    moment.now,
    moment.sequence,
  );
  return queued.length === 0 ? [] : [...identity.events, ...queued];
}
