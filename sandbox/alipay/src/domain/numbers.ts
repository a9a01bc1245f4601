import { createHash } from 'node:crypto';
import { civilDateOf } from './civil-date.ts';
import type { SimEvent } from './event.ts';
import { type User, type World, within } from './world.ts';

/** 28 digits as Alipay's trade numbers: date, `2200`, the simulator's own sequence. */
export function tradeNumber(now: number, sequence: number): string {
  return `${civilDateOf(now).replaceAll('-', '')}2200${String(sequence).padStart(16, '0')}`;
}

/** 20 digits: date and sequence. */
export function agreementNumber(now: number, sequence: number): string {
  return `${civilDateOf(now).replaceAll('-', '')}${String(sequence).padStart(12, '0')}`;
}

/** `2088…`, 16 digits, for users and sellers. */
export function accountNumber(sequence: number): string {
  return `2088${String(sequence).padStart(12, '0')}`;
}

/** `2021…`, 16 digits. */
export function appNumber(sequence: number): string {
  return `2021${String(sequence).padStart(12, '0')}`;
}

/** An open_id is one per app and user (ALIPAY §3): the same person is a stranger in every other app. */
export function openIdFor(world: World, appId: string, userId: string): { openId: string; events: SimEvent[] } {
  const known = world.openIdOf.get(within(appId, userId));
  if (known) return { openId: known, events: [] };
  const openId = createHash('sha256').update(`open_id ${appId} ${userId}`).digest('base64url').replace(/[-_]/g, '0');
  return { openId, events: [{ type: 'openId', openId, appId, userId }] };
}

/** Finds a user by open_id of this app, or by 2088 user id. */
export function userOf(world: World, appId: string, who: { openId?: string; userId?: string }): User | undefined {
  if (who.openId !== undefined) {
    const owner = world.openIds.get(who.openId);
    return owner?.appId === appId ? world.users.get(owner.userId) : undefined;
  }
  return who.userId === undefined ? undefined : world.users.get(who.userId);
}

/** The fields that name a person, with this prefix, as the `identity` switch says (ALIPAY §3, M). */
export function identityFields(world: World, appId: string, userId: string, names: { openId: string; userId: string }) {
  const { identity } = world.switches;
  const { openId, events } = openIdFor(world, appId, userId);
  const fields: Record<string, string> = {};
  if (identity !== 'userId') fields[names.openId] = openId;
  if (identity !== 'openId') fields[names.userId] = userId;
  return { fields, events };
}

/** `138****0001`, `ab***@example.com`: how Alipay prints somebody's log-in (ALIPAY §4, §5.1). */
export function maskedLogonId(logonId: string): string {
  if (/^\d{11}$/.test(logonId)) return `${logonId.slice(0, 3)}****${logonId.slice(-4)}`;
  const [name = '', host] = logonId.split('@');
  return `${name.slice(0, 3)}***${host === undefined ? '' : `@${host}`}`;
}
