import { NOTIFY_KINDS, takeBehaviour } from './behaviour.ts';
import { civilDateOf, dateTimeOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** ALIPAY §2: eight deliveries inside 25 h, with these gaps. */
export const RESEND_GAPS: readonly number[] = [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR];
/** How long a notify that is to arrive out of order waits for a later one to pass it. */
const OUT_OF_ORDER_WAIT = 10 * MINUTE;

/**
 * How a notify lies. All but `signature` carry a good signature: the receiver has to read what it says. `fields` changes
 * nothing by itself: the notify says what its model says, but for the fields that are set on top.
 */
export type Forgery = 'signature' | 'app' | 'authApp' | 'seller' | 'amount' | 'status' | 'fields';

export interface NotifyTry {
  at: number;
  realAt: number;
  /** HTTP status and beginning of the body, or why there was none. */
  answer: string;
  ok: boolean;
}

export interface Notify {
  notifyId: string;
  /** `notify_type`. */
  type: string;
  url: string;
  authAppId: string;
  userId: string;
  /** The trade or agreement number it tells of. */
  about: string;
  /** All that is signed and sent, but for `sign` and `sign_type`. */
  fields: Record<string, string>;
  createdAt: number;
  state: 'pending' | 'delivered' | 'givenUp' | 'withheld' | 'noUrl';
  /** Business instant of the next delivery; absent when there is none. */
  nextAt?: number;
  tries: NotifyTry[];
  /** Deliveries still owed after one that was taken. */
  extraCopies: number;
  forgery?: Forgery;
  /** Waits until a later notify of the same app has gone out. */
  waitsForNext?: boolean;
}

export interface NotifyDraft {
  type: string;
  url: string | undefined;
  authAppId: string;
  userId: string;
  about: string;
  fields: Record<string, string | undefined>;
}

/**
 * Queues a notify as the set behaviours want it. The id is the same on each resend (ALIPAY §2).
 * Uses up to two numbers from `sequence` on.
 */
export function queueNotify(world: World, draft: NotifyDraft, now: number, sequence: number): SimEvent[] {
  if (draft.url === undefined) return [];
  const { behaviour, events } = takeBehaviour(world, { ...draft, method: draft.type }, NOTIFY_KINDS);
  const notify = newNotify(world, draft, now, sequence);
  if (notify.url === '') return [...events, { type: 'notify', notify: { ...notify, state: 'noUrl', nextAt: undefined }, sequence }];
  switch (behaviour?.kind) {
    case 'notifyNone':
      return [...events, { type: 'notify', notify: { ...notify, state: 'withheld', nextAt: undefined }, sequence }];
    case 'notifyTwice':
      return [...events, { type: 'notify', notify: { ...notify, extraCopies: 1 }, sequence }];
    case 'notifyLate':
      return [...events, { type: 'notify', notify: { ...notify, nextAt: now + behaviour.delayMs }, sequence }];
    case 'notifyOutOfOrder':
      return [...events, { type: 'notify', notify: { ...notify, nextAt: now + OUT_OF_ORDER_WAIT, waitsForNext: true }, sequence }];
    case 'notifyForged': {
      const forged = forgedNotify(world, newNotify(world, draft, now, sequence + 1), 'signature');
      return [...events, { type: 'notify', notify: forged, sequence: sequence + 1 }, { type: 'notify', notify }];
    }
    default:
      return [...events, ...passedBy(world, draft.authAppId, now), { type: 'notify', notify, sequence }];
  }
}

function newNotify(world: World, draft: NotifyDraft, now: number, sequence: number): Notify {
  const notifyId = `${civilDateOf(now).replaceAll('-', '')}00222${String(sequence).padStart(21, '0')}`;
  const fields: Record<string, string> = {
    notify_time: dateTimeOf(now),
    notify_type: draft.type,
    notify_id: notifyId,
    app_id: world.appId,
    auth_app_id: draft.authAppId,
    charset: 'utf-8',
    version: '1.0',
  };
  // ALIPAY §2: empty values are not signed; Alipay leaves out what it has no value for.
  for (const [name, value] of Object.entries(draft.fields)) if (value !== undefined && value !== '') fields[name] = value;
  const { type, authAppId, userId, about } = draft;
  const base: Notify = {
    notifyId,
    type,
    url: draft.url ?? '',
    authAppId,
    userId,
    about,
    fields,
    createdAt: now,
    state: 'pending',
    tries: [],
    extraCopies: 0,
  };
  return { ...base, nextAt: now };
}

/** Notifies held back for this app go out right after the new one; a second later, so that the order is sure. */
function passedBy(world: World, authAppId: string, now: number): SimEvent[] {
  return [...world.openNotifies]
    .map((id) => world.notifies.get(id)!)
    .filter((held) => held.waitsForNext && held.authAppId === authAppId)
    .map((held) => ({ type: 'notify', notify: { ...held, waitsForNext: false, nextAt: now + 1000 } }));
}

/** A notify that must change nothing at the receiver. It is sent once. */
export function forgedNotify(world: World, genuine: Notify, how: Forgery): Notify {
  const fields = { ...genuine.fields };
  if (how === 'app') fields.app_id = `${world.appId.slice(0, -1)}${world.appId.endsWith('9') ? '8' : '9'}`;
  if (how === 'authApp') fields.auth_app_id = anotherThan([...world.merchants.keys()], genuine.authAppId);
  if (how === 'seller') fields.seller_id = '2088999999999999';
  if (how === 'amount') fields.total_amount = fields.total_amount === '0.01' ? '0.02' : '0.01';
  if (how === 'status') fields[fields.status ? 'status' : 'trade_status'] = fields.status ? 'UNSIGN' : 'TRADE_CLOSED';
  return { ...genuine, fields, forgery: how, extraCopies: 0, waitsForNext: false };
}

export interface ForgeWish {
  how: Forgery;
  /** Where to, if not where the genuine one went. */
  url?: string;
  /** Fields to set on top. */
  fields?: Record<string, string>;
  /** Carry the genuine notify's id: a receiver that spends it on a forgery loses the genuine one. */
  sameId?: boolean;
}

/** A forgery modelled on a notify that was really sent. */
export function forge(world: World, genuine: Notify, wish: ForgeWish, now: number): { notify: Notify; events: SimEvent[] } {
  const sequence = world.sequence + 1;
  const own = newNotify(world, { ...genuine, url: wish.url ?? genuine.url }, now, sequence);
  const notifyId = wish.sameId ? genuine.fields.notify_id! : own.notifyId;
  const notify = forgedNotify(world, { ...own, fields: { ...genuine.fields, notify_id: notifyId, ...wish.fields } }, wish.how);
  return { notify, events: [{ type: 'notify', notify, sequence }] };
}

/** Sends a notify once more now, whatever became of it. */
export function resend(notify: Notify, now: number): SimEvent[] {
  return [{ type: 'notify', notify: { ...notify, state: 'pending', nextAt: now, waitsForNext: false } }];
}

function anotherThan(list: string[], one: string): string {
  return list.find((item) => item !== one) ?? '2021999999999999';
}

/**
 * What a delivery's outcome means: done, once more at once (a copy is owed), or again after the next gap.
 * Only the seven characters `success` count (ALIPAY §2).
 */
export function afterTry(notify: Notify, tried: NotifyTry, timeScale: number): Notify {
  const tries = [...notify.tries, tried];
  if (notify.forgery) return { ...notify, tries, state: tried.ok ? 'delivered' : 'givenUp', nextAt: undefined };
  if (tried.ok && notify.extraCopies > 0) return { ...notify, tries, extraCopies: notify.extraCopies - 1, nextAt: tried.at };
  if (tried.ok) return { ...notify, tries, state: 'delivered', nextAt: undefined };
  const gap = RESEND_GAPS[tries.length - 1];
  if (gap === undefined) return { ...notify, tries, state: 'givenUp', nextAt: undefined };
  return { ...notify, tries, nextAt: tried.at + gap * timeScale };
}
