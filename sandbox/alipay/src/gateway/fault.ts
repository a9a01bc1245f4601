import { type Answer, systemError } from '../domain/answer.ts';
import type { Behaviour } from '../domain/behaviour.ts';

/** What a behaviour makes of one call. */
export interface Fault {
  apply: 'now' | 'later' | 'never';
  reply: 'answer' | 'cut' | 'twice' | 'errorResponse' | 'badSignature' | 'httpError';
  /** Said instead of what the decision says. */
  instead?: Answer;
  holdMs: number;
}

export const NO_FAULT: Fault = { apply: 'now', reply: 'answer', holdMs: 0 };

export function faultOf(behaviour: Behaviour, method: string): Fault {
  switch (behaviour.kind) {
    case 'answerLate':
      return { ...NO_FAULT, holdMs: behaviour.delayMs };
    case 'cutAfterApply':
      return { apply: 'now', reply: 'cut', holdMs: 0 };
    case 'cutBeforeApply':
      return { apply: 'never', reply: 'cut', holdMs: 0 };
    case 'applyLate':
      return behaviour.answer === 'cut'
        ? { apply: 'later', reply: 'cut', holdMs: 0 }
        : { apply: 'later', reply: 'answer', instead: systemError(method), holdMs: 0 };
    case 'systemError':
      return { apply: behaviour.applied ? 'now' : 'never', reply: 'answer', instead: systemError(method), holdMs: 0 };
    case 'refuse':
      return { apply: 'never', reply: 'answer', instead: refusalOf(behaviour), holdMs: 0 };
    case 'answerTwice':
      return { apply: 'now', reply: 'twice', holdMs: 0 };
    case 'errorResponse':
      return { apply: 'never', reply: 'errorResponse', instead: refusalOf(behaviour), holdMs: 0 };
    case 'badSignature':
      return { apply: 'now', reply: 'badSignature', holdMs: 0 };
    case 'httpError':
      return { apply: 'never', reply: 'httpError', holdMs: 0 };
    default:
      return NO_FAULT;
  }
}

function refusalOf({ code, subCode, subMsg }: Behaviour): Answer {
  return { ok: false, code, msg: code === '40004' ? 'Business Failed' : 'Refused', subCode, subMsg };
}
