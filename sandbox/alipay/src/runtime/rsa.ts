import { type KeyObject, sign, verify } from 'node:crypto';

/** RSA2 = RSA-SHA256, base64 (ALIPAY §1.1). Signing runs in the thread pool: it is the dearest part of a call. */
export function signRsa2(text: string, key: KeyObject): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  sign('sha256', Buffer.from(text, 'utf8'), key, (error, signature) => (error ? reject(error) : resolve(signature.toString('base64'))));
  return promise;
}

/** ALIPAY §1.1: all parameters but `sign`, sorted, raw; with empty values dropped first, then kept, as SDKs differ. */
export function isSignedBy(params: Record<string, string>, key: KeyObject): boolean {
  const signature = Buffer.from(params.sign ?? '', 'base64');
  const holds = (text: string) => verify('sha256', Buffer.from(text, 'utf8'), key, signature);
  return holds(signText(params, ['sign'], true)) || holds(signText(params, ['sign'], false));
}

/** ALIPAY §2: a notify is signed without `sign` and `sign_type`, empty values skipped. */
export function notifyText(fields: Record<string, string>): string {
  return signText(fields, ['sign', 'sign_type'], true);
}

function signText(params: Record<string, string>, without: readonly string[], dropEmpty: boolean): string {
  return Object.keys(params)
    .filter((name) => !without.includes(name) && !(dropEmpty && params[name] === ''))
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&');
}
