import { platform } from '@/adapters/platform';
import type { Socket } from '@/adapters/platform-port';
import { sessions } from './api';

/** Something of this person changed; the page that shows it reads again. */
export interface Hint {
  kind: string;
  id: string;
  version: number;
}

type Listener = (hint: Hint | undefined) => void;

const listeners = new Set<Listener>();
let socket: Socket | undefined;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const tell = (hint: Hint | undefined) => {
  for (const listener of listeners) listener(hint);
};

const disconnect = () => {
  clearTimeout(timer);
  timer = undefined;
  socket?.close();
  socket = undefined;
};

/** A token that has run out is renewed first: nobody else may do it while the person only watches. */
const freshToken = async () => {
  const session = sessions.current();
  if (!session || Date.parse(session.accessExpiresTime) > Date.now()) return session?.accessToken;
  return (await sessions.renew(session.accessToken).catch(() => session))?.accessToken;
};

const connect = async () => {
  const token = await freshToken();
  if (socket || !token || listeners.size === 0) return;
  const mine = platform.openSocket('/api/v1/live', {
    onOpen: () => mine.send(JSON.stringify({ token })),
    onText: (text) => {
      const hint = JSON.parse(text) as Hint;
      if (hint.kind !== 'ready') return tell(hint);
      // Hints sent while the line was down are lost, so everything shown is read again.
      if (failures > 0) tell(undefined);
      failures = 0;
    },
    onClose: () => {
      if (socket !== mine) return;
      socket = undefined;
      failures += 1;
      timer = setTimeout(() => void connect(), Math.min(30_000, 1000 * 2 ** failures));
    },
  });
  socket = mine;
};

sessions.subscribe(() => {
  disconnect();
  void connect();
});

/** Calls `listener` for each hint, and without one after a broken line came back; returns the way to stop. */
export const listen = (listener: Listener): (() => void) => {
  listeners.add(listener);
  void connect();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) disconnect();
  };
};

/** Has everything shown read again: the person moved the test clock. */
export const readAllAgain = () => tell(undefined);
