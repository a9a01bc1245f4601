/** Whom a session speaks for. */
export interface Principal {
  merchantId: string;
  kind: 'adopter' | 'staff' | 'operator';
  id: string;
  roles: string[];
  displayName: string;
}

/** A family of rotating tokens. Only hashes are kept; times are real time. */
export interface Session {
  _id: string;
  merchantId: string;
  principal: Principal;
  accessHash: string;
  accessUntil: Date;
  refreshHash: string;
  /** Refresh tokens that were rotated away: one of them coming back means that two hold the session. */
  usedRefreshHashes: string[];
  until: Date;
  revoked: boolean;
}

export const ACCESS_MS = 2 * 3_600_000;
export const SESSION_MS = 30 * 24 * 3_600_000;
/** Rotations remembered: more than a session of thirty days can have at one every two hours. */
export const USED_KEPT = 400;

/** Opens a family with its first two tokens, given as hashes. */
export function openSession(id: string, principal: Principal, tokens: { accessHash: string; refreshHash: string }, realNow: Date): Session {
  return {
    _id: id,
    merchantId: principal.merchantId,
    principal,
    ...tokens,
    accessUntil: new Date(realNow.getTime() + ACCESS_MS),
    usedRefreshHashes: [],
    until: new Date(realNow.getTime() + SESSION_MS),
    revoked: false,
  };
}

/** Whether an access token speaks for the session's principal. */
export function accepts(session: Session, accessHash: string, realNow: Date): boolean {
  return !session.revoked && session.accessHash === accessHash && session.accessUntil > realNow && session.until > realNow;
}

export type RefreshVerdict = 'rotate' | 'expired' | 'revoked' | 'reused';

/** What a refresh token leads to; `reused` revokes the whole family. */
export function judgeRefresh(session: Session, refreshHash: string, realNow: Date): RefreshVerdict {
  if (session.revoked) return 'revoked';
  if (session.refreshHash !== refreshHash) return session.usedRefreshHashes.includes(refreshHash) ? 'reused' : 'revoked';
  return session.until > realNow ? 'rotate' : 'expired';
}
