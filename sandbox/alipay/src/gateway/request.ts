import { type Answer, badToken, invalidArguments, missingArguments } from '../domain/answer.ts';
import type { Call } from '../domain/call.ts';
import { instantOf } from '../domain/civil-date.ts';
import { METHODS, PLAIN_METHODS } from '../domain/methods.ts';
import type { Merchant, World } from '../domain/world.ts';
import { isSignedBy } from '../runtime/rsa.ts';
import type { Simulator } from '../runtime/simulator.ts';

export type Params = Record<string, string>;

const PUBLIC_PARAMS = new Set(
  'app_id method format charset sign_type sign timestamp version notify_url return_url auth_token app_auth_token app_cert_sn alipay_root_cert_sn encrypt_type biz_content'.split(
    ' ',
  ),
);

/** ALIPAY §1.1: SDKs put the public parameters in the query and the rest in the form; both count as one. */
export function mergedParams(...sources: unknown[]): Params {
  const params: Params = {};
  for (const source of sources)
    for (const [name, value] of Object.entries((source ?? {}) as Record<string, unknown>))
      params[name] = String(Array.isArray(value) ? value.at(-1) : value);
  return params;
}

/**
 * Checks what every method needs (ALIPAY §1.1). `realNow` because signatures follow real time, never the test clock;
 * without it the timestamp's age is not looked at: a person may sit before a page.
 */
export function readCall(simulator: Pick<Simulator, 'world' | 'keys'>, params: Params, realNow?: number): Call | { problem: Answer } {
  const problem = publicProblem(simulator, params, realNow);
  if (problem) return { problem };
  const merchant = actingMerchant(simulator.world, params);
  // ALIPAY §1.1: 20001, auth token bad.
  if (!merchant) return { problem: badToken('aop.invalid-app-auth-token', '无效的应用授权令牌') };
  const method = params.method!;
  const content = contentOf(params, method);
  if (!content) return { problem: invalidArguments('isv.invalid-parameter', 'biz_content 不是合法的 JSON 对象') };
  return { method, merchant, content, notifyUrl: params.notify_url || undefined };
}

function publicProblem({ world, keys }: Pick<Simulator, 'world' | 'keys'>, params: Params, realNow?: number): Answer | undefined {
  for (const [name, subCode] of [
    ['app_id', 'isv.missing-app-id'],
    ['method', 'isv.missing-method'],
    ['sign', 'isv.missing-signature'],
    ['sign_type', 'isv.missing-signature-type'],
    ['timestamp', 'isv.missing-timestamp'],
    ['version', 'isv.missing-version'],
  ] as const)
    if (!params[name]) return missingArguments(subCode, `缺少 ${name} 参数`);
  if (params.app_id !== world.appId) return invalidArguments('isv.invalid-app-id', '无效的 AppID 参数');
  if (params.sign_type !== 'RSA2') return invalidArguments('isv.invalid-signature-type', '无效的签名类型');
  // ALIPAY §1.1: 40002 isv.invalid-signature.
  if (!isSignedBy(params, keys.app)) return invalidArguments('isv.invalid-signature', '验签出错，请检查签名与应用私钥');
  if (params.version !== '1.0') return invalidArguments('isv.invalid-version', '无效的版本号');
  if (params.format && params.format.toUpperCase() !== 'JSON') return invalidArguments('isv.invalid-format', '无效的数据格式');
  if (params.charset && params.charset.toLowerCase() !== 'utf-8') return invalidArguments('isv.invalid-charset', '字符集仅支持 utf-8');
  if (!METHODS.has(params.method!) && params.method !== SIGN_PAGE) return invalidArguments('isv.invalid-method', '不存在的方法名');
  return timestampProblem(world, params.timestamp!, realNow);
}

export const SIGN_PAGE = 'alipay.user.agreement.page.sign';

/** ALIPAY §1.1: GMT+8 text; how much skew is taken is a switch (M). */
function timestampProblem(world: World, timestamp: string, realNow: number | undefined): Answer | undefined {
  const instant = instantOf(timestamp);
  if (instant === undefined) return invalidArguments('isv.invalid-timestamp', '时间戳格式应为 yyyy-MM-dd HH:mm:ss');
  const { timestampToleranceMs } = world.switches;
  if (realNow === undefined || timestampToleranceMs === 0 || Math.abs(instant - realNow) <= timestampToleranceMs) return undefined;
  return invalidArguments('isv.invalid-timestamp', '时间戳与北京时间相差过大，请检查时区 (TZ=Asia/Shanghai)');
}

/** ALIPAY §7, ISV: the token selects whose account acts; without one the ISV's own app does. */
function actingMerchant(world: World, params: Params): Merchant | undefined {
  const token = params.app_auth_token;
  return world.merchants.get(token ? (world.merchantByToken.get(token) ?? '') : world.appId);
}

function contentOf(params: Params, method: string): Record<string, unknown> | undefined {
  const plain = Object.fromEntries(Object.entries(params).filter(([name]) => name === 'auth_token' || !PUBLIC_PARAMS.has(name)));
  if (PLAIN_METHODS.has(method)) return plain;
  if (!params.biz_content) return {};
  try {
    const content: unknown = JSON.parse(params.biz_content);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
