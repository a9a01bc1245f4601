import { createHash } from 'node:crypto';
import type { RandomBytes } from '@petpact/kit/clock';

/** An opaque token: the session's id and a secret of 256 bits. Only its hash is stored. */
export interface Token {
  text: string;
  hash: string;
}

const TOKEN = /^([ar])\.([0-9a-f]{32})\.([A-Za-z0-9_-]{43})$/;

export function newSessionId(random: RandomBytes): string {
  return random.bytes(16).toString('hex');
}

export function newToken(kind: 'a' | 'r', sessionId: string, random: RandomBytes): Token {
  const text = `${kind}.${sessionId}.${random.bytes(32).toString('base64url')}`;
  return { text, hash: hashOf(text) };
}

/** The session a token names and the token's hash; undefined for anything that was not made here. */
export function readToken(kind: 'a' | 'r', text: string): { sessionId: string; hash: string } | undefined {
  const [, found, sessionId] = TOKEN.exec(text) ?? [];
  return found === kind && sessionId !== undefined ? { sessionId, hash: hashOf(text) } : undefined;
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
