import type { SimEvent } from './event.ts';
import type { World } from './world.ts';

/** What may go wrong with a call's answer. */
export const CALL_KINDS = [
  /** Applied at once, answered after `delayMs` of business or real time. */
  'answerLate',
  /** Applied; the connection is cut instead of an answer. */
  'cutAfterApply',
  /** Not applied; the connection is cut. */
  'cutBeforeApply',
  /** The connection is cut (`answer: "cut"`) or SYSTEM_ERROR answered; applied `delayMs` later. */
  'applyLate',
  /** 20000 / ACQ.SYSTEM_ERROR, with the effect (`applied: true`) or without. */
  'systemError',
  /** Not applied; refused with `code`, `subCode`, `subMsg`. */
  'refuse',
  /** Applied; the answer is sent twice on the wire. */
  'answerTwice',
  /** Not applied; answered as `error_response`, signed or not (ALIPAY §1.1, trap c). */
  'errorResponse',
  /** Applied; the answer carries somebody else's signature. */
  'badSignature',
  /** Not applied; HTTP 502. */
  'httpError',
] as const;

/** What may go wrong with a notify. */
export const NOTIFY_KINDS = ['notifyNone', 'notifyTwice', 'notifyForged', 'notifyLate', 'notifyOutOfOrder'] as const;

export type BehaviourKind = (typeof CALL_KINDS)[number] | (typeof NOTIFY_KINDS)[number];

export interface Behaviour {
  behaviourId: string;
  kind: BehaviourKind;
  /** An API method, a notify_type, or `*`. */
  method: string;
  authAppId?: string;
  userId?: string;
  /** How many matching calls pass unharmed first. */
  after: number;
  /** How many calls it still holds for. */
  remaining: number;
  delayMs: number;
  clock: 'business' | 'real';
  applied: boolean;
  answer: 'cut' | 'systemError';
  signed: boolean;
  code: string;
  subCode: string;
  subMsg: string;
}

export interface BehaviourTarget {
  authAppId: string;
  userId?: string;
  method: string;
}

/** The oldest behaviour that holds for this target, and the events that count it down. */
export function takeBehaviour(
  world: World,
  target: BehaviourTarget,
  kinds: readonly BehaviourKind[],
): { behaviour?: Behaviour; events: SimEvent[] } {
  const events: SimEvent[] = [];
  for (const behaviour of world.behaviours.values()) {
    if (!kinds.includes(behaviour.kind) || !holdsFor(behaviour, target)) continue;
    if (behaviour.after > 0) {
      events.push({ type: 'behaviour', behaviour: { ...behaviour, after: behaviour.after - 1 } });
      continue;
    }
    events.push({ type: 'behaviour', behaviour: { ...behaviour, remaining: behaviour.remaining - 1 } });
    return { behaviour, events };
  }
  return { events };
}

function holdsFor(behaviour: Behaviour, target: BehaviourTarget): boolean {
  return (
    (behaviour.method === '*' || behaviour.method === target.method) &&
    (behaviour.authAppId === undefined || behaviour.authAppId === target.authAppId) &&
    (behaviour.userId === undefined || behaviour.userId === target.userId)
  );
}
