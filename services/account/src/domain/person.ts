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
}

export type PersonFact = { type: 'staffChanged'; staffId: string };

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
