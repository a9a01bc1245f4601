import { Refusal } from '@petpact/kit/refusal';

export type Role = 'owner' | 'manager' | 'clerk';

/** Someone who logs in with a password: staff of a shop, or an operator of the platform. */
export interface Person {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  kind: 'staff' | 'operator';
  login: string;
  displayName: string;
  roles: Role[];
  passwordHash: string;
  /** Wrong passwords since the last right one. */
  failedTries: number;
  /** Real time until which no password is looked at. */
  lockedUntil?: Date;
}

export type PersonFact = { type: 'staffChanged'; staffId: string };

/** Wrong passwords in a row after which a login is locked. */
export const TRIES_BEFORE_LOCK = 5;
/** How long it stays locked; real time. */
export const LOCK_MS = 15 * 60_000;

const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,60}$/;
const ROLES: readonly string[] = ['owner', 'manager', 'clerk'];

/** Throws INVALID_LOGIN, INVALID_ROLE, INVALID_NAME. */
export function checkPerson(person: Pick<Person, 'login' | 'displayName' | 'roles'>): void {
  if (!LOGIN.test(person.login)) throw new Refusal('INVALID_LOGIN', 'invalid');
  if (person.displayName.trim() === '' || person.displayName.length > 40) throw new Refusal('INVALID_NAME', 'invalid');
  const unknown = person.roles.find((role) => !ROLES.includes(role));
  if (unknown !== undefined) throw new Refusal('INVALID_ROLE', 'invalid', { role: unknown });
}

/** At least ten characters, and not one character over and over. Throws WEAK_PASSWORD. */
export function checkPassword(password: string): void {
  if (password.length < 10 || password.length > 128 || new Set(password).size < 5) throw new Refusal('WEAK_PASSWORD', 'invalid');
}

/** Throws TOO_MANY_ATTEMPTS while the login is locked. */
export function requireUnlocked(person: Person, realNow: Date): void {
  if (person.lockedUntil && person.lockedUntil > realNow) throw new Refusal('TOO_MANY_ATTEMPTS', 'denied');
}

/** Counts a password that was right or wrong; the fifth wrong one in a row locks the login. */
export function countTry(person: Person, right: boolean, realNow: Date): { state: Person; facts: PersonFact[] } {
  const { lockedUntil: _, ...open } = person;
  if (right) return { state: { ...open, failedTries: 0 }, facts: [] };
  const failedTries = person.failedTries + 1;
  if (failedTries < TRIES_BEFORE_LOCK) return { state: { ...open, failedTries }, facts: [] };
  return { state: { ...open, failedTries: 0, lockedUntil: new Date(realNow.getTime() + LOCK_MS) }, facts: [] };
}
