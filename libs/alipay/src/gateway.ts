import { createPrivateKey, createPublicKey } from 'node:crypto';
import { AlipayRequestError, AlipaySdk } from 'alipay-sdk';
import { type Answer, MalformedAnswer } from './answer.ts';
import { classOf, isUncertain } from './error-table.ts';
import { type AlipayKeys, requireUsableKeys } from './keys.ts';

export interface GatewayOptions extends AlipayKeys {
  /** Full address, with `/gateway.do`. */
  gateway: string;
  /** Origin only, for the SDK's v3 calls. */
  endpoint: string;
  timeoutMs: number;
}

export interface GatewayRequest {
  /** The shop's token: a call without it would act for the platform's own app (issue 3, item 12). */
  appAuthToken: string;
  bizContent?: Record<string, unknown>;
  /** Parameters that are plain form fields (ALIPAY §1.1: oauth.token, user.info.share). */
  plain?: Record<string, string>;
  notifyUrl?: string;
  returnUrl?: string;
}

export interface Gateway {
  /** Sends one call; never throws for anything Alipay or the network does. */
  call<T>(method: string, request: GatewayRequest, read: (body: Record<string, unknown>) => T): Promise<Answer<T>>;
  /** A signed query string for the client's own call; nothing is sent. */
  signedString(method: string, request: GatewayRequest): string;
  /** A signed address that a browser can open; nothing is sent. */
  signedPage(method: string, request: GatewayRequest): string;
  /** True only for a notify signed by Alipay with RSA2. */
  verifyNotify(form: Record<string, string>): boolean;
}

const SUCCESS = '10000';
/** 10003 "processing" and 20000 "service unavailable" say nothing about what happened (ALIPAY §1.1). */
const SAYS_NOTHING = ['10003', '20000'];

export function openGateway(options: GatewayOptions, now: () => Date = () => new Date()): Gateway {
  requireUsableKeys(options);
  const sdk = new AlipaySdk({
    appId: options.appId,
    privateKey: options.privateKeyPem,
    keyType: 'PKCS8',
    alipayPublicKey: options.alipayPublicKeyPem,
    gateway: options.gateway,
    endpoint: options.endpoint,
    timeout: options.timeoutMs,
    signType: 'RSA2',
    camelcase: false,
  });
  parseKeysOnce(sdk, options);
  const parameters = (request: GatewayRequest) => publicParameters(request, now());
  return {
    async call(method, request, read) {
      const params = parameters(request);
      try {
        const body: unknown = await sdk.exec(method, params, { validateSign: true });
        return answerOf(method, body, read);
      } catch (error) {
        return { outcome: 'unknown', class: 'unknown', code: silenceCode(error) };
      }
    },
    signedString: (method, request) => sdk.sdkExecute(method, parameters(request)),
    signedPage: (method, request) => sdk.pageExecute(method, 'GET', parameters(request)),
    verifyNotify: (form) => verifyNotify(sdk, form),
  };
}

/**
 * The SDK holds the keys as PEM text and would parse them again for every signature, which is a third of the whole cost
 * of one; node:crypto takes a parsed key in the same place.
 */
function parseKeysOnce(sdk: AlipaySdk, { privateKeyPem, alipayPublicKeyPem }: AlipayKeys): void {
  sdk.config.privateKey = createPrivateKey(privateKeyPem) as unknown as string;
  sdk.config.alipayPublicKey = createPublicKey(alipayPublicKeyPem) as unknown as string;
}

/** An undefined public parameter makes the SDK throw (ALIPAY §1.1), so absent ones are left out. */
function publicParameters(request: GatewayRequest, now: Date): Record<string, unknown> {
  if (!request.appAuthToken) throw new Error('Alipay: a call needs the shop’s app_auth_token');
  return {
    appAuthToken: request.appAuthToken,
    // The SDK writes the process's local zone; Alipay reads GMT+8 (ALIPAY §1.1).
    timestamp: shanghaiTimestamp(now),
    ...(request.notifyUrl ? { notifyUrl: request.notifyUrl } : {}),
    ...(request.returnUrl ? { returnUrl: request.returnUrl } : {}),
    ...(request.bizContent ? { bizContent: request.bizContent } : {}),
    ...request.plain,
  };
}

function shanghaiTimestamp(now: Date): string {
  return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

function answerOf<T>(method: string, body: unknown, read: (body: Record<string, unknown>) => T): Answer<T> {
  if (typeof body !== 'object' || body === null) return { outcome: 'unknown', class: 'unknown', code: 'MALFORMED' };
  const fields = body as Record<string, unknown>;
  const code = fields.code === undefined ? undefined : String(fields.code);
  const subCode = fields.sub_code === undefined || fields.sub_code === '' ? undefined : String(fields.sub_code);
  // The token's answer carries neither code nor sub_code when it succeeds (ALIPAY §1.1).
  const succeeded = code === SUCCESS || (method === 'alipay.system.oauth.token' && code === undefined && subCode === undefined);
  if (succeeded) return { outcome: 'succeeded', ...read(fields) };
  if (code === undefined || SAYS_NOTHING.includes(code)) return { outcome: 'unknown', class: 'unknown', code: subCode ?? code };
  const errorClass = classOf(subCode ?? code);
  if (isUncertain(errorClass)) return { outcome: 'unknown', class: errorClass, code: subCode ?? code };
  return { outcome: 'refused', class: errorClass, code: subCode ?? code };
}

/**
 * Names a call that brought no verified answer. Whatever an unverified body claims is a
 * hint for the log, never a decision (ALIPAY §1.1, traps b–d). The SDK's message is not
 * used: it quotes whole answers, tokens included.
 */
function silenceCode(error: unknown): string {
  if (error instanceof MalformedAnswer) return `MALFORMED: ${error.message}`;
  if (!(error instanceof AlipayRequestError)) return 'UNVERIFIED';
  if (error.responseDataRaw === undefined) return 'NO_ANSWER';
  const claimed = /"sub_code"\s*:\s*"([\w.-]{1,64})"/.exec(error.responseDataRaw)?.[1];
  return claimed ? `UNVERIFIED: ${claimed}` : 'UNVERIFIED';
}

/**
 * Alipay signs without empty fields and the SDK does not skip them (ALIPAY §1.3); the SDK would also
 * take RSA-SHA1 from the sender's own `sign_type` (RELIABILITY F5), so the type is pinned here.
 */
function verifyNotify(sdk: AlipaySdk, form: Record<string, string>): boolean {
  if (form.sign_type !== undefined && form.sign_type !== '' && form.sign_type !== 'RSA2') return false;
  const filled = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
  if (!filled.sign) return false;
  try {
    return sdk.checkNotifySignV2({ ...filled, sign_type: 'RSA2' });
  } catch {
    return false;
  }
}
