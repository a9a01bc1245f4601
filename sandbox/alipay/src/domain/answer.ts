/** What one call is answered: the inner object of `<method>_response` (ALIPAY §1.1). */
export type Answer =
  | { ok: true; fields: Record<string, unknown> /** No `code` and `msg` in the body (oauth.token, ALIPAY §1.1). */; bare?: boolean }
  | { ok: false; code: string; msg: string; subCode: string; subMsg: string };

export function succeeded(fields: Record<string, unknown> = {}): Answer {
  return { ok: true, fields };
}

/** 40004, the family of every business refusal (ALIPAY §1.1). */
export function refused(subCode: string, subMsg: string): Answer {
  return { ok: false, code: '40004', msg: 'Business Failed', subCode, subMsg };
}

/** 40002 (ALIPAY §1.1). */
export function invalidArguments(subCode: string, subMsg: string): Answer {
  return { ok: false, code: '40002', msg: 'Invalid Arguments', subCode, subMsg };
}

/** 40001 (ALIPAY §1.1). */
export function missingArguments(subCode: string, subMsg: string): Answer {
  return { ok: false, code: '40001', msg: 'Missing Required Arguments', subCode, subMsg };
}

/** 40006 (ALIPAY §1.1, M). */
export function noPermission(subMsg: string): Answer {
  return { ok: false, code: '40006', msg: 'Insufficient Permissions', subCode: 'isv.insufficient-isv-permissions', subMsg };
}

/** 20001 (ALIPAY §1.1). */
export function badToken(subCode: string, subMsg: string): Answer {
  return { ok: false, code: '20001', msg: 'Insufficient Token Permissions', subCode, subMsg };
}

/** 20000: says nothing about what happened; trade methods pair it with ACQ.SYSTEM_ERROR (ALIPAY §1.1). */
export function systemError(method: string): Answer {
  const subCode = method.startsWith('alipay.trade.') ? 'ACQ.SYSTEM_ERROR' : method === '' ? 'isp.unknow-error' : 'SYSTEM_ERROR';
  return { ok: false, code: '20000', msg: 'Service Currently Unavailable', subCode, subMsg: '系统繁忙' };
}

export function printableAnswer(answer: Answer): Record<string, unknown> {
  if (!answer.ok) return { code: answer.code, msg: answer.msg, sub_code: answer.subCode, sub_msg: answer.subMsg };
  return answer.bare ? answer.fields : { code: '10000', msg: 'Success', ...answer.fields };
}
