import { type RequestProblem, readSignRequest, type SignRequest } from '../domain/agreement-rules.ts';
import type { Call } from '../domain/call.ts';
import { type Params, readCall, SIGN_PAGE } from '../gateway/request.ts';
import { isSignedBy } from '../runtime/rsa.ts';
import type { Simulator } from '../runtime/simulator.ts';

/** A signing that was asked for by a signed string, or why it cannot be shown. */
export type Opened = { call: Call; request: SignRequest } | { problem: RequestProblem | { field: string; problem: 'refused' } };

/** What the page itself adds to the address; never part of what the app signed. */
const OWN_FIELDS = ['lang', 'user_id', 'sign_str', 'return_url'];

/** Reads an address's query: the sdkExecute string itself, or encoded once more in `sign_str` (ALIPAY §5.1). */
export function openSigning(simulator: Simulator, search: string): Opened {
  const call = readCall(simulator, signedParams(simulator, search));
  if ('problem' in call) return { problem: { field: call.problem.ok ? '' : call.problem.subCode, problem: 'refused' } };
  if (call.method !== SIGN_PAGE) return { problem: { field: 'method', problem: 'invalid' } };
  const request = readSignRequest(call.content, simulator.world.switches, simulator.clock.now());
  return 'problem' in request ? { problem: request } : { call, request };
}

function signedParams({ keys }: Simulator, search: string): Params {
  const whole = new URLSearchParams(search);
  // Put into the address without decoding, the whole string is one name.
  const wrapped = whole.get('sign_str') ?? [...whole.keys()].find((name) => name.includes('biz_content=')) ?? null;
  const query = wrapped === null ? whole : new URLSearchParams(unwrapped(wrapped));
  const signed = Object.fromEntries([...query].filter(([name]) => !OWN_FIELDS.includes(name)));
  // Some apps sign a return_url of their own (Alipay ignores it, ALIPAY §5.1); the browser's one is appended after it.
  const withReturn = { ...signed, return_url: query.get('return_url') ?? '' };
  return withReturn.return_url !== '' && isSignedBy(withReturn, keys.app) ? withReturn : signed;
}

/** ALIPAY §5.1: the string is often encoded once more as a whole. */
function unwrapped(text: string): string {
  return text.includes('=') ? text : decodeURIComponent(text);
}

/** Where the browser goes afterwards: the last return_url of the address. */
export function returnUrlOf(search: string): string | undefined {
  return new URLSearchParams(search).getAll('return_url').at(-1);
}
