import type { Session } from './model';

export interface SessionStore {
  read(): Session | undefined;
  write(session: Session | undefined): void;
}

type Rotation = { rotated: Session } | 'refused' | 'noAnswer';

/**
 * Holds the adopter's session. A refresh token works once, so calls that meet an expired token share one rotation,
 * and a rotation first looks whether another page of this browser has already stored a newer session.
 */
export const createSessions = (o: {
  store: SessionStore;
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  rotate: (refreshToken: string) => Promise<Rotation>;
}) => {
  const listeners = new Set<() => void>();
  let running: Promise<Session | undefined> | undefined;

  const set = (session: Session | undefined) => {
    o.store.write(session);
    for (const listener of listeners) listener();
  };

  const rotation = async (expired: string): Promise<Session | undefined> => {
    const stored = o.store.read();
    if (!stored || stored.accessToken !== expired) return stored;
    const outcome = await o.rotate(stored.refreshToken);
    if (outcome === 'noAnswer') throw new Error('NO_ANSWER');
    set(outcome === 'refused' ? undefined : outcome.rotated);
    return o.store.read();
  };

  return {
    current: () => o.store.read(),
    set,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** A session whose access token is not `expired`, or nothing where the person must log in again. */
    renew(expired: string): Promise<Session | undefined> {
      running ??= o
        .alone('petpact.session', () => rotation(expired))
        .finally(() => {
          running = undefined;
        });
      return running;
    },
  };
};

export type Sessions = ReturnType<typeof createSessions>;
