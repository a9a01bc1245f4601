import { addDays, addMonths, type CivilDate, civilDateOf, instantAt } from '@petpact/kit/civil-date';
import { Refusal } from '@petpact/kit/refusal';

export type EntryKind = 'earn' | 'streakBonus' | 'reverse' | 'expire';

/** How a shop rewards payments. */
export interface Rules {
  /** Points for each full yuan paid. */
  pointsPerYuan: number;
  /** A bonus after every so many paid periods in a row; 0 = none. */
  streakLength: number;
  streakBonus: number;
  /** Months until a lot expires. */
  validMonths: number;
}

export const DEFAULT_RULES: Rules = { pointsPerYuan: 1, streakLength: 3, streakBonus: 50, validMonths: 12 };

/** One movement; `_id` is its natural key, so it exists once. Pending until the account has it. */
export interface Entry {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  adopterId: string;
  kind: EntryKind;
  /** Signed. Of a reversal or an expiry it is known only once it is applied. */
  points: number;
  contractId: string;
  period: number;
  state: 'pending' | 'applied';
  atTime: Date;
  /** The lot this entry made, or takes from. */
  lotId: string;
  /** Last day of the lot it makes. */
  expireDate?: CivilDate;
  /** Business time; set while pending, so that a crash between the two writes is repaired. */
  nextActionAt?: Date;
}

/** Points earned together; they leave the account together when they expire. */
export interface Lot {
  lotId: string;
  left: number;
  expireDate: CivilDate;
  contractId: string;
}

/** A person's points at one shop; `_id` = adopter. */
export interface Account {
  _id: string;
  merchantId: string;
  version: number;
  schema: number;
  balance: number;
  /** Points that were spent and later reversed: owed, never a negative balance. */
  debt: number;
  lots: Lot[];
  /** Grants this account has; the newest ones, far more than can be pending at a time. */
  seen: string[];
  /** What the newest entries took out, so that one of them that was cut off by a crash is told the same number again. */
  taken?: { entryId: string; points: number }[];
  /** The morning after the first lot's last day. */
  nextActionAt?: Date;
}

export type EntryFact =
  | { type: 'pointsEarned'; adopterId: string; points: number; contractId: string; period: number; kind: EntryKind }
  | { type: 'pointsReversed'; adopterId: string; points: number; contractId: string; period: number }
  | { type: 'pointsExpired'; adopterId: string; points: number };

export const SEEN_KEPT = 500;

/** Throws INVALID_RULES. */
export function checkRules(rules: Rules): Rules {
  const whole = (value: number, max: number) => Number.isInteger(value) && value >= 0 && value <= max;
  const right =
    whole(rules.pointsPerYuan, 100) && whole(rules.streakLength, 24) && whole(rules.streakBonus, 100_000) && whole(rules.validMonths, 60);
  if (!right || rules.validMonths === 0) throw new Refusal('INVALID_RULES', 'invalid');
  return rules;
}

export interface PaidInstalment {
  merchantId: string;
  adopterId: string;
  contractId: string;
  period: number;
  amountFen: number;
  /** Paid in a row up to this one. */
  streak: number;
}

/** The entries one paid instalment makes: its points, and a bonus when it completes a streak. */
export function entriesFor(paid: PaidInstalment, rules: Rules, now: Date): Entry[] {
  const { merchantId, adopterId, contractId, period } = paid;
  const source = `${contractId}_${period}`;
  const expireDate = addMonths(civilDateOf(now), rules.validMonths);
  const entry = (id: string, kind: EntryKind, points: number): Entry => ({
    _id: id,
    merchantId,
    version: 0,
    schema: 1,
    adopterId,
    kind,
    points,
    contractId,
    period,
    state: 'pending',
    atTime: now,
    lotId: id,
    expireDate,
    nextActionAt: now,
  });
  const points = Math.floor(paid.amountFen / 100) * rules.pointsPerYuan;
  const complete = rules.streakLength > 0 && paid.streak > 0 && paid.streak % rules.streakLength === 0 && rules.streakBonus > 0;
  return [
    ...(points > 0 ? [entry(`instalment:${source}`, 'earn', points)] : []),
    ...(complete ? [entry(`streak:${source}`, 'streakBonus', rules.streakBonus)] : []),
  ];
}

/** The entry that takes a grant back, once; how many points that is, the account says when it is applied. */
export function reversalOf(grant: Entry, now: Date): Entry {
  const { expireDate: _, ...rest } = grant;
  return { ...rest, _id: `reverse:${grant._id}`, version: 0, kind: 'reverse', points: 0, state: 'pending', atTime: now, nextActionAt: now };
}

/** The morning after a lot's last day: then it is gone. */
export const goneAt = (lot: Pick<Lot, 'expireDate'>): Date => instantAt(addDays(lot.expireDate, 1), '00:00');

const nextExpiry = (lots: readonly Lot[]): { nextActionAt?: Date } => {
  const [first] = lots
    .filter((lot) => lot.left > 0)
    .map(goneAt)
    .sort((a, b) => a.getTime() - b.getTime());
  return first ? { nextActionAt: first } : {};
};

/** What an entry does to an account, and how many points that took; told again, the same number and nothing done. */
export interface Taking {
  account: Account;
  taken: number;
}

type Taker = Pick<Entry, '_id' | 'lotId'>;

/**
 * Takes back a grant that is no longer deserved: what is left of its lot leaves the balance, what was spent of it becomes
 * debt, what had expired was never used and costs nothing.
 */
export function reverse(account: Account, reversal: Taker, granted: number): Taking {
  return takeLot(account, reversal, (lot) => granted - lot.left);
}

/** Ends a lot: what is left of it leaves the balance. Nothing where it was taken back meanwhile. */
export function endLot(account: Account, expiry: Taker): Taking {
  return takeLot(account, expiry, () => 0);
}

function takeLot(account: Account, { _id: entryId, lotId }: Taker, debtOf: (lot: Lot) => number): Taking {
  const { nextActionAt: _, taken: before = [], ...rest } = account;
  const known = before.find((one) => one.entryId === entryId);
  if (known) return { account, taken: known.points };
  const lot = account.lots.find((one) => one.lotId === lotId);
  const left = lot?.left ?? 0;
  const debt = lot ? debtOf(lot) : 0;
  const lots = account.lots.filter((one) => one.lotId !== lotId);
  const taken = [...before, { entryId, points: left + debt }].slice(-SEEN_KEPT);
  return {
    account: { ...rest, balance: account.balance - left, debt: account.debt + debt, lots, taken, ...nextExpiry(lots) },
    taken: left + debt,
  };
}

/** Lots with points in them whose last day is over. */
export const expiredLots = ({ lots }: Account, now: Date): Lot[] => lots.filter((lot) => lot.left > 0 && goneAt(lot) <= now);

/** The entry that ends a lot, once. */
export function expiryOf({ _id: adopterId, merchantId }: Account, { lotId, contractId }: Lot, now: Date): Entry {
  return {
    _id: `expire:${lotId}`,
    merchantId,
    version: 0,
    schema: 1,
    adopterId,
    kind: 'expire',
    points: 0,
    contractId,
    period: 0,
    state: 'pending',
    atTime: now,
    lotId,
    nextActionAt: now,
  };
}

/** Forgets lots that are empty and over, and says when the next one ends. */
export function tidyLots(account: Account, now: Date): Account {
  const lots = account.lots.filter((lot) => lot.left > 0 || goneAt(lot) > now);
  const { nextActionAt: _, ...rest } = account;
  return { ...rest, lots, ...nextExpiry(lots) };
}
