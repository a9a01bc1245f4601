import type { Schemas, SessionStore } from '@petpact/api/client';
import { useSyncExternalStore } from 'react';

type Session = Schemas['Session'];

/** A session kept in this browser for all of its tabs, and told to whoever watches. */
export interface WatchedSession extends SessionStore {
  subscribe(listener: () => void): () => void;
}

const keptAt = (key: string): WatchedSession => {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  let text: string | null = null;
  let parsed: Session | undefined;
  window.addEventListener('storage', (event) => {
    if (event.key === key) tell();
  });
  return {
    read: () => {
      const kept = localStorage.getItem(key);
      if (kept !== text) {
        text = kept;
        parsed = kept === null ? undefined : (JSON.parse(kept) as Session);
      }
      return parsed;
    },
    write: (session) => {
      if (session === undefined) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(session));
      tell();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** Staff of a shop and operators of the platform are audiences apart, each with a session of its own. */
export const staffSession = keptAt('petpact.console.staff');
export const operatorSession = keptAt('petpact.console.operator');

/** The session as it is now, or none; renders again when it begins, rotates or ends, in this tab or another. */
export const useSession = (session: WatchedSession): Session | undefined => useSyncExternalStore(session.subscribe, session.read);
