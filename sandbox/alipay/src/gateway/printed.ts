import type { KeyObject } from 'node:crypto';
import { type Answer, printableAnswer } from '../domain/answer.ts';
import { signRsa2 } from '../runtime/rsa.ts';

/**
 * The body of an answer: the inner object first, `sign` last, signed over the very bytes that are printed (ALIPAY §1.1).
 * Without a key the body is unsigned, as some `error_response` bodies are.
 */
export async function printAnswer(name: string, answer: Answer, how: { key?: KeyObject; escapeSlashes: boolean }): Promise<string> {
  const plain = JSON.stringify(printableAnswer(answer));
  const inner = how.escapeSlashes ? plain.replaceAll('/', '\\/') : plain;
  if (!how.key) return `{"${name}":${inner}}`;
  return `{"${name}":${inner},"sign":"${await signRsa2(inner, how.key)}"}`;
}

/** `alipay.trade.pay` → `alipay_trade_pay_response`; what is no method name gets the general one. */
export function responseName(method: string | undefined): string {
  return method && /^[a-z0-9.]{1,80}$/.test(method) ? `${method.replaceAll('.', '_')}_response` : 'error_response';
}
