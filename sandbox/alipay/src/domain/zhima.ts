import { noPermission, refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { userOf } from './numbers.ts';
import { type User, type World, within, type ZhimaCheck } from './world.ts';

const PRODUCT = 'w1010100000000002733';
const CERT_TYPES = ['IDENTITY_CARD', 'PASSPORT', 'ALIPAY_USER_ID'];

/** zhima.credit.score.brief.get: Y, N or N/A, never a score (ALIPAY §6). */
export function zhimaBrief(world: World, call: Call, { now }: Moment): Decision {
  const asked = readQuestion(call);
  // ALIPAY §6: business error codes were not found; INVALID_PARAMETER (M).
  if ('field' in asked) return says(refused('INVALID_PARAMETER', `参数有误: ${asked.field}`));
  const key = within(call.merchant.authAppId, asked.transactionId);
  const before = world.zhimaChecks.get(key);
  // ALIPAY §6: idempotent and un-billed for 86400 s.
  if (before && now < before.at + world.switches.zhimaRepeatSeconds * 1000) return says(answerOf(before));

  const user = personOf(world, call);
  // ALIPAY §6: permission 40006 (M): the person refused, or the app may not ask.
  if (user?.zhimaRefused) return says(noPermission('用户未授权查询芝麻信用'));
  const sequence = world.sequence + 1;
  const check: ZhimaCheck = {
    authAppId: call.merchant.authAppId,
    transactionId: asked.transactionId,
    userId: user?.userId,
    admittanceScore: asked.admittanceScore,
    admittance: admittanceOf(user, asked.admittanceScore),
    bizNo: `ZM${now}${String(sequence).padStart(10, '0')}`,
    at: now,
    billedCalls: (before?.billedCalls ?? 0) + 1,
  };
  return says(answerOf(check), { type: 'zhimaCheck', check, sequence });
}

function readQuestion({ content }: Call): { transactionId: string; admittanceScore: number } | { field: string } {
  const transactionId = textIn(content, 'transaction_id');
  const certType = textIn(content, 'cert_type');
  const admittanceScore = Number(textIn(content, 'admittance_score'));
  // ALIPAY §6: transaction_id at most 64; product_code; cert_type; cert_no or open_id; name unless by user id; 350..950.
  if (transactionId === undefined || transactionId.length > 64) return { field: 'transaction_id' };
  if (textIn(content, 'product_code') !== PRODUCT) return { field: 'product_code' };
  if (certType === undefined || !CERT_TYPES.includes(certType)) return { field: 'cert_type' };
  if (textIn(content, 'cert_no') === undefined && textIn(content, 'open_id') === undefined) return { field: 'cert_no' };
  if (certType !== 'ALIPAY_USER_ID' && textIn(content, 'name') === undefined) return { field: 'name' };
  if (!Number.isInteger(admittanceScore) || admittanceScore < 350 || admittanceScore > 950) return { field: 'admittance_score' };
  return { transactionId, admittanceScore };
}

/** Somebody Alipay does not know has no score: N/A. */
function personOf(world: World, { merchant, content }: Call): User | undefined {
  const certNo = textIn(content, 'cert_no');
  if (textIn(content, 'cert_type') === 'ALIPAY_USER_ID')
    return userOf(world, merchant.authAppId, { openId: textIn(content, 'open_id'), userId: certNo });
  return [...world.users.values()].find(
    (user) => user.certNo !== undefined && user.certNo === certNo && user.name === textIn(content, 'name'),
  );
}

/** ALIPAY §6: N/A = not a Zhima member or not enough data. */
function admittanceOf(user: User | undefined, wanted: number): 'Y' | 'N' | 'N/A' {
  if (!user?.zhimaMember || user.zhimaScore === null) return 'N/A';
  return user.zhimaScore >= wanted ? 'Y' : 'N';
}

function answerOf(check: ZhimaCheck) {
  return succeeded({ biz_no: check.bizNo, is_admittance: check.admittance });
}
