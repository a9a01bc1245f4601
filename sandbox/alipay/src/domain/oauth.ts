import { type Answer, badToken, invalidArguments, missingArguments, noPermission, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { dateTimeOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { identityFields } from './numbers.ts';
import type { Grant, User, World } from './world.ts';

/** Lifetimes of ALIPAY §3, in seconds. */
const ACCESS_SECONDS = 1_296_000;
const REFRESH_SECONDS = 2_592_000;

/** The person agreed on the log-in page: a code for this app (ALIPAY §3). */
export function authorise(
  user: User,
  request: { appId: string; scopes: string[]; lifeMs: number },
  { now, entropy }: Moment,
): { code: string; events: SimEvent[] } {
  const code = entropy.slice(0, 32);
  const grant: Grant = {
    value: code,
    kind: 'code',
    appId: request.appId,
    userId: user.userId,
    scopes: request.scopes,
    expiresAt: now + request.lifeMs,
    spent: false,
  };
  return { code, events: [{ type: 'grant', grant }] };
}

/** alipay.system.oauth.token; its success carries neither code nor msg (ALIPAY §1.1). */
export function oauthToken(world: World, call: Call, moment: Moment): Decision {
  const grantType = textIn(call.content, 'grant_type');
  if (grantType === undefined) return says(missingArguments('isv.missing-grant-type', '缺少 grant_type 参数'));
  // ALIPAY §3, "Errors".
  if (grantType !== 'authorization_code' && grantType !== 'refresh_token')
    return says(invalidArguments('isv.grant-type-invalid', 'grant_type 不合法'));
  const byCode = grantType === 'authorization_code';
  const grant = world.grants.get(textIn(call.content, byCode ? 'code' : 'refresh_token') ?? '');
  const problem = byCode ? codeProblem(world, call, grant, moment.now) : refreshProblem(call, grant, moment.now);
  if (problem) return says(problem);
  return issueTokens(world, grant!, moment);
}

function codeProblem(world: World, { merchant }: Call, grant: Grant | undefined, now: number): Answer | undefined {
  const invalid = invalidArguments('isv.code-invalid', '授权码 code 无效');
  if (grant?.kind !== 'code' || grant.expiresAt <= now) return invalid;
  // ALIPAY §3: a code works once (M).
  if (grant.spent && world.switches.authCodeOnce) return invalid;
  // ALIPAY §3: isv.unmatched-app-id: another app's code.
  return grant.appId === merchant.authAppId ? undefined : invalidArguments('isv.unmatched-app-id', '授权码与应用不匹配');
}

function refreshProblem({ merchant }: Call, grant: Grant | undefined, now: number): Answer | undefined {
  if (grant?.kind !== 'refresh' || grant.appId !== merchant.authAppId)
    return invalidArguments('isv.refresh-token-invalid', '刷新令牌 refresh_token 无效');
  return grant.expiresAt > now ? undefined : invalidArguments('isv.refresh-token-time-out', '刷新令牌 refresh_token 已过期');
}

function issueTokens(world: World, grant: Grant, { now, entropy }: Moment): Decision {
  const identity = identityFields(world, grant.appId, grant.userId, { openId: 'open_id', userId: 'user_id' });
  const base = { appId: grant.appId, userId: grant.userId, scopes: grant.scopes, spent: false };
  const access: Grant = { ...base, value: `auth${entropy.slice(0, 36)}`, kind: 'access', expiresAt: now + ACCESS_SECONDS * 1000 };
  const refresh: Grant = { ...base, value: `refr${entropy.slice(-36)}`, kind: 'refresh', expiresAt: now + REFRESH_SECONDS * 1000 };
  const fields = {
    access_token: access.value,
    expires_in: ACCESS_SECONDS,
    refresh_token: refresh.value,
    re_expires_in: REFRESH_SECONDS,
    auth_start: dateTimeOf(now),
    ...identity.fields,
  };
  const spent: SimEvent = { type: 'grant', grant: { ...grant, spent: true } };
  return says(
    { ok: true, bare: true, fields },
    ...identity.events,
    spent,
    { type: 'grant', grant: access },
    { type: 'grant', grant: refresh },
  );
}

/** alipay.user.info.share: needs a token of this app with auth_user (ALIPAY §3). */
export function shareUserInfo(world: World, call: Call, { now }: Moment): Decision {
  const grant = world.grants.get(textIn(call.content, 'auth_token') ?? '');
  if (grant?.kind !== 'access' || grant.appId !== call.merchant.authAppId)
    return says(badToken('aop.invalid-auth-token', '无效的访问令牌'));
  if (grant.expiresAt <= now) return says(badToken('aop.auth-token-time-out', '访问令牌已过期'));
  if (!grant.scopes.includes('auth_user')) return says(noPermission('用户未授权 auth_user'));
  const user = world.users.get(grant.userId)!;
  const identity = identityFields(world, grant.appId, grant.userId, { openId: 'open_id', userId: 'user_id' });
  // ALIPAY §3: absent keys are normal; gender, province and city are not known here.
  return says(succeeded({ nick_name: user.name, ...identity.fields }), ...identity.events);
}
