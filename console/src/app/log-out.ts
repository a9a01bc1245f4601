import { type Api, newIntent } from '@petpact/api/client';
import { queryClient } from './providers.tsx';
import type { WatchedSession } from './session.ts';

/** Whatever ended it, when a session is another person's or nobody's, nothing that was read for the last one stays. */
export const forgetWithSession = (session: WatchedSession): void => {
  let known = session.read()?.principal.id;
  session.subscribe(() => {
    const now = session.read()?.principal.id;
    if (now !== known) queryClient.clear();
    known = now;
  });
};

/** Ends the session here, and at the gateway if it can be reached. */
export const logOut = async (api: Api, session: WatchedSession): Promise<void> => {
  await api.DELETE('/sessions/current', { params: { header: { 'Idempotency-Key': newIntent() } } }).catch(() => undefined);
  session.write(undefined);
};
